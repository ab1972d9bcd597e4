#!/usr/bin/env python3
"""Fits Models/confidence.tsv to relations that were judged right or wrong.

    calibrate.py SITREP CORPORA [--write]

SITREP is the built command, CORPORA the folder with facts/dev.jsonl and
news/current-events.jsonl. Judged are: the deployed-to relations found in facts/dev (right where
force and destination overlap those of a fact), and those of news items whose verdicts
Evaluation/judged-deployed-to*.tsv hold. Our own gold is left out: nearly all found there is
right, and news is not like it.

Prints how reliable the confidence is on thirds that the fit had not seen, split by the hash of
the passage's id; with --write also fits to all and writes the table.
"""
import hashlib
import json
import math
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
JUDGED = [f"Evaluation/judged-deployed-to{part}.tsv" for part in ("", "-2", "-3")]
PENALTY = 30.0  # of the squared weights; the bias is free
KEPT = 5  # relations that a feature must have to get a weight


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def extract(sitrep, records):
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    run = subprocess.run(
        [sitrep, "extract", "-", "--format", "jsonl", "--resources", ROOT], check=True,
        input=text.encode(), stdout=subprocess.PIPE)
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def stated():
    """What each frame states."""
    found, name = {}, None
    folder = os.path.join(ROOT, "Models/frames")
    for file in sorted(os.listdir(folder)):
        with open(os.path.join(folder, file), encoding="utf-8") as frames:
            for line in frames:
                if match := re.match(r"- frame: (\S+)", line):
                    name = match[1]
                    found[name] = 0.7
                elif match := re.match(r"  confidence: (\S+)", line):
                    found[name] = float(match[1])
    return found


def features(relation, mentions, text, base):
    """As ConfidenceTable.swift has them."""
    frame, variant = relation["rule"].split("/")
    found = {"bias": 1.0, "stated": 10 * (base[frame] - 0.7), "variant:" + variant: 1.0}
    if relation["status"] != "actual":
        found["status:" + relation["status"]] = 1.0
    if relation["polarity"] == "negative":
        found["polarity:negative"] = 1.0
    if "count" in relation["roles"]:
        found["count"] = 1.0
    trigger = relation["trigger"]
    for part, role in (("figure", "force"), ("ground", "destination")):
        mention = mentions[relation["roles"][role]]
        found[f"{part}:{mention['type']}"] = 1.0
        found[f"{part}:{mention['level']}"] = 1.0
        if mention.get("rule") == "names/learned":
            found[f"{part}:learned"] = 1.0
        behind = mention["start"] >= trigger["end"]
        gap = (trigger["end"], mention["start"]) if behind else (mention["end"], trigger["start"])
        steps = len(text[gap[0]:gap[1]].encode()) if gap[0] < gap[1] else 0
        found[f"{part}:steps"] = min(steps, 200) / 20
        if part == "ground" and not behind:
            found["ground:before"] = 1.0
    return found


def overlap(one, other):
    return one["start"] < other["end"] and other["start"] < one["end"]


def is_right(relation, mentions, facts, taken):
    for number, fact in enumerate(facts):
        if number in taken:
            continue
        if all(
            any(overlap(mentions[relation["roles"][role]], span)
                for span in [fact[role]] + fact.get(role + "_aliases", []))
            for role in ("force", "destination")):
            taken.add(number)
            return True
    return False


def judged(sitrep, corpora):
    """(passage, features, right) of every relation that somebody judged."""
    base, found = stated(), []
    gold = lines(os.path.join(corpora, "facts/dev.jsonl"))
    for record, output in zip(gold, extract(sitrep, gold)):
        mentions = {e["id"]: e for e in output.get("entities", [])}
        taken = set()
        for relation in output.get("relations", []):
            if relation["type"] == "deployed-to":
                right = is_right(relation, mentions, record["facts"], taken)
                found.append(
                    (record["id"], features(relation, mentions, record["text"], base), right))
    verdicts = {}
    for path in JUDGED:
        path = os.path.join(ROOT, path)
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as rows:
            for row in rows:
                fields = row.rstrip("\n").split("\t")
                if not row.startswith("#") and fields[0] != "item":
                    verdicts.setdefault((fields[0], int(fields[1])), []).append(fields[3])
    items = {item for item, _ in verdicts}
    news = [r for r in lines(os.path.join(corpora, "news/current-events.jsonl")) if r["id"] in items]
    for record, output in zip(news, extract(sitrep, news)):
        mentions = {e["id"]: e for e in output.get("entities", [])}
        for relation in output.get("relations", []):
            if relation["type"] != "deployed-to":
                continue
            key = (record["id"], relation["trigger"]["start"])
            if verdicts.get(key):
                right = verdicts[key].pop(0) == "right"
                found.append((record["id"], features(relation, mentions, record["text"], base), right))
    return found


def exponential(power):
    """As Magnitude.exp has it: straight lines between the powers of two."""
    binary = max(-1000, min(1000, power * 1.442695))
    whole = math.floor(binary)
    return 2.0 ** whole * (1 + binary - whole)


def confidence(weights, held):
    total = sum(amount * weights.get(name, 0) for name, amount in held.items())
    return 1 / (1 + exponential(-total))


def solve(rows, right):
    """x of rows · x = right, by elimination; the rows are changed."""
    size = len(right)
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best], right[at], right[best] = rows[best], rows[at], right[best], right[at]
        for row in range(at + 1, size):
            share = rows[row][at] / rows[at][at]
            if share:
                rows[row] = [x - share * y for x, y in zip(rows[row], rows[at])]
                right[row] -= share * right[at]
    found = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][k] * found[k] for k in range(at + 1, size))
        found[at] = (right[at] - known) / rows[at][at]
    return found


def fit(samples):
    """Logistic regression with a penalty on the squares, by Newton's method."""
    counts = {}
    for _, held, _ in samples:
        for name in held:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(n for n, count in counts.items() if count >= KEPT)
    columns = [[held.get(n, 0.0) for n in names] for _, held, _ in samples]
    weights = [0.0] * len(names)
    penalty = [0.001 if n == "bias" else PENALTY for n in names]
    for _ in range(12):
        slope = [-p * w for p, w in zip(penalty, weights)]
        curve = [[p if i == j else 0.0 for j in range(len(names))] for i, p in enumerate(penalty)]
        for held, (_, _, right) in zip(columns, samples):
            total = sum(x * w for x, w in zip(held, weights))
            share = 1 / (1 + math.exp(-max(-30, min(30, total))))
            for i, x in enumerate(held):
                if x:
                    slope[i] += (right - share) * x
                    for j, y in enumerate(held):
                        if y:
                            curve[i][j] += share * (1 - share) * x * y
        weights = [w + step for w, step in zip(weights, solve(curve, slope))]
    return dict(zip(names, weights))


def third(passage):
    return int(hashlib.sha256(passage.encode()).hexdigest(), 16) % 3


def table(pairs):
    """Rows of a reliability table over (confidence, right)."""
    print("| confidence | relations | mean confidence | right |")
    print("|---|---|---|---|")
    for low, high in ((0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.85), (0.85, 0.9), (0.9, 0.95), (0.95, 1.01)):
        here = [(c, r) for c, r in pairs if low <= c < high]
        if here:
            mean = sum(c for c, _ in here) / len(here)
            right = sum(r for _, r in here) / len(here)
            print(f"| {low:.2f}–{min(high, 1):.2f} | {len(here)} | {mean:.2f} | {right:.2f} |")
    brier = sum((c - r) ** 2 for c, r in pairs) / len(pairs)
    share = sum(r for _, r in pairs) / len(pairs)
    print(f"\nBrier {brier:.4f}; of a constant {share:.3f} it is {share * (1 - share):.4f}; "
          f"relations {len(pairs)}")


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    sitrep, corpora = arguments
    samples = judged(sitrep, corpora)
    unseen = []
    for turn in range(3):
        weights = fit([s for s in samples if third(s[0]) != turn])
        tested = [(confidence(weights, held), right) for passage, held, right in samples if third(passage) == turn]
        print(f"third {turn + 1}: relations {len(tested)}, right "
              f"{sum(r for _, r in tested) / len(tested):.3f}, mean confidence "
              f"{sum(c for c, _ in tested) / len(tested):.3f}, Brier "
              f"{sum((c - r) ** 2 for c, r in tested) / len(tested):.4f}")
        unseen += tested
    print("\nOn thirds that the fit had not seen:\n")
    table(unseen)
    base = stated()
    print("\nWhat the frames state, on the same relations:\n")
    table([(0.7 + held["stated"] / 10, right) for _, held, right in samples])
    if "--write" in sys.argv:
        weights = fit(samples)
        path = os.path.join(ROOT, "Models/confidence.tsv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(
                "# Weights of what holds of a relation, from which its confidence follows; "
                "confidence.md is the card.\n"
                "# source: fitted by Scripts/calibrate\n# licence: Apache-2.0\n# sorted: no\n"
                "relation\tfeature\tweight\n")
            for name in sorted(weights):
                file.write(f"deployed-to\t{name}\t{weights[name]:.4f}\n")
        print(f"\nwrote {len(weights)} weights, fitted to {len(samples)} relations")


main()
