"""Dates and times for score-values.py: what Sitrep found, in the notation of the results.

The results hold the day before and the day after the reference for whatever a text leaves open,
both halves of the day for an hour that may be in either, bounds cut by a word such as `before`,
and fixed hours for `morning`. All of this is reckoned here from `timex`, which has an X for what
is open; which words are a time and what they leave open is Sitrep's.
"""

import datetime as dt
import re

DAY = dt.timedelta(days=1)
HALF = dt.timedelta(hours=12)
LENGTHS = {"Y": 31536000, "M": 2592000, "W": 604800, "D": 86400, "BD": 86400, "WD": 86400, "WE": 172800}
CLOCK_LENGTHS = {"H": 3600, "M": 60, "S": 1}
PARTS = {
    "MO": (8, 12), "MI": (11, 13), "AF": (12, 16), "EV": (16, 20), "NI": (20, 24), "DT": (8, 18),
    "MEB": (8, 12), "MEL": (11, 13), "MED": (16, 20),
}
UNRESOLVED = ("not resolved",)


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def date(year, month, day):
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_after(day, months=1):
    number = day.year * 12 + day.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def nth_weekday(year, month, weekday, number):
    if number > 0:
        first = dt.date(year, month, 1)
        day = first + DAY * ((weekday - 1 - first.weekday()) % 7 + 7 * (number - 1))
    else:
        last = month_after(dt.date(year, month, 1)) - DAY
        day = last - DAY * ((last.weekday() - weekday + 1) % 7 + 7 * (-number - 1))
    return day


def monday(day):
    return day - DAY * day.weekday()


class Unresolved(Exception):
    pass


def stretches(timex, today):
    """Every (begin, end) near the reference that a date of `timex` can be, in order."""
    years = range(today.year - 9, today.year + 10)
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", timex):
        day = date(*map(int, match.groups()))
        if day is None:
            raise Unresolved
        return [(day, day + DAY)]
    if match := re.fullmatch(r"(\d{4})-(\d\d)", timex):
        first = dt.date(int(match[1]), int(match[2]), 1)
        return [(first, month_after(first))]
    if match := re.fullmatch(r"(\d{4})", timex):
        return [(dt.date(int(timex), 1, 1), dt.date(int(timex) + 1, 1, 1))]
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", timex):
        first = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return [(first + 5 * DAY if match[3] else first, first + 7 * DAY)]
    if match := re.fullmatch(r"XXXX-(\d\d)-(\d\d)(-W)?", timex):
        days = [day for year in years if (day := date(year, int(match[1]), int(match[2])))]
        if not days:
            raise Unresolved
        if match[3]:
            return [(monday(day), monday(day) + 7 * DAY) for day in days]
        return [(day, day + DAY) for day in days]
    if match := re.fullmatch(r"XXXX-(\d\d)", timex):
        firsts = [dt.date(year, int(match[1]), 1) for year in years]
        return [(first, month_after(first)) for first in firsts]
    if match := re.fullmatch(r"XX(\d\d)-(\d\d)-(\d\d)", timex):
        days = [date(century + int(match[1]), int(match[2]), int(match[3])) for century in (1900, 2000)]
        return [(day, day + DAY) for day in days if day]
    if match := re.fullmatch(r"XXXX-XX-(\d\d)(?:-WXX-(\d))?(-W)?", timex):
        months = [month_after(today, step) for step in range(-60, 61)]
        days = [date(m.year, m.month, int(match[1])) for m in months]
        days = [day for day in days if day and (not match[2] or day.isoweekday() == int(match[2]))]
        if match[3]:
            return [(monday(day), monday(day) + 7 * DAY) for day in days]
        return [(day, day + DAY) for day in days]
    if match := re.fullmatch(r"XXXX-WXX-(\d)", timex):
        first = monday(today) + DAY * (int(match[1]) - 1)
        days = [first + 7 * DAY * week for week in range(-3, 4)]
        return [(day, day + DAY) for day in days]
    if match := re.fullmatch(r"(XXXX|\d{4})-(\d\d)-WXX-(\d)-#(-?\d)(?:\+(\d+))?", timex):
        known = years if match[1] == "XXXX" else [int(match[1])]
        days = [
            nth_weekday(year, int(match[2]), int(match[3]), int(match[4])) + DAY * int(match[5] or 0)
            for year in known
        ]
        return [(day, day + DAY) for day in days]
    if match := re.fullmatch(r"XXXX-EASTER([+-]\d+)?", timex):
        days = [easter(year) + DAY * int(match[1] or 0) for year in years]
        return [(day, day + DAY) for day in days]
    raise Unresolved


def choices(timex, now):
    """The reading in the past and the one ahead, or the only one there is."""
    today = now.date()
    known = stretches(timex, today)
    if len(known) == 1 or timex.startswith("XX") and not timex.startswith("XXXX"):
        return known
    # A weekday of today is ahead; a date of today is past once it has begun.
    limit = today if "-WXX-" in timex or now == at(today, dt.timedelta()) else today + DAY
    past = [one for one in known if one[0] < limit]
    ahead = [one for one in known if one[0] >= limit]
    return past[-1:] + ahead[:1]


def seconds(duration):
    days, _, clock = duration[1:].partition("T")
    total = 0.0
    for text, lengths in ((days, LENGTHS), (clock, CLOCK_LENGTHS)):
        for number, letters in re.findall(r"([\d.]+|X)([A-Z]+)", text):
            total += (3 if number == "X" else float(number)) * lengths[letters]
    return total


def clock(text):
    parts = [int(part) for part in text.split(":")]
    return dt.timedelta(hours=parts[0], minutes=(parts + [0])[1], seconds=(parts + [0, 0])[2])


def moment(when, is_day):
    if when is None:
        return None
    if isinstance(when, dt.timedelta):
        total = int(when.total_seconds()) % 86400
        return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"
    if isinstance(when, dt.datetime):
        return when.strftime("%Y-%m-%d") if is_day else when.strftime("%Y-%m-%d %H:%M:%S")
    return when.isoformat()


def at(day, delta):
    return dt.datetime.combine(day, dt.time()) + delta


def part_of_day(part, modifier):
    first, last = PARTS[part]
    middle = (first + last) // 2
    if "START" in modifier:
        last = middle
    elif "END" in modifier:
        first = middle
    # The last second of a day has no hour after it.
    end = dt.timedelta(hours=last) if last < 24 else dt.timedelta(hours=24, seconds=-1)
    return dt.timedelta(hours=first), end


def portion(begin, end, mods, today):
    """What `early`, `mid` and `late` leave of a stretch."""
    length = (end - begin).days
    if "START" in mods:
        if length > 300:
            return begin, dt.date(begin.year, 7 if begin.year == today.year else 5, 1)
        if length > 20:
            return begin, begin + 15 * DAY
        return (begin, begin + 3 * DAY) if length > 3 else (begin, end)
    if "MID" in mods:
        if length > 300:
            return dt.date(begin.year, 5, 1), dt.date(begin.year, 9, 1)
        return (begin + 9 * DAY, begin + 20 * DAY) if length > 20 else (begin, end)
    if "END" in mods:
        if length > 300:
            return dt.date(begin.year, 7 if begin.year == today.year else 9, 1), end
        if length > 20:
            return begin + 15 * DAY, end
        return (max(begin + 3 * DAY, min(today, end - DAY)), end) if length > 3 else (begin, end)
    return begin, end


def bounded(begin, end, mods):
    """A point or stretch cut by the word before it, or None where there is no such word."""
    if "BEFORE" in mods or "ON_OR_BEFORE" in mods:
        return None, end if "END" in mods else begin
    if "AFTER" in mods:
        return begin if "START" in mods else end, None
    if "ON_OR_AFTER" in mods:
        return begin, None
    return None


def date_values(timex, mods, now):
    values, today = [], now.date()
    for begin, end in choices(timex, now):
        is_day = end - begin == DAY
        if is_day and "END" in mods and not {"BEFORE", "AFTER"} & mods:
            values.append(("value", moment(at(begin, dt.timedelta(days=1, seconds=-1)), False)))
            continue
        cut = portion(begin, end, mods, today)
        if "ON_OR_AFTER" in mods:
            limits = cut[0], None
        else:
            limits = bounded(begin, begin if is_day else end, mods)
        if limits:
            values.append(("range", moment(limits[0], True), moment(limits[1], True)))
        elif is_day:
            values.append(("value", moment(begin, True)))
        else:
            values.append(("range", moment(cut[0], True), moment(cut[1], True)))
    return values


def clock_values(days, text, mods, is_open):
    if text in PARTS:
        first, last = part_of_day(text, mods - {"BEFORE", "AFTER"})
        spans = [(first, last)]
    else:
        spans = [(clock(text), clock(text))]
        if is_open:
            spans.append((spans[0][0] + HALF, spans[0][1] + HALF))
            if spans[0][0] >= HALF:
                spans = [spans[0], (spans[0][0] - HALF, spans[0][1] - HALF)]
    values = []
    for day in days:
        for first, last in spans:
            begin, end = (first, last) if day is None else (at(day, first), at(day, last))
            if limits := bounded(begin, end, mods):
                values.append(("range", moment(limits[0], False), moment(limits[1], False)))
            elif text in PARTS:
                values.append(("range", moment(begin, False), moment(end, False)))
            else:
                values.append(("value", moment(begin, False)))
    return values


def split(timex):
    day, mark, time = re.fullmatch(r"(.*?)(?:(T)(\d.*|[A-Z]{2,3}))?", timex).groups()
    return day, time if mark else None


def days_of(timex, now):
    return [None] if not timex else [begin for begin, _ in choices(timex, now)]


def range_values(timex, is_open, now):
    first, last, _ = timex[1:-1].split(",")
    today = now.date()
    if last == "PRESENT_REF":
        last = today.isoformat()
    if first == "PRESENT_REF":
        day, time = split(last)
        if time is None:
            pairs = pairs_of_days(today.isoformat(), last, today)
            return [("range", moment(b, True), moment(e, True)) for b, e in pairs]
        end = at(days_of(day, now)[0] or today, clock(time))
        if not day and is_open and end <= now:
            end += HALF
        return [("range", moment(now, False), moment(end, False))]
    (day, time), (last_day, last_time) = split(first), split(last)
    if time is None and last_time is None:
        pairs = pairs_of_days(first, last, today)
        return [("range", moment(b, True), moment(e, True)) for b, e in pairs]
    values = []
    steps = (dt.timedelta(), HALF) if is_open else (dt.timedelta(),)
    for base in days_of(day, now):
        for step in steps:
            begin = clock(time) + step
            end = clock(last_time) + step
            if last_day != day and last_day and day:
                end += (days_of(last_day, now)[0] - base)
            if end <= begin:
                end += HALF if is_open else DAY
            if step and clock(time) >= HALF:
                begin, end = begin - DAY, end - DAY
            if base is None:
                values.append(("range", moment(begin, False), moment(end, False)))
            else:
                limits = at(base, begin), at(base, end)
                values.append(("range", *(moment(limit, False) for limit in limits)))
    return values


def pairs_of_days(first, last, today):
    """The stretches that are over, on or ahead; one that is on is the only one meant."""
    begins, ends = stretches(first, today), stretches(last, today)
    pairs = []
    for begin, _ in begins:
        end = next((end for end, _ in ends if end >= begin), None)
        if end is not None:
            pairs.append((begin, end))
    if len(begins) == 1 or first.startswith("XX") and not first.startswith("XXXX"):
        return pairs
    if len(ends) == 1:
        return pairs[-1:]
    on = [pair for pair in pairs if pair[0] < today <= pair[1]]
    if on:
        return on
    past = [pair for pair in pairs if pair[0] < today]
    ahead = [pair for pair in pairs if pair[0] >= today]
    return past[-1:] + ahead[:1]


def values(time, now):
    timex = time.get("timex", time.get("value"))
    if timex is None:
        return [("unknown",)]
    mods = set(time.get("modifier", "").split())
    is_open = time.get("half_day_open", False)
    today = now.date()
    if time["type"] == "SET" or re.fullmatch(r"[SFA-Z]{2}(\d{4}|XXXX)?", timex):
        return [UNRESOLVED]
    if "MORE_THAN" in mods or "LESS_THAN" in mods:
        if time["rule"] == "date/distance":
            mods.add("BEFORE" if timex < now.isoformat() else "AFTER")
    if timex.startswith("P") and timex != "PRESENT_REF":
        return [("duration", seconds(timex))]
    if timex == "PRESENT_REF":
        if "BEFORE" in mods:
            return [("range", None, today.isoformat())]
        return [("value", moment(now, False))]
    try:
        if match := re.fullmatch(r"\(XX(\d\d)-01-01,XX\d\d-01-01,P(\d+)Y\)", timex):
            starts = [century + int(match[1]) for century in (1900, 2000)]
            return [("range", f"{y}-01-01", f"{y + int(match[2])}-01-01") for y in starts]
        if timex.startswith("("):
            found = range_values(timex, is_open, now)
            if limits := [one for one in found if mods & {"ON_OR_AFTER", "BEFORE", "AFTER"}]:
                return [bounded_range(one, mods) for one in limits]
            return found
        day, text = split(timex)
        if time["rule"] == "date/to-date":
            return [("range", moment(stretches(day, today)[0][0], True), today.isoformat())]
        if text is None:
            return date_values(day, mods, now)
        return clock_values(days_of(day, now), text, mods, is_open)
    except Unresolved:
        return [UNRESOLVED]


def bounded_range(found, mods):
    _, begin, end = found
    if "BEFORE" in mods:
        return "range", None, begin
    return "range", end if "AFTER" in mods else begin, None


# Rules whose results leave out an article before them.
WITHOUT_ARTICLE = {
    "date/modified", "duration/relative", "date/week", "date/named-year", "date/year",
    "date/to-date", "date/holiday",
}


def takes_signal(time, signal, mods):
    """Whether the results take in the word before: one that cuts the time or makes a stretch."""
    if time["type"] == "SET" or signal in {"on", "during", "over", "throughout"}:
        return False
    if mods & {"BEFORE", "AFTER", "MORE_THAN", "LESS_THAN"}:
        return not signal.startswith(("at", "for", "in", "about"))
    if "APPROX" in mods:
        return time["type"] == "TIME" and not signal.startswith("about")
    if "ON_OR_AFTER" in mods:
        return signal not in {"from", "at", "for", "about"}
    if time.get("timex", "").startswith("(") and signal != "for":
        return signal in {"from", "within"} or "between" in signal
    if time["rule"] == "date/distance":
        return signal == "in"
    if time["rule"] == "time/part-of-day":
        return signal in {"in", "at"} and not mods
    if time["rule"] == "time/clock":
        marked = ":" in time["text"] or any(letter.isalpha() for letter in time["text"])
        return signal == "in" or signal == "at" and not marked
    return signal == "within" or signal == "for" and time["rule"] == "duration/from"


def found_times(document):
    now = dt.datetime.fromisoformat(document["reference"] or "2000-01-01T00:00:00")
    found, skipped = [], set()
    for time in document.get("times", []):
        if time["id"] in skipped:
            continue
        if stretch := time.get("range"):
            skipped.add(stretch["last"])
            time = {**stretch, "type": time["type"], "rule": "date/range"}
        start, end, text = time["start"], time["end"], time["text"]
        if zone := time.get("zone"):
            end -= len(zone) + 1
        mods = set(time.get("modifier", "").split())
        signal = time.get("signal", {"text": ""})
        # `from` alone says no more than when.
        if signal["text"].lower().startswith("from") and "ON_OR_AFTER" in mods:
            mods.discard("ON_OR_AFTER")
            signal = {"text": signal["text"][5:], "start": signal["start"] + 5}
            time = {**time, "modifier": " ".join(sorted(mods))}
        if signal["text"] and takes_signal(time, signal["text"].lower(), mods):
            start = signal["start"]
        elif text.lower().startswith("the ") and leaves_article(time, text):
            start += 4
        found.append((start, end, sorted(values(time, now), key=str)))
    return found


def leaves_article(time, text):
    if time["rule"] == "date/relative":
        return " day" not in text and "decade" not in text and "after" not in text
    if time["rule"] == "date/week":
        return text.split()[2].isdigit()
    return time["rule"] in WITHOUT_ARTICLE


def gold_times(result):
    wanted = []
    for one in result.get("resolution", {}).get("values", []):
        value = one.get("value")
        if value == "not resolved":
            wanted.append(UNRESOLVED)
        elif one["type"] == "duration":
            wanted.append(("duration", float(value)))
        elif value is not None:
            wanted.append(("value", value))
        else:
            wanted.append(("range", one.get("start"), one.get("end")))
    return sorted(wanted, key=str)
