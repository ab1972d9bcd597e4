"""Agreement of two annotations of the same passages, and checks and counts of gold files.

    gold-agreement.py FIRST.jsonl SECOND.jsonl [--differences]
    gold-agreement.py --check FILE.jsonl…
    gold-agreement.py --counts FILE.jsonl…

The format is that of Evaluation/gold. Agreement is F1 of the second against the first, which is the
same the other way round; only passages that both have are compared, and their texts must be equal.
Spans agree when they and their types are the same, for *overlap* when they share a character. A
fact has its fellow when force and destination, or aliases of them, share a character, paired one to
one; for *exact* both spans are the same. Status, polarity and what else a fact says are compared
where both have it. Exits with 1 when a check fails.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "FORCE", "EQUIPMENT", "EVENT")
LEVELS = ("name", "nominal", "pronoun")
TIME_TYPES = ("DATE", "TIME", "DURATION", "SET")
STATUSES = ("actual", "planned", "possible")
POLARITIES = ("positive", "negative")
GRADES = ("plain", "hard")
STANCES = ("states", "confirms", "denies", "warns", "estimates")
LAYERS = ("sentences", "entities", "quantities", "times", "facts")
FACT_PARTS = ("trigger", "deployer", "count", "origin", "time", "means")


def read(paths):
    """The passages of files by their id. Ends with a message where a file is none of gold."""
    passages = {}
    for path in paths:
        try:
            lines = Path(path).read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            sys.exit(f"{path}: cannot be read: {error}")
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                passage = json.loads(line)
            except ValueError as error:
                sys.exit(f"{path}:{number}: no JSON: {error}")
            needed = ("id", "text", "date", "genre", *LAYERS)
            lacking = [k for k in needed if not isinstance(passage, dict) or k not in passage]
            if lacking:
                sys.exit(f"{path}:{number}: no passage; give it {', '.join(lacking)}")
            if passages.setdefault(passage["id"], passage) is not passage:
                sys.exit(f"{path}:{number}: {passage['id']} is given twice; rename one")
    return passages


def ends(span):
    return span["start"], span["end"]


def overlap(one, other):
    return max(one["start"], other["start"]) < min(one["end"], other["end"])


def distance(one, other):
    """How far the starts of two spans are apart, or of all spans that two facts have in common."""
    if "start" in one:
        return abs(one["start"] - other["start"])
    return sum(distance(one[part], other[part]) for part in ("force", "destination", "trigger"))


def matches(first, second, fits):
    """Pairs, one to one and as many as can be (augmenting paths), the closest tried first."""
    owner = {}

    def place(i, seen):
        for j in sorted(range(len(second)), key=lambda j: distance(first[i], second[j])):
            if j not in seen and fits(first[i], second[j]):
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(first)):
        place(i, set())
    return [(first[i], second[j]) for j, i in sorted(owner.items())]


class Share:
    """Agreement on things that each side has (F1), or on what pairs say (accuracy)."""

    def __init__(self):
        self.same = self.first = self.second = 0

    def things(self, pairs, first, second):
        self.same += len(pairs)
        self.first += len(first)
        self.second += len(second)

    def answer(self, same):
        self.things([None] * same, [None], [None])

    def __str__(self):
        share = 200 * self.same / (self.first + self.second) if self.first + self.second else 100
        out_of = f"{self.first}" + (f" and {self.second}" if self.second != self.first else "")
        return f"{share:5.1f} %  {self.same} of {out_of}"


def same_span(one, other):
    return ends(one) == ends(other)


def same_type(one, other):
    return one.get("type") == other.get("type")


def alike(one, other):
    """Whether two facts are of the same force and destination."""

    def spans(fact, role):
        return [fact[role], *fact.get(role + "_aliases", [])]

    return all(
        any(overlap(a, b) for a in spans(one, role) for b in spans(other, role))
        for role in ("force", "destination")
    )


def bounds(span):
    return span.get("low"), span.get("high")


def agreement(first, second, told):
    shares = {}

    def share(name):
        return shares.setdefault(name, Share())

    def differ(kind, passage, detail):
        if told:
            print(f"{passage['id']}\t{kind}\t{detail}")

    def spans(name, passage, one, other, fits, say=True):
        pairs = matches(one, other, fits)
        share(name).things(pairs, one, other)
        if say:
            paired = {id(x) for pair in pairs for x in pair}
            for side, them in (("first", one), ("second", other)):
                for span in them:
                    if id(span) not in paired:
                        differ(f"{name} only in {side}", passage, span["text"])
        return pairs

    def answer(name, passage, a, b):
        share(name).answer(a == b)
        if a != b:
            differ(name, passage, f"{a} | {b}")

    for key in sorted(first.keys() & second.keys()):
        one, other = first[key], second[key]
        if one["text"] != other["text"]:
            sys.exit(f"{key}: the texts differ")
        a, b = ([{"start": s, "end": e, "text": one["text"][s:e]} for s, e in x["sentences"]]
                for x in (one, other))
        spans("sentences", one, a, b, same_span)
        a, b = one["entities"], other["entities"]
        for x, y in spans("entities", one, a, b,
                          lambda x, y: same_span(x, y) and same_type(x, y)):
            answer("entity level", one, x["level"], y["level"])
        spans("entities, overlap", one, a, b, lambda x, y: overlap(x, y) and same_type(x, y), False)
        for level in LEVELS:
            spans(f"entities, {level}", one, [x for x in a if x["level"] == level],
                  [x for x in b if x["level"] == level],
                  lambda x, y: same_span(x, y) and same_type(x, y), False)
        for x, y in spans("quantities", one, one["quantities"], other["quantities"], same_span):
            answer("quantity bounds", one, bounds(x), bounds(y))
        for x, y in spans("times", one, one["times"], other["times"], same_span):
            answer("time type", one, x["type"], y["type"])
            answer("time value", one, x.get("value"), y.get("value"))

        def named(fact):
            return {"text": f"{fact['force']['text']} → {fact['destination']['text']}", **fact}

        a, b = map(named, one["facts"]), map(named, other["facts"])
        a, b = list(a), list(b)
        spans("facts, exact", one, a, b, lambda x, y: same_span(x["force"], y["force"])
              and same_span(x["destination"], y["destination"]), False)
        for x, y in spans("facts", one, a, b, alike):
            for part in ("status", "polarity", "difficulty"):
                answer(part, one, x[part], y[part])
            answer("force span", one, x["force"]["text"], y["force"]["text"])
            answer("destination span", one, x["destination"]["text"], y["destination"]["text"])
            for part in FACT_PARTS:
                p, q = ([f[part]] if part in f else [] for f in (x, y))
                for u, v in spans(part, one, p, q, overlap):
                    if part == "count":
                        answer("count bounds", one, bounds(u), bounds(v))
            for u, v in spans("sources", one, x["sources"], y["sources"], overlap):
                answer("stance", one, u["stance"], v["stance"])
    width = max(map(len, shares))
    print(f"{len(first.keys() & second.keys())} passages")
    for name, value in shares.items():
        print(f"{name:{width}} {value}")


def check(passages):
    """What is wrong with passages, a line each."""

    def faults(passage):
        text = passage["text"]

        def spans(value):
            if isinstance(value, dict):
                if "start" in value:
                    yield value
                for inner in value.values():
                    yield from spans(inner)
            elif isinstance(value, list):
                for inner in value:
                    yield from spans(inner)

        sentences = passage["sentences"]
        for span in spans({key: passage[key] for key in LAYERS}):
            start, end = ends(span)
            if not 0 <= start < end <= len(text) or text[start:end] != span["text"]:
                yield f"cut-out differs: {span['text']}"
            elif span["text"] != span["text"].strip():
                yield f"white space around: {span['text']}"
            elif not any(s <= start and end <= e for s, e in sentences):
                yield f"in no sentence: {span['text']}"
        covered = [False] * len(text)
        for start, end in sentences + passage.get("residue", []):
            if text[start:end] != text[start:end].strip():
                yield f"untrimmed sentence: {text[start:end]}"
            for at in range(start, end):
                if covered[at]:
                    yield f"covered twice: {text[start:end]}"
                    break
                covered[at] = True
        bare = [c for c, is_covered in zip(text, covered) if not is_covered and not c.isspace()]
        if bare:
            yield f"in no sentence: {''.join(bare)}"
        for layer in ("entities", "quantities", "times"):
            for span, times in Counter(map(ends, passage[layer])).items():
                if times > 1:
                    yield f"{layer}: {text[slice(*span)]} is given twice"
            for one in passage[layer]:
                for other in passage[layer]:
                    if one["start"] < other["start"] < one["end"] < other["end"]:
                        yield f"{layer} cross: {one['text']} | {other['text']}"
        for entity in passage["entities"]:
            if entity["type"] not in TYPES or entity["level"] not in LEVELS:
                yield f"type or level of {entity['text']}"
        for time in passage["times"]:
            if time["type"] not in TIME_TYPES:
                yield f"type of {time['text']}"
        for quantity in passage["quantities"]:
            low, high = bounds(quantity)
            if (low is None and high is None) or (None not in (low, high) and low > high):
                yield f"bounds of {quantity['text']}"
        pairs = Counter((ends(f["force"]), ends(f["destination"])) for f in passage["facts"])
        for fact in passage["facts"]:
            if pairs[ends(fact["force"]), ends(fact["destination"])] > 1:
                yield f"fact given twice: {fact['force']['text']}"
            if "trigger" not in fact or fact["status"] not in STATUSES \
                    or fact["polarity"] not in POLARITIES or fact["difficulty"] not in GRADES:
                yield f"trigger, status, polarity or difficulty: {fact['force']['text']}"
            if any(s["stance"] not in STANCES for s in fact["sources"]):
                yield f"stance: {fact['force']['text']}"
            marked = {ends(x) for x in passage["quantities"]}
            if "count" in fact and ends(fact["count"]) not in marked:
                yield f"count is no quantity: {fact['count']['text']}"
            if "time" in fact and ends(fact["time"]) not in set(map(ends, passage["times"])):
                yield f"time is none of the times: {fact['time']['text']}"

    found = [f"{passage['id']}: {fault}" for passage in passages for fault in faults(passage)]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(passages)} passages, {len(found)} faults")
    return not found


ARTICLE = 12
"""From so many sentences on a passage counts as an article."""


def counts(passages):
    """Rows of what there is, and how many."""
    facts = [fact for passage in passages for fact in passage["facts"]]
    sources = [source for fact in facts for source in fact["sources"]]
    entities = [entity for passage in passages for entity in passage["entities"]]
    rows = [("passages", len(passages)),
            ("– articles", sum(len(p["sentences"]) >= ARTICLE for p in passages)),
            ("– without a fact", sum(not p["facts"] for p in passages)),
            ("words", sum(len(p["text"].split()) for p in passages)),
            ("sentences", sum(len(p["sentences"]) for p in passages)),
            ("entities", len(entities))]
    for key, values in (("level", LEVELS), ("type", TYPES)):
        rows += [(f"– {value}", sum(e[key] == value for e in entities)) for value in values]
    rows += [(layer, sum(len(p[layer]) for p in passages)) for layer in ("quantities", "times")]
    rows += [("deployed-to facts", len(facts))]
    for key, values in (("status", STATUSES), ("polarity", POLARITIES), ("difficulty", GRADES)):
        rows += [(f"– {value}", sum(f[key] == value for f in facts)) for value in values]
    rows += [(f"– with {part}", sum(part in f for f in facts)) for part in FACT_PARTS[1:]]
    rows += [("– with force_canonical", sum("force_canonical" in f for f in facts)),
             ("confirmed-by", len(sources))]
    rows += [(f"– {stance}", sum(s["stance"] == stance for s in sources)) for stance in STANCES]
    return rows


def print_counts(paths):
    """A table with a column for each file, and one for all of them."""
    columns = [list(read([path]).values()) for path in paths]
    if len(paths) > 1:
        columns.append([passage for column in columns for passage in column])
    heads = [path.rsplit("/", 1)[-1].removesuffix(".jsonl") for path in paths] + ["all"]
    print("| | " + " | ".join(heads[:len(columns)]) + " |")
    print("|---|" + "---|" * len(columns))
    tables = [counts(column) for column in columns]
    for row in zip(*tables):
        print(f"| {row[0][0]} | " + " | ".join(str(number) for _, number in row) + " |")
    genres = Counter(passage["genre"] for passage in columns[-1])
    print("\nGenres: " + ", ".join(f"{g} {n}" for g, n in sorted(genres.items())) + ".")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--counts", action="store_true")
    parser.add_argument("--differences", action="store_true", help="print each, tab-separated")
    parser.add_argument("files", nargs="+", metavar="FILE.jsonl")
    options = parser.parse_args()
    if options.check:
        sys.exit(0 if check(list(read(options.files).values())) else 1)
    if options.counts:
        print_counts(options.files)
        return
    if len(options.files) != 2:
        parser.error("agreement needs two files")
    first, second = (read([path]) for path in options.files)
    if not first.keys() & second.keys():
        sys.exit("the files have no passage in common")
    agreement(first, second, options.differences)


if __name__ == "__main__":
    main()
