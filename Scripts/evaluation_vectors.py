"""Writes the vectors that the tests compare the scores of entities with: a thousand made-up pairs
of gold and predictions, and what nervaluate and seqeval say of them.

    python3 -m venv venv && venv/bin/pip install nervaluate==1.2.1 seqeval==1.2.2
    venv/bin/python Scripts/evaluation_vectors.py >Tests/SitrepEvaluationTests/Scores/vectors.tsv

A line for each pair: gold and prediction as `start-end-TYPE` (half-open, in the order in which
nervaluate is handed them), correct, incorrect, partial, missed, spurious under strict, exact,
partial and ent_type; then the tags of gold and prediction (`BA` is B-A), the numbers of chunks
that are right, found and in gold by seqeval, and the number of tags that are the same. Lines with
an `=` have the sums for each type.

nervaluate divides by zero where a prediction lies around a gold span of no length; such spans are
left out of gold.
"""
import random
from collections import Counter

from nervaluate import Evaluator
from seqeval.metrics import accuracy_score
from seqeval.metrics.sequence_labeling import precision_recall_fscore_support as chunk_scores
from seqeval.metrics.sequence_labeling import get_entities

TYPES = "ABC"
SCHEMES = ["strict", "exact", "partial", "ent_type"]
COUNTS = ["correct", "incorrect", "partial", "missed", "spurious"]


def made(rng, length):
    """Spans of a text of `length` characters: nested, adjacent, overlapping, twice, empty."""
    spans = []
    for _ in range(rng.randint(0, 9)):
        start = rng.randrange(length)
        kind = rng.random()
        if spans and kind < 0.15:
            start = spans[-1][1]                                     # adjacent
        size = 0 if kind > 0.95 else rng.choice([1, 1, 2, 3, 5, 8, length])
        spans.append((start, min(length, start + size), rng.choice(TYPES)))
        if kind > 0.85:
            spans.append(rng.choice(spans))                          # twice
    return spans


def predicted(rng, gold, length):
    """What something that errs would find."""
    found = []
    for start, end, kind in gold:
        luck = rng.random()
        if luck < 0.45:
            found.append((start, end, kind))
        elif luck < 0.6:
            found.append((start, end, rng.choice(TYPES)))
        elif luck < 0.85:
            start, end = [min(length, max(0, at + rng.randint(-2, 2))) for at in (start, end)]
            found.append((min(start, end), max(start, end), rng.choice(kind * 3 + TYPES)))
    found += made(rng, length)[: rng.randint(0, 3)]
    if rng.random() < 0.7:
        found.sort()
    else:
        rng.shuffle(found)
    return found


def tags(rng, spans, length):
    """The tags of those spans that no earlier one takes the place of, some of them broken."""
    tags = ["O"] * length
    for start, end, kind in spans:
        if start < end <= length and all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    for place in range(length):
        if rng.random() < 0.05:
            tags[place] = rng.choice(["O"] + [p + "-" + k for p in "BIES" for k in TYPES])
    return tags


def as_dicts(spans):
    return [{"label": k, "start": s, "end": e - 1} for s, e, k in spans]


def numbers(result):
    return ",".join(str(getattr(result, count)) for count in COUNTS)


def main():
    rng = random.Random(20240624)
    pairs = []
    while len(pairs) < 1000:
        # Longer texts have spans of more than a hundred characters, of which one shared
        # character is less than the hundredth part that nervaluate asks for.
        length = rng.choice([12, 25, 40, 40, 260])
        gold = [span for span in made(rng, length)]
        if rng.random() < 0.7:
            gold.sort()
        found = predicted(rng, gold, length)
        try:
            Evaluator([as_dicts(gold)], [as_dicts(found)], tags=list(TYPES), loader="dict").evaluate()
        except ZeroDivisionError:
            gold = [span for span in gold if span[0] < span[1]]
        pairs.append((gold, found, length))

    write = lambda spans: " ".join("%d-%d-%s" % span for span in spans) or "-"
    joined = lambda tags: " ".join(tag.replace("-", "") for tag in tags)
    all_gold, all_found = [], []
    for gold, found, length in pairs:
        result = Evaluator(
            [as_dicts(gold)], [as_dicts(found)], tags=list(TYPES), loader="dict").evaluate()
        length = min(length, 40)
        gold_tags, found_tags = tags(rng, gold, length), tags(rng, found, length)
        all_gold.append(gold_tags)
        all_found.append(found_tags)
        one, other = set(get_entities(gold_tags)), set(get_entities(found_tags))
        same = round(accuracy_score([gold_tags], [found_tags]) * length)
        print(
            write(gold), write(found),
            *[numbers(result["overall"][scheme]) if scheme in result["overall"] else "0,0,0,0,0"
              for scheme in SCHEMES],
            joined(gold_tags), joined(found_tags),
            "%d,%d,%d" % (len(one & other), len(other), len(one)), same, sep="\t")

    whole = Evaluator(
        [as_dicts(g) for g, _, _ in pairs], [as_dicts(f) for _, f, _ in pairs], tags=list(TYPES),
        loader="dict").evaluate()
    for kind in TYPES:
        for scheme in SCHEMES:
            result = whole["entities"][kind][scheme]
            print("=" + scheme, kind, numbers(result),
                  "%.9f,%.9f,%.9f" % (result.precision, result.recall, result.f1), sep="\t")
    for scheme in SCHEMES:
        result = whole["overall"][scheme]
        print("=" + scheme, "*", numbers(result),
              "%.9f,%.9f,%.9f" % (result.precision, result.recall, result.f1), sep="\t")
    by_type = chunk_scores(all_gold, all_found, average=None)
    for index, kind in enumerate(TYPES):
        print("=chunks", kind, "%.9f,%.9f,%.9f" % tuple(by_type[part][index] for part in range(3)), sep="\t")
    for average in ["micro", "macro"]:
        print("=chunks", average,
              "%.9f,%.9f,%.9f" % chunk_scores(all_gold, all_found, average=average)[:3], sep="\t")
    print("=tags", "accuracy", "%.9f" % accuracy_score(all_gold, all_found), sep="\t")
    # Words by the type of their tag, which no package counts: plainly, here.
    right, found, gold = Counter(), Counter(), Counter()
    for one, other in zip(all_gold, all_found):
        for a, b in zip(one, other):
            gold[a[2:]] += a != "O"
            found[b[2:]] += b != "O"
            right[a[2:]] += a != "O" and a[2:] == b[2:]
    for kind in TYPES:
        print("=words", kind, "%d,%d,%d" % (right[kind], found[kind], gold[kind]), sep="\t")


main()
