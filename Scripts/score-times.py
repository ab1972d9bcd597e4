"""Span F1 and value accuracy of the times of `sitrep extract` on documents with dated times.

    score-times.py [--misses] SITREP FILE.jsonl…

Each line of a file is a document: `text`, `reference` (its date), `genre`, `dates` (`start`, `end`
and `when`, or `from` and `to`; `notBefore` and `notAfter` are not graded) and `mentions`, all
expressions of time. A time is found when one of ours overlaps it; ours that overlap no date but a
mention are left out. A value is right when one that overlaps has it: the same day, month, year or
moment, or a stretch of the same days, be it spelled as a week or decade or as
the days that it covers. The first date of
a text that stands in its first line is its dateline, and goes before `reference`.
"""

import argparse
import calendar
import datetime
import json
import re
import subprocess


def last_day(year, month):
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def stretch(value):
    """First and last day of an ISO 8601 value; None where it names none."""
    try:
        if match := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", value):
            day = datetime.date(*map(int, match.groups()))
            return day, day
        if match := re.fullmatch(r"(\d{4})-(\d\d?)", value):
            year, month = map(int, match.groups())
            return datetime.date(year, month, 1), last_day(year, month)
        if re.fullmatch(r"\d{4}", value):
            return datetime.date(int(value), 1, 1), datetime.date(int(value), 12, 31)
        if match := re.fullmatch(r"(\d{2,3})", value):
            width = 10 ** (4 - len(value))
            first = int(value) * width
            return datetime.date(first, 1, 1), datetime.date(first + width - 1, 12, 31)
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
            first = monday + datetime.timedelta(5 if match[3] else 0)
            return first, monday + datetime.timedelta(6)
        if match := re.fullmatch(r"(\d{4})-Q(\d)", value):
            month = 3 * int(match[2])
            return datetime.date(int(match[1]), month - 2, 1), last_day(int(match[1]), month)
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[match[2]]
            year = int(match[1])
            end = month + 2
            return datetime.date(year, month, 1), last_day(year + (end > 12), (end - 1) % 12 + 1)
        if "/" in value:
            first, last = (stretch(bound) for bound in value.split("/", 1))
            return (first[0], last[1]) if first and last else None
    except ValueError:
        pass
    return None


def is_same(date, time):
    value = time.get("value", "")
    if when := date.get("when"):
        return value == when or stretch(value) is not None and stretch(value) == stretch(when) or (
            "T" in when and when.removesuffix(":00") == value
        )
    first, last = stretch(date["from"]), stretch(date["to"])
    if first is None or last is None:
        return False
    return (first[0], last[1]) in (stretch(value), covered(time))


def covered(time):
    """First and last day of what Sitrep says it covers."""
    first, past = stretch(time.get("from", "")), stretch(time.get("before", ""))
    return (first[0], past[0] - datetime.timedelta(1)) if first and past else None


def overlaps(one, other):
    return one[0] < other[1] and other[0] < one[1]


def score(document, times):
    """Dates, dates found, times that count, those that are right; values due, values right."""
    spans = [(date["start"], date["end"]) for date in document["dates"]]
    found = [(time["start"], time["end"]) for time in times]
    hit = sum(any(overlaps(span, one) for one in found) for span in spans)
    right = sum(any(overlaps(span, one) for span in spans) for one in found)
    wrong = [
        time
        for time, one in zip(times, found)
        if not any(overlaps(span, one) for span in spans + document["mentions"])
    ]
    due = value = 0
    missed = []
    for date, span in zip(document["dates"], spans):
        beside = [time for time, one in zip(times, found) if overlaps(span, one)]
        if "when" in date or "from" in date and "to" in date:
            due += 1
            if any(is_same(date, time) for time in beside):
                value += 1
            else:
                missed.append((date, beside))
        elif not beside:
            missed.append((date, beside))
    return [len(spans), hit, right + len(wrong), right, due, value], missed, wrong


def reference(document):
    for date in document["dates"]:
        line = document["text"][: date["end"]].count("\n")
        if line < 4 and re.fullmatch(r"\d{4}-\d\d-\d\d", date.get("when", "")):
            before = document["text"][document["text"].rfind("\n", 0, date["start"]) + 1 : date["start"]]
            if not before.strip():
                return date["when"]
    return document.get("reference")


def extract(sitrep, documents):
    lines = [
        json.dumps({"id": str(number), "text": one["text"], "date": reference(one)})
        for number, one in enumerate(documents)
    ]
    output = subprocess.run(
        [sitrep, "extract", "-", "--format", "jsonl"],
        input="\n".join(lines) + "\n", stdout=subprocess.PIPE, text=True, check=True,
    ).stdout
    found = {one["id"]: one.get("times", []) for one in map(json.loads, output.splitlines())}
    return [found[str(number)] for number in range(len(documents))]


def row(name, counts):
    dates, hit, times, right, due, value = counts
    recall, precision = hit / max(1, dates), right / max(1, times)
    f1 = 2 * recall * precision / max(1e-9, recall + precision)
    share = 100 * value / max(1, due)
    return (
        f"| {name} | {dates} | {100 * precision:.1f} | {100 * recall:.1f} | {100 * f1:.1f} "
        f"| {share:.1f} % |"
    )


def shown(date, beside, text):
    gold = {key: date[key] for key in ("when", "from", "to", "notBefore", "notAfter") if key in date}
    around = text[max(0, date["start"] - 30) : date["end"] + 20].replace("\n", " ")
    ours = [(time["text"], time.get("value"), time["rule"]) for time in beside]
    return f"  {date['text']!r} {gold} {ours} «{around}»"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("sitrep")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    documents = []
    for path in options.files:
        with open(path, encoding="utf-8") as lines:
            documents += [json.loads(line) for line in lines]
    genres = {}
    for document, times in zip(documents, extract(options.sitrep, documents)):
        counts, missed, wrong = score(document, times)
        for name in ("all", document.get("genre", "")):
            genres[name] = [a + b for a, b in zip(genres.get(name, [0] * 6), counts)]
        if options.misses:
            print(document["id"], reference(document))
            for date, beside in missed:
                print(shown(date, beside, document["text"]))
            for time in wrong:
                around = document["text"][max(0, time["start"] - 30) : time["end"] + 20]
                around = around.replace("\n", " ")
                print(f"  spurious {time['text']!r} {time.get('value')} {time['rule']} «{around}»")
    print("| genre | dates | span P | span R | span F1 | value |\n|---|---|---|---|---|---|")
    for name, counts in sorted(genres.items(), key=lambda item: (item[0] != "all", item[0])):
        print(row(name, counts))


main()
