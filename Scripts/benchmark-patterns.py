"""Measures for Scripts/benchmark-patterns, which says what and why. Prints the page.

    benchmark-patterns.py FILE.jsonl SITREP FOLDER-FOR-SCRATCH
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 9
STARTS = 30
TIMES = 10
TEXT = "Two frigates anchored off Mogadishu on Friday.\n"


def copies(entry, number):
    """A pattern with a name of its own, and as many triggers, none of which any text has."""
    triggers = re.search(r"^  trigger: \[([^\]]*)\]", entry, re.M)
    count = len(triggers.group(1).split(",")) if triggers else 1
    name = re.match(r"- pattern: (\S+)", entry).group(1)
    words = ", ".join(f"zq{name.replace('-', '')}q{number}q{place}" for place in range(count))
    entry = re.sub(r"^  trigger: \[[^\]]*\]\n|^  triggerShapes: .*\n", "", entry, flags=re.M)
    return entry.replace(
        f"- pattern: {name}\n", f"- pattern: {name}-{number}\n  trigger: [{words}]\n", 1
    )


def resources(folder, sitrep, times):
    """A pack of the shipped files with every pattern so many times; how many there are."""
    shutil.copytree("Lexicons", folder / "Lexicons")
    shutil.copytree("Models", folder / "Models")
    number = 0
    for path in sorted((folder / "Models/patterns").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        entries = [e for e in re.split(r"^(?=- )", text, flags=re.M) if e.startswith("- pattern:")]
        if times == 0:
            path.unlink()
        number += len(entries) * times
        for copy in range(1, times):
            more = "".join(copies(entry, copy).rstrip() + "\n\n" for entry in entries)
            path.with_name(f"{path.stem}-{copy}.yaml").write_text(more, encoding="utf-8")
    pack = folder / "sitrep.pack"
    subprocess.run(
        [sitrep, "compile", "--resources", folder, "--output", pack],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return pack, number


def stages(command):
    """Seconds of each stage, as `sitrep benchmark` prints them in microseconds."""
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = {name: int(time) / 1e6 for name, time in re.findall(r"^(\w+) +(\d+) µs", printed, re.M)}
    return found, [int(n) for n in re.findall(r"(\d+) documents, (\d+) bytes", printed)[0]]


def start(sitrep, pack, text):
    """Seconds from the start to the end for one short text."""
    begin = time.perf_counter()
    subprocess.run(
        [sitrep, "extract", text, "--pack", pack], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - begin


def main(source, sitrep, folder):
    folder = Path(folder)
    packs = {times: resources(folder / str(times), sitrep, times) for times in (0, 1, TIMES)}
    text = folder / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    measured, sizes = {}, None
    for _ in range(ROUNDS):
        found, sizes = stages([sitrep, "benchmark", "--rounds", "2", "--pack", packs[1][0], source])
        measured.setdefault("tokens", []).append(found["tokens"])
        for times in (1, TIMES):
            command = [sitrep, "benchmark", "--parts", "--rounds", "3", "--pack", packs[times][0]]
            found, _ = stages(command + [source])
            measured.setdefault(times, []).append(found["patterns"])
            if times == 1:
                measured.setdefault("values", []).append(found["values"])
                measured.setdefault("both", []).append(found["both"])
    starts = {times: [] for times in packs}
    for _ in range(STARTS):
        for times, (pack, _) in packs.items():
            starts[times].append(start(sitrep, pack, text))

    def ratio(name, other="tokens"):
        return statistics.median(a / b for a, b in zip(measured[name], measured[other]))

    rows = {
        "tokens": "cutting into tokens, to compare with",
        1: f"{packs[1][1]} patterns",
        TIMES: f"{packs[TIMES][1]} patterns, {packs[TIMES][1] - packs[1][1]} of them never set off",
        "values": "quantities and times",
        "both": f"{packs[1][1]} patterns, quantities and times",
    }
    print(
        f"""# Benchmarks: patterns

Written by `Scripts/benchmark-patterns`; nothing in it is entered by hand. Compare the ratios: bare
times are those of the machine that it ran on last.

Input: {os.path.basename(source)}, {sizes[0]} items with {sizes[1]} bytes of text, in tokens and
sentences already. One core (`taskset -c 0`); medians of {ROUNDS} rounds, in each of which all are
run in turn, the ratios taken within a round.

| what | seconds | MB/s | times tokens |
|---|---|---|---|"""
    )
    for name, what in rows.items():
        seconds = statistics.median(measured[name])
        print(f"| {what} | {seconds:.3f} | {sizes[1] / seconds / 1e6:.0f} | {ratio(name):.2f} |")
    print(
        f"""
Ten times as many patterns, whose triggers the text does not have, take {ratio(TIMES, 1):.2f} times as long.

One short text from the start of the program to its end, medians of {STARTS}:

| patterns | ms |
|---|---|"""
    )
    for times, (_, number) in packs.items():
        print(f"| {number} | {statistics.median(starts[times]) * 1000:.1f} |")


main(*sys.argv[1:])
