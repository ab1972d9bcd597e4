"""Measures for Scripts/benchmark-lexicon what large packs cost. Prints the second part of its page.

    benchmark-packs.py SITREP FOLDER-FOR-SCRATCH GEONAMES-TABLE ROWS
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time

import made_names

SEED = 1990
ALIASES = 5_000_000
STARTS = 40
TEXT = "Kenya sent 400 police officers to Haiti on Monday, a ministry said.\n"


def measured(*command):
    """Processor time in s and peak memory in MB of a command. That some rows are left out (exit
    code 1), such as names that are read alike, is no failure."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3


def compiled(sitrep, folder, lexicon, pack):
    """Compiles a pack of what is shipped and a lexicon."""
    resources = os.path.join(folder, "resources")
    shutil.rmtree(resources, ignore_errors=True)
    for part in ["Lexicons", "Models"]:
        shutil.copytree(part, os.path.join(resources, part))
    if lexicon:
        os.rename(lexicon, os.path.join(resources, "Lexicons", "large.tsv"))
    cost = measured(sitrep, "compile", "--resources", resources, "--output", pack)
    shutil.rmtree(resources)
    return cost


def starts(sitrep, packs, text):
    """For each pack the times in ms from start to end of a run over one sentence, and those of
    a program that does nothing; taken in turn, so that all meet the same machine."""
    commands = {"/bin/true": ["/bin/true"]}
    for name, pack in packs.items():
        commands[name] = [sitrep, "extract", "--pack", pack, text]
    times = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            times[name].append((time.perf_counter() - start) * 1e3)
    return times


def shared(sitrep, pack):
    """Resident and proportional memory in MB of two processes that have used the same pack and
    are at work still."""
    line = '{"id": "1", "text": "' + TEXT.strip() + '"}\n'
    command = [sitrep, "extract", "--pack", pack, "-"]
    runs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for _ in range(2)
    ]
    for run in runs:
        run.stdin.write(line * 2000)
        run.stdin.flush()
    time.sleep(3)
    sizes = []
    for run in runs:
        with open(f"/proc/{run.pid}/smaps_rollup") as file:
            found = dict(re.findall(r"^(\w+): +(\d+) kB", file.read(), re.M))
        sizes.append((int(found["Rss"]) / 1e3, int(found["Pss"]) / 1e3))
    for run in runs:
        run.communicate()
    return sizes


def main(sitrep, folder, table, count):
    rows, packs, costs = made_names.read(table), {}, []

    def path(name):
        return os.path.join(folder, name)

    packs["as shipped"] = path("shipped.pack")
    costs.append(("compile, as shipped", *compiled(sitrep, folder, None, packs["as shipped"]),
                  os.path.getsize(packs["as shipped"]) / 1e6))

    supply, distinct = made_names.names(rows, SEED), set()
    while len(distinct) < ALIASES:
        distinct.add(next(supply))
    with open(path("aliases"), "w", encoding="utf-8") as file:
        file.writelines(name + "\n" for name in sorted(distinct))
    del distinct
    name = f"{ALIASES:,} aliases"
    packs[name] = path("aliases.pack")
    cost = measured(sitrep, "lexicon", "import", "list", "--type", "GPE",
                    "--output", path("aliases.tsv"), path("aliases"))
    costs.append((f"import, {name}", *cost, os.path.getsize(path("aliases.tsv")) / 1e6))
    cost = compiled(sitrep, folder, path("aliases.tsv"), packs[name])
    costs.append((f"compile, {name}", *cost, os.path.getsize(packs[name]) / 1e6))

    made_names.write_dump(rows, count, SEED, path("dump.txt"))
    name = f"{count:,} GeoNames rows"
    packs[name] = path("dump.pack")
    cost = measured(sitrep, "lexicon", "import", "geonames",
                    "--output", path("dump.tsv"), path("dump.txt"))
    os.remove(path("dump.txt"))
    costs.append((f"import, {name}", *cost, os.path.getsize(path("dump.tsv")) / 1e6))
    cost = compiled(sitrep, folder, path("dump.tsv"), packs[name])
    costs.append((f"compile, {name}", *cost, os.path.getsize(packs[name]) / 1e6))

    with open(path("text.txt"), "w") as file:
        file.write(TEXT)
    times = starts(sitrep, packs, path("text.txt"))
    memory = {name: shared(sitrep, pack) for name, pack in packs.items()}
    report(costs, times, memory)


def report(costs, times, memory):
    print(
        f"""
## Large packs

A table in the columns of GeoNames' allCountries.txt, made of the names of a real one
(`Scripts/made_names.py`), goes through `sitrep lexicon import geonames` and, beside the lexicons
shipped, through `sitrep compile`; so does a list of names through `import list`. A peak begins with that of
the program that measures, some hundreds of MB: that of the imports is below it.

| what | processor time in s | peak memory in MB | written in MB |
|---|---|---|---|"""
    )
    for what, seconds, peak, size in costs:
        print(f"| {what} | {seconds:.1f} | {peak:.0f} | {size:.1f} |")
    print(
        f"""
From start to end of `sitrep extract` over one sentence, {STARTS} times, in turn with a program that
does nothing; then two processes that use the same pack at the same time: what is resident of each,
and of that its share, where what both have counts half.

| pack | least ms | more than `/bin/true` | median ms | resident MB | share MB |
|---|---|---|---|---|---|"""
    )
    nothing = min(times["/bin/true"])
    for name, taken in times.items():
        columns = [name, f"{min(taken):.1f}", f"{min(taken) - nothing:.1f}",
                   f"{statistics.median(taken):.1f}"]
        for kind in range(2):
            sizes = memory.get(name, [])
            columns.append(", ".join(f"{size[kind]:.1f}" for size in sizes))
        print("| " + " | ".join(columns) + " |")


if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]))
