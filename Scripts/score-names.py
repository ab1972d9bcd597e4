#!/usr/bin/env python3
"""Scores names: strict span and type where names are flat (UNER), the head where whole noun
phrases are marked (GUM).

  score-names.py GOLD DOCUMENTS [GENRE]

DOCUMENTS are the lines that `sitrep extract GOLD` writes.
"""

import json
import sys

TYPES = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PER": "PER",
    "person": "PER", "organization": "ORG", "place": "LOC",
}


def names(document):
    return {
        (entity["start"], entity["end"], TYPES[entity["type"]])
        for entity in document.get("entities", [])
        if entity["level"] == "name" and entity["type"] in TYPES
    }


def strict(gold, found):
    wanted = {(e["start"], e["end"], TYPES[e["type"]]) for e in gold if e["type"] in TYPES}
    return len(found & wanted), len(found), len(wanted)


def by_head(gold, found):
    """A found name is right that covers the head of a named mention, lies within it and has its
    type; one that covers only heads of others is left out."""
    wanted = [e for e in gold if e.get("named") and e["type"] in TYPES]
    others = [e["head"] for e in gold if not e.get("named")]
    hit, right, wrong = set(), 0, 0
    for start, end, kind in sorted(found):
        matches = [
            index for index, e in enumerate(wanted)
            if TYPES[e["type"]] == kind and start <= e["head"][0] and e["head"][1] <= end
            and e["start"] <= start and end <= e["end"]]
        if matches:
            new = [index for index in matches if index not in hit]
            if new:
                hit.add(new[0])
                right += 1
        elif not any(start <= head[0] and head[1] <= end for head in others):
            wrong += 1
    return right, right + wrong, len(wanted)


def main(gold, documents, genre=None):
    totals = {kind: [0, 0, 0] for kind in ("PER", "ORG", "LOC", "all")}
    for line, written in zip(open(gold), open(documents)):
        record, found = json.loads(line), names(json.loads(written))
        if genre and record.get("genre") != genre:
            continue
        score = by_head if "genre" in record else strict
        for kind, total in totals.items():
            counts = score(
                [e for e in record["entities"]
                 if kind == "all" or TYPES.get(e["type"]) == kind or e.get("named") is False
                 or "genre" in record and not e.get("named")],
                {name for name in found if kind in ("all", name[2])})
            for place, count in enumerate(counts):
                total[place] += count
    for kind, (right, found, wanted) in totals.items():
        print(
            f"{kind:4} P {100 * right / max(found, 1):5.1f} R {100 * right / max(wanted, 1):5.1f}"
            f" F1 {200 * right / max(found + wanted, 1):5.1f}")


main(*sys.argv[1:])
