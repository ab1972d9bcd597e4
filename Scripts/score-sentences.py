"""Boundary F1 of `sitrep extract --emit sentences` on texts whose sentences are known.

    score-sentences.py SITREP FILE.jsonl…

Each line of a file has `id`, `text`, `genre` and `ends`: the offset just past the last character
of each sentence, in code points. *Inner* leaves out the boundaries at the end of a paragraph or of
the document, on both sides. Prints rows of a Markdown table; the interval is that of 95 % over
1,000 resamples of whole documents, from a fixed seed.
"""

import json
import pathlib
import random
import re
import subprocess
import sys

SPOKEN = {"conversation", "vlog", "podcast"}


def predicted(sitrep, path):
    command = [sitrep, "extract", "--emit", "sentences", path]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    documents = (json.loads(line) for line in output.splitlines())
    return {one["id"]: {s["end"] for s in one.get("sentences", [])} for one in documents}


def counts(document, found):
    """Right, false and missed boundaries: of all, and of the inner ones."""
    text, gold = document["text"], set(document["ends"])
    outer = {len(text[: gap.start()].rstrip()) for gap in re.finditer(r"\n\n", text)}
    outer.add(len(text.rstrip()))
    row = []
    for left_out in (set(), outer):
        ours, theirs = found - left_out, gold - left_out
        row += [len(ours & theirs), len(ours - theirs), len(theirs - ours)]
    return row


def f1(rows, place):
    right, false, missed = (sum(row[place + i] for row in rows) for i in range(3))
    return 200 * right / max(1, 2 * right + false + missed)


def interval(rows, place):
    generator = random.Random(1)
    scores = sorted(f1(generator.choices(rows, k=len(rows)), place) for _ in range(1000))
    return scores[25], scores[974]


def table_row(name, rows):
    low, high = interval(rows, 3)
    return f"| {name} | {len(rows)} | {f1(rows, 0):.1f} | {f1(rows, 3):.1f} | {low:.1f}–{high:.1f} |"


def main():
    sitrep, *paths = sys.argv[1:]
    print("| corpus | documents | all | inner | 95 % |\n|---|---|---|---|---|")
    for path in paths:
        name = pathlib.Path(path).stem
        found = predicted(sitrep, path)
        with open(path, encoding="utf-8") as lines:
            documents = [json.loads(line) for line in lines]
        rows = [(one["genre"], counts(one, found.get(one["id"], set()))) for one in documents]
        print(table_row(name, [row for _, row in rows]))
        written = [row for genre, row in rows if genre not in SPOKEN]
        if len(written) < len(rows):
            print(table_row(f"{name}, written", written))


main()
