"""Span F1, value F1 and cases wholly right of `sitrep extract --emit values` on specified cases.

    score-values.py [--misses] [--model NAME]… SITREP FILE.jsonl…

Each line of a file is a case: `model`, `text`, `results` (`start`, `end`, `text`, `resolution`)
and, where there is one, `reference`, the moment to resolve against. A model has an adapter, which
writes what Sitrep found in the notation of the results: it chooses among kinds and spells values,
and knows nothing of language. A result counts for the span F1 when its span is right, for the
value F1 when its value is right too: numbers within 1e-9 of their size. The interval is that of
95 % over 1,000 resamples of the cases, from a fixed seed. `--misses` lists the cases that are not
wholly right, with what is wanted and what was found.
"""

import argparse
import json
import random
import subprocess

from datetime_values import found_times, gold_times


def score_number(document):
    kinds = {"cardinal", "fraction", "power"}
    return [spanned(n, n["value"]) for n in document.get("numbers", []) if n["kind"] in kinds]


def score_ordinal(document):
    return [
        spanned(n, (n.get("relative_to", "start"), n["value"]))
        for n in document.get("numbers", [])
        if n["kind"] == "ordinal"
    ]


def score_percent(document):
    return [
        spanned(n, None if "value" not in n else n["value"])
        for n in document.get("numbers", [])
        if n["kind"] == "percent"
    ]


def score_range(document):
    """Ranges between two numbers are written half-open in the results, whatever is meant."""
    found = []
    for n in document.get("numbers", []):
        if n["kind"] == "range":
            opening = "(" if "low" not in n or n.get("low_exclusive") else "["
            half_open = "high" not in n or n.get("high_exclusive") or n["rule"] == "range/between"
            value = (opening, n.get("low"), n.get("high"), ")" if half_open else "]")
            found.append(spanned(n, value))
    return found


# What the results call units that Lexicons/ names otherwise; all other names have a capital.
UNITS = {
    "tonne": "Ton",
    "degree Celsius": "C",
    "degree Fahrenheit": "F",
    "degree Rankine": "R",
    "kelvin": "K",
}


def score_measures(kinds):
    """The results know no bounds and no ranges: they give each number with its unit."""

    def score(document):
        found = []
        for quantity in document.get("quantities", []):
            if (
                kinds(quantity["kind"])
                and "unit_name" in quantity
                and quantity["rule"] != "measure/shared"
            ):
                name = quantity["unit_name"]
                unit = UNITS.get(name, name[0].upper() + name[1:])
                if quantity["rule"] == "age/aged":
                    unit = "Age"
                ends = [quantity[end] for end in ("low", "high") if end in quantity] or [None]
                cores = quantity.get("cores", [quantity])
                for core, value in zip(reversed(cores), reversed(ends)):
                    found.append(spanned(core, (unit, value)))
        return found

    return score


NO_DIMENSIONS = {"count", "percent", "money", "age", "temperature", "time"}


def gold_measure(result):
    resolution = result["resolution"]
    value = resolution["value"]
    return resolution["unit"], None if value is None else float(value)


def gold_number(result):
    return float(result["resolution"]["value"])


def gold_ordinal(result):
    resolution = result["resolution"]
    return resolution["relativeTo"], float(resolution["offset"])


def gold_percent(result):
    value = result["resolution"].get("value")
    return None if value in (None, "null") else float(value.rstrip("%"))


def gold_range(result):
    value = result["resolution"]["value"]
    low, high = (float(end) if end else None for end in value[1:-1].split(","))
    return value[0], low, high, value[-1]


# By model: what Sitrep found in a document, and what a result asks for, both as values that can
# be compared.
ADAPTERS = {
    "number": (score_number, gold_number),
    "ordinal": (score_ordinal, gold_ordinal),
    "percent": (score_percent, gold_percent),
    "number-range": (score_range, gold_range),
    "currency": (score_measures(lambda kind: kind == "money"), gold_measure),
    "dimension": (score_measures(lambda kind: kind not in NO_DIMENSIONS), gold_measure),
    "temperature": (score_measures(lambda kind: kind == "temperature"), gold_measure),
    "age": (score_measures(lambda kind: kind == "age"), gold_measure),
    "datetime": (found_times, gold_times),
    "datetime-dmy": (found_times, gold_times),
}


def spanned(item, value):
    return item["start"], item["end"], value


def same(one, other):
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= 1e-9 * max(abs(one), abs(other))
    return one == other


def extract(sitrep, cases):
    """The documents of the cases, in their order, each with the `reference` of its case."""
    documents = [None] * len(cases)
    for is_day_first in (False, True):
        numbers = [n for n, case in enumerate(cases) if case["model"].endswith("dmy") == is_day_first]
        lines = []
        for number in numbers:
            record = {"id": str(number), "text": cases[number]["text"]}
            if "reference" in cases[number]:
                record["date"] = cases[number]["reference"]
            lines.append(json.dumps(record, ensure_ascii=False))
        command = [sitrep, "extract", "-", "--format", "jsonl", "--emit", "values"]
        command += ["--day-first"] if is_day_first else []
        output = subprocess.run(
            command, input="\n".join(lines) + "\n", stdout=subprocess.PIPE, text=True, check=True
        ).stdout
        for document in map(json.loads, output.splitlines()):
            number = int(document["id"])
            documents[number] = {**document, "reference": cases[number].get("reference")}
    return documents


def counts(gold, found):
    """Of one case: results wanted, found, with the span right, and with the value right too."""
    spans = sum(any(g[:2] == f[:2] for f in found) for g in gold)
    values = sum(any(g[:2] == f[:2] and same(g[2], f[2]) for f in found) for g in gold)
    return len(gold), len(found), spans, values


def is_right(row):
    return row[0] == row[1] == row[3]


def f1(rows, place):
    wanted, found, right = (sum(row[i] for row in rows) for i in (0, 1, place))
    return 200 * right / (wanted + found) if wanted + found else 100.0


def share(rows):
    return 100 * sum(map(is_right, rows)) / len(rows)


def interval(rows):
    generator = random.Random(1)
    shares = sorted(share(generator.choices(rows, k=len(rows))) for _ in range(1000))
    return shares[25], shares[974]


def shown(text, results):
    return "; ".join(f"{text[s:e]!r} {value!r}" for s, e, value in results) or "nothing"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--model", action="append")
    parser.add_argument("sitrep")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    cases = []
    for path in options.files:
        with open(path, encoding="utf-8") as lines:
            cases += [json.loads(line) for line in lines]
    wanted = options.model or list(ADAPTERS)
    cases = [case for case in cases if case["model"] in wanted and case["model"] in ADAPTERS]
    rows, misses = {}, []
    for case, document in zip(cases, extract(options.sitrep, cases)):
        model = case["model"]
        adapt, gold_value = ADAPTERS[model]
        gold = [spanned(result, gold_value(result)) for result in case["results"]]
        found = adapt(document)
        row = counts(gold, found)
        rows.setdefault(model, []).append(row)
        if not is_right(row):
            misses.append((model, case["text"], gold, found))
    print("| model | cases | span F1 | value F1 | wholly right | 95 % |\n|---|---|---|---|---|---|")
    for model, those in rows.items():
        low, high = interval(those)
        print(
            f"| {model} | {len(those)} | {f1(those, 2):.1f} | {f1(those, 3):.1f} "
            f"| {share(those):.1f} % | {low:.1f}–{high:.1f} |"
        )
    if options.misses:
        for model, text, gold, found in misses:
            print(f"\n{model}: {text!r}\n  wanted {shown(text, gold)}\n  found  {shown(text, found)}")


main()
