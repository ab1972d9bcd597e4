"""Writes the page of Scripts/benchmark-growth to standard output.

    benchmark-growth.py SITREP FOLDER LARGEST

Each text is measured beside one of half its size, in one run.
"""

import os
import random
import resource
import subprocess
import sys

MILLION = 1_000_000
# The stack that a process has: what needs more of it with the length of the text falls over.
STACK = 8 << 20

PEOPLE = ["Ada Oyelaran", "Omar Haddad", "Maria Lopez", "Jens Holm", "Gen. Paul de Vries"]
SENDERS = ["Kenya", "France", "The ministry", "Poland", "The government of Chad", "NATO"]
FORCES = ["soldiers", "police officers", "marines", "peacekeepers", "two frigates", "engineers"]
PLACES = ["Haiti", "Kyiv", "Goma", "the Red Sea", "Narva", "Port-au-Prince", "northern Mali"]
VERBS = ["sent", "deployed", "moved", "has dispatched", "will send", "withdrew"]
DAYS = ["on Monday", "in March 2003", "last week", "on 5 May", "two days ago", "early on Friday"]
PLAIN = [
    "The river rose by 2.5 metres and the bridge was shut.",
    "Prices in the market fell, traders said, by some 12 per cent.",
    "It was late when the last train left the old station.",
    "Nobody knew why the lights in the harbour had gone out.",
    "\u201cWe have waited long enough,\u201d she told reporters.",
    "The court will hear the case in the autumn, as Mr. Holm had asked.",
]


def sentence(rng):
    """Every fourth has a deployment, the others only what news have as well."""
    if rng.random() < 0.75:
        return rng.choice(PLAIN)
    text = f"{rng.choice(SENDERS)} {rng.choice(VERBS)} {rng.randrange(20, 5000):,}"
    text += f" {rng.choice(FORCES)} to {rng.choice(PLACES)} {rng.choice(DAYS)}"
    return text + f", {rng.choice(PEOPLE)} said."


def news(megabytes, separator="\n\n"):
    """Paragraphs of three sentences, or one line where the separator is a blank."""
    rng = random.Random(11)
    parts, size, limit = [], 0, int(megabytes * MILLION)
    while size < limit:
        part = " ".join(sentence(rng) for _ in range(3)) + separator
        parts.append(part)
        size += len(part.encode())
    return "".join(parts)


def cases(largest):
    """Name, text by size, the two sizes, ending of the file."""
    size = 1
    while size <= largest:
        yield f"news, {size} MB", news, (size / 2, size), "txt"
        size *= 10
    line = min(10, largest)
    yield f"news, one line of {line} MB", lambda n: news(n, " "), (line / 2, line), "txt"
    for name, sign in [
        ("stops", "."), ("opening quotes", "\u201c"), ("straight quotes", '"'),
        ("opening brackets", "("), ("`[`", "["), ("`@`", "@"), ("commas", ","), ("digits", "7"),
        ("hyphens", "-"), ("`>` on lines", ">\n"), ("letters", "a"), ("`1,`", "1,"),
        ("`U.S. `", "U.S. "), ("`Kyiv `", "Kyiv "), ("`the `", "the "), ("`sent `", "sent "),
        ("`soldiers `", "soldiers "), ("`5 `", "5 "), ("line breaks with a letter", "a\n"),
        ("lines indented", "a\n\n    b\n\n"),
    ]:
        yield f"a million {name}", lambda n, sign=sign: sign * n, (MILLION // 2, MILLION), "txt"
    for tag in ["div", "blockquote", "b"]:
        yield (
            f"HTML, `<{tag}>` a million deep",
            lambda n, tag=tag: f"<{tag}>" * n + "The army left." + f"</{tag}>" * n,
            (MILLION // 2, MILLION),
            "html",
        )
    yield (
        "HTML, a million quotations",
        lambda n: "<blockquote>The army left.</blockquote><p>It was late.</p>" * n,
        (MILLION // 2, MILLION),
        "html",
    )


def limit_stack():
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))


def run(command):
    """Standard output, the seconds of processor time, and the most memory in MB."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit_stack
    )
    output = process.stdout.read() if command[1] == "benchmark" else drain(process.stdout)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode()}")
    return output, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def drain(stream):
    """Reads to the end, and keeps nothing."""
    while stream.read(1 << 20):
        pass
    return b""


def extract(sitrep, path, rounds):
    """The least seconds of some rounds, and the most memory in MB."""
    runs = [run([sitrep, "extract", path]) for _ in range(rounds)]
    return min(seconds for _, seconds, _ in runs), max(peak for _, _, peak in runs)


def stages(sitrep, paths, through):
    """For each text the seconds that the stages take, without starting, reading and writing:
    what as many rounds as take a while take more than one. Of each the least of three, which take
    turns, so that what else the machine does falls on all."""

    def seconds(path, rounds):
        command = [sitrep, "benchmark", "--through", through, "--rounds", str(rounds), path]
        return run(command)[1]

    rounds = 1
    while rounds < 2000 and seconds(paths[0], rounds + 1) - seconds(paths[0], 1) < 0.2:
        rounds *= 6
    turns = [[(seconds(path, 1), seconds(path, rounds + 1)) for path in paths] for _ in range(3)]
    least = [[min(times) for times in zip(*turn)] for turn in zip(*turns)]
    return [(many - one) / rounds for one, many in least]


def row(name, text, sizes, ending, sitrep, folder, start):
    paths = [os.path.join(folder, f"{part}.{ending}") for part in ("half", "whole")]
    for path, size in zip(paths, sizes):
        with open(path, "wb") as file:
            file.write(text(size).encode())
    count = os.path.getsize(paths[1])
    runs = [extract(sitrep, path, 1 if count > 20 * MILLION else 5) for path in paths]
    seconds, peak = runs[1]
    # The stages do not hold the reading of a page, and of a long text starting is little.
    if ending == "html" or count > 20 * MILLION:
        facts = [run_seconds - start for run_seconds, _ in runs]
    else:
        facts = stages(sitrep, paths, "facts")
    cut = stages(sitrep, paths, "sentences") if ending != "html" else None

    def columns(times):
        if times is None:
            return "| | "
        return f"| {times[1] / count * 1e9:.0f} | {times[1] / max(times[0], 1e-9):.1f} "

    print(
        f"| {name} | {count / 1e6:.1f} {columns(facts)}{columns(cut)}| {seconds:.2f} | {peak:.0f} |",
        flush=True,
    )


def main(sitrep, folder, largest):
    empty = os.path.join(folder, "empty.txt")
    with open(empty, "w") as file:
        file.write("a")
    start, memory = extract(sitrep, empty, 10)
    print(
        f"""# Growth

Written by `Scripts/benchmark-growth`; nothing in it is entered by hand. Whether a text of twice the
length takes twice the time, whatever it is like: each is one document, measured beside the same of
half the size, with a stack of {STACK >> 20} MB. Made-up text from a fixed seed.

*ratio* is the time to that of half the size: 2 is linear, 4 quadratic. Times are those of the
processor. Those of the stages are what some rounds of `sitrep benchmark` take more than one, so
that starting, reading and writing are left out; those of pages and of 100 MB, of `sitrep extract`
without what starting takes. A text that fits into the caches takes less for each byte than one that does not.
Seconds and memory are those of `sitrep extract`; of one letter, {start:.2f} s and {memory:.0f} MB.

| text | MB | all stages, ns a byte | ratio | to sentences, ns a byte | ratio | extract, s | memory, MB |
|---|---|---|---|---|---|---|---|""",
        flush=True,
    )
    for name, text, sizes, ending in cases(largest):
        print(name, file=sys.stderr, flush=True)
        row(name, text, sizes, ending, sitrep, folder, start)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
