"""Measures for Scripts/benchmark-tokens, which says what and why. Prints the page.

    benchmark-tokens.py FILE.jsonl SITREP FOLDER-FOR-SCRATCH
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time

ROUNDS = 9


def peers():
    """The splitters that are installed, each with a function from a text to a count."""
    try:
        import sentencex

        yield "sentencex", lambda text: len(list(sentencex.segment("en", text)))
    except ImportError:
        print("sentencex is not installed; left out", file=sys.stderr)
    try:
        import blingfire

        yield "Bling Fire", lambda text: blingfire.text_to_sentences(text).count("\n") + 1
    except ImportError:
        print("Bling Fire is not installed; left out", file=sys.stderr)


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def stages(command):
    """Seconds of each stage, as `sitrep benchmark` prints them in microseconds."""
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {name: int(time) / 1e6 for name, time in re.findall(r"^(\w+) +(\d+) µs", printed, re.M)}


def main(source, sitrep, folder):
    with open(source, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    whole = "\n\n".join(texts) + "\n"
    path = os.path.join(folder, "text.txt")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(whole)
    size = len(whole.encode())
    output = os.path.join(folder, "output")
    environment = dict(os.environ, LC_ALL="C.UTF-8")

    def run(*command):
        with open(output, "wb") as file:
            subprocess.run(command, check=True, stdout=file, env=environment)

    # Every round has all of them, so that a slow spell of the machine strikes all alike.
    measured = {}

    def keep(name, time):
        measured.setdefault(name, []).append(time)

    splitters = list(peers())
    for _ in range(ROUNDS):
        keep("`wc -w`", seconds(lambda: run("wc", "-w", path)))
        one = stages([sitrep, "benchmark", "--rounds", "2", path])
        keep("Sitrep, tokens alone", one["tokens"])
        keep("Sitrep, tokens and sentences", one["tokens"] + one["sentences"])
        many = stages([sitrep, "benchmark", "--rounds", "2", source])
        keep("Sitrep, the same, a document an item", many["tokens"] + many["sentences"])
        command = [sitrep, "extract", "-q", "--jobs", "1", "--emit", "sentences", path]
        keep("`sitrep extract --emit sentences`, start to end", seconds(lambda: run(*command)))
        for name, split in splitters:
            keep(f"{name}, sentences alone", seconds(lambda: [split(text) for text in texts]))

    wc = measured["`wc -w`"]
    ratio = {
        name: statistics.median(time / other for time, other in zip(times, wc))
        for name, times in measured.items()
    }
    print(
        f"""# Benchmarks: tokens and sentences

Written by `Scripts/benchmark-tokens`; nothing in it is entered by hand. Compare the ratios: bare
times are those of the machine that it ran on last.

Input: the texts of {os.path.basename(source)}, {len(texts)} items, as one plain text with an empty
line between each two: {size} bytes. One core (`taskset -c 0`); medians of {ROUNDS} rounds, in each of
which all are run in turn, the ratios taken within a round. Sitrep's tokens are looked up in its
vocabulary; its stages are timed inside its process, the better of two passes, and so are the peers,
once; `wc` and `extract` from start to end. The peers are given item by item, as they are meant to
be used.

| what | seconds | MB/s | times `wc -w` |
|---|---|---|---|"""
    )
    for name, times in measured.items():
        time = statistics.median(times)
        print(f"| {name} | {time:.3f} | {size / time / 1e6:.0f} | {ratio[name]:.2f} |")


main(*sys.argv[1:])
