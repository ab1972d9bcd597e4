"""Writes the page of Scripts/benchmark-input to standard output.

    benchmark-input.py SITREP NEWS.jsonl FOLDER DOCUMENTS FACTS

The last two are the most MB of input that are read for documents and for facts.
"""

import json
import os
import subprocess
import sys
import time

MILLION = 1_000_000
SITREP, NEWS, FOLDER = sys.argv[1:4]
MOST = {"documents": int(sys.argv[4]), "facts": int(sys.argv[5])}


def say(text):
    print(text, file=sys.stderr, flush=True)


class Run:
    """One run of `sitrep extract`: seconds by the clock and of the processor, and memory."""

    def __init__(self, *arguments):
        begin = time.monotonic()
        process = subprocess.Popen(
            [SITREP, "extract", *map(str, arguments), "--quiet"], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, process.args))} ended with {process.returncode}")
        self.seconds = time.monotonic() - begin
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024 / 1e6


def least(rounds, *arguments):
    """The run that took the processor least; the most memory of all."""
    runs = [Run(*arguments) for _ in range(rounds)]
    best = min(runs, key=lambda run: run.processor)
    best.memory = max(run.memory for run in runs)
    return best


def repeated(path, megabytes):
    """Writes whole lines of the news over and over, and returns how many bytes there are."""
    lines = open(NEWS, "rb").read().splitlines(keepends=True)
    whole, limit, size = b"".join(lines), megabytes * MILLION, 0
    with open(path, "wb") as file:
        while size + len(whole) <= limit:
            size += file.write(whole)
        for line in lines:
            if size >= limit:
                break
            size += file.write(line)
    return size


def texts():
    for line in open(NEWS, encoding="utf-8"):
        yield json.loads(line)["text"]


def documents(path, size, total):
    """Writes documents of about `size` bytes: the news joined and cut anew at a blank, so that
    all sizes have the same words. Returns how many documents, and bytes of text, there are."""
    text = "\n\n".join(texts()).encode()
    while len(text) < total:
        text += b"\n\n" + text
    count, start, bytes_ = 0, 0, 0
    with open(path, "w", encoding="utf-8") as file:
        while start < total:
            end = text.find(b"\n\n" if size >= 1000 else b" ", min(start + size, len(text) - 1))
            end = len(text) if end < 0 else end
            part = text[start:end].decode(errors="replace")
            file.write(json.dumps({"text": part}, ensure_ascii=False) + "\n")
            count, bytes_, start = count + 1, bytes_ + end - start, end
    return count, bytes_


def input_sizes(emit):
    megabytes = 10
    while megabytes <= MOST[emit]:
        yield megabytes
        megabytes *= 10


def spread(costs):
    return f"{(max(costs) / min(costs) - 1) * 100:.0f} %"


def growth_of_input(start):
    print("""## Input of 10 MB to 10 GB

The news over and over, whole lines, as one file of JSON Lines. *ns a byte* is the time of the
processor, of all threads, without what starting takes; bytes are those of the file. Of sizes below
1 GB the least of three runs.

| output | MB | jobs | seconds | MB/s | ns a byte | memory, MB |
|---|---|---|---|---|---|---|""", flush=True)
    path, notes = os.path.join(FOLDER, "input.jsonl"), []
    sizes = sorted({(megabytes, emit) for emit in MOST for megabytes in input_sizes(emit)})
    costs = {emit: [] for emit in MOST}
    rows = {emit: [] for emit in MOST}
    written = (0, 0)
    for megabytes, emit in sizes:
        if written[0] != megabytes:
            written = (megabytes, repeated(path, megabytes))
        for jobs in [1, 2] if megabytes < 10_000 else [2]:
            say(f"{megabytes} MB, {emit}, {jobs} jobs")
            run = least(3 if megabytes < 1000 else 1, path, "--emit", emit, "--jobs", jobs)
            cost = (run.processor - start.processor) / written[1] * 1e9
            if jobs == 2:
                costs[emit].append(cost)
            rows[emit].append(
                f"| {emit} | {written[1] / MILLION:.0f} | {jobs} | {run.seconds:.1f} "
                f"| {written[1] / MILLION / run.seconds:.1f} | {cost:.0f} | {run.memory:.0f} |")
    os.remove(path)
    for emit in MOST:
        print("\n".join(rows[emit]), flush=True)
        notes.append(f"{emit} {spread(costs[emit])}")
    print(f"\nThe dearest byte with two jobs costs more than the cheapest by: {', '.join(notes)}.\n")


def growth_of_documents(start):
    print("""## Documents of 100 bytes to 100 MB

The same words cut into documents of about a size, 20 MB of them together, and one of 100 MB;
`--jobs 1`. The least of three runs, of the last two sizes of one.

| a document, bytes | documents | MB of text | facts, ns a byte | documents, ns a byte | memory, MB |
|---|---|---|---|---|---|""", flush=True)
    path, costs = os.path.join(FOLDER, "documents.jsonl"), {"facts": [], "documents": []}
    for size in [10**power for power in range(2, 9)]:
        say(f"documents of {size} bytes")
        count, bytes_ = documents(path, size, max(size, 20 * MILLION))
        memory, cells = 0, []
        for emit, all_ in costs.items():
            run = least(1 if size >= 10 * MILLION else 3, path, "--emit", emit, "--jobs", 1)
            all_.append((run.processor - start.processor) / bytes_ * 1e9)
            memory = max(memory, run.memory)
            cells.append(f"{all_[-1]:.0f}")
        print(f"| {size:,} | {count:,} | {bytes_ / MILLION:.1f} | {cells[0]} | {cells[1]} "
              f"| {memory:.0f} |", flush=True)
    os.remove(path)
    print("\nThe dearest byte costs more than the cheapest by: "
          + ", ".join(f"{emit} {spread(all_)}" for emit, all_ in costs.items()) + ".\n")


def start_and_stages(short):
    """Milliseconds to the first line, and a table of stages."""
    firsts = []
    for _ in range(20):
        begin = time.monotonic()
        process = subprocess.Popen([SITREP, "extract", short], stdout=subprocess.PIPE)
        process.stdout.readline()
        firsts.append((time.monotonic() - begin) * 1000)
        process.stdout.read()
        process.wait()
    stats = os.path.join(FOLDER, "stats.json")
    Run(NEWS, "--stats", stats, "--jobs", 1)
    found = json.load(open(stats))
    size = sum(len(text.encode()) for text in texts())
    print(f"""## Start, and where the time goes

The first line of one short document is there after {sorted(firsts)[len(firsts) // 2]:.0f} ms (median
of 20 starts; the quickest {min(firsts):.0f}), asked for are fewer than 50.

Stages of `sitrep extract --emit documents --jobs 1 --stats` over the news once, {size / 1e6:.1f} MB of text:

| stage | seconds | ns a byte of text |
|---|---|---|""")
    stages = sorted(found["stage_seconds"].items(), key=lambda item: -item[1])
    for stage, seconds in [*stages, ("all of these", sum(dict(stages).values()))]:
        print(f"| {stage} | {seconds:.2f} | {seconds / size * 1e9:.0f} |")


def main():
    short = os.path.join(FOLDER, "short.txt")
    with open(short, "w") as file:
        file.write("Kenya sent 400 police officers to Haiti.\n")
    start = least(10, short)
    pack = os.path.getsize(os.path.join(os.path.dirname(os.path.realpath(SITREP)), "sitrep.pack"))
    print(f"""# Growth with the input

Written by `Scripts/benchmark-input`; nothing in it is entered by hand. Bare times are those of the
machine that it ran on last, which may have had other work: compare times of the processor for a byte.

A run over one short document takes {start.processor * 1000:.0f} ms of the processor and
{start.memory:.0f} MB of memory. The pack, which is mapped into memory and counted as far as it is
used, has {pack / 1e6:.0f} MB; asked for is a peak under that plus 64 MB for each worker.
""", flush=True)
    growth_of_input(start)
    growth_of_documents(start)
    start_and_stages(short)


if __name__ == "__main__":
    main()
