#!/usr/bin/env python3
"""Scores of a gold file in thirds, as the rows of a table.

    cross-validate.py SITREP GOLD
"""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

FIGURES = ["deployed-to.precision", "deployed-to.recall", "deployed-to.f1", "confirmed-by.f1"]


def third(line):
    passage = json.loads(line)["id"]
    return int(hashlib.sha256(passage.encode()).hexdigest(), 16) % 3


def scores(sitrep, lines):
    """The figures of some passages, as `sitrep evaluate` gives them; and how many facts they have."""
    with tempfile.TemporaryDirectory() as folder:
        gold = os.path.join(folder, "gold.jsonl")
        with open(gold, "w", encoding="utf-8") as file:
            file.writelines(lines)
        run = subprocess.run(
            [sitrep, "evaluate", gold, "--resources", "."], check=True, capture_output=True, text=True)
    rows = [line.split() for line in run.stdout.splitlines()]
    return [float(next(r[1] for r in rows if r and r[0] == figure)) for figure in FIGURES]


def main():
    sitrep, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if line.strip()]
    parts = [[line for line in lines if third(line) == turn] for turn in range(3)]
    print("| passages | facts | precision | recall | F1 | sources F1 |\n|---|---|---|---|---|---|")

    def row(name, some):
        facts = sum(len(json.loads(line)["facts"]) for line in some)
        print(f"| {name}: {len(some)} | {facts} | "
              + " | ".join(f"{score:.1f}" for score in scores(sitrep, some)) + " |")

    for turn, part in enumerate(parts):
        row(f"third {turn + 1}", part)
        row("the other two", [line for line in lines if third(line) != turn])
    row("all", lines)


main()
