"""Measures for Scripts/benchmark-lexicon, which says what and why. Prints the page.

    benchmark-lexicon.py FILE.jsonl SITREP FOLDER-FOR-SCRATCH GEONAMES-TABLE
    benchmark-lexicon.py --peer NAME TEXT ALIASES      one peer, in a process of its own
"""

import json
import os
import random
import re
import subprocess
import sys
import time
import unicodedata

import made_names

SIZES = [10_000, 100_000, 1_000_000, 5_000_000]
SEED = 1990
PEERS = ["ahocorasick_rs", "spaCy PhraseMatcher"]
# PhraseMatcher takes a minute and a gigabyte to build for a million, ahocorasick_rs several for
# 5 million; beyond is left out.
PEER_LIMIT = 1_000_000
SPACY_BYTES = 1_000_000
ROUNDS = 5
# Bytes of text that are timed together.
BATCH = 64 << 10


def plain(text):
    """Small letters of ASCII, and single blanks: what all matchers read alike."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z]+", letters))


def gazetteer(table):
    """Names of places in a random order that the seed fixes: those of a GeoNames table, and made
    ones."""
    rows = made_names.read(table)
    found = {plain(name) for row in rows for name in [*row[1:3], *row[3].split(",")]}
    supply = made_names.names(rows, SEED)
    while len(found) < SIZES[-1] + 100_000:
        found.add(plain(next(supply)))
    return shuffled(found)


def runs(texts):
    """Runs of one to four words as they stand in the texts; words of the texts in an order that
    they do not have; and runs with a word that nobody has, made of two halves."""
    choice = random.Random(SEED)
    words = " ".join(texts).split()
    found = set()
    while len(found) < SIZES[-1] + 100_000:
        start = choice.randrange(len(words) - 4)
        run = words[start : start + choice.choice([1, 2, 2, 2, 3, 3, 4])]
        kind = choice.random()
        if kind < 0.6:
            one, other = choice.choice(words), choice.choice(words)
            made = one[: len(one) // 2 + 1] + other[len(other) // 2 :]
            run[choice.randrange(len(run))] = made
        elif kind < 0.9:
            run = [choice.choice(words) for _ in run]
        found.add(" ".join(run))
    return shuffled(found)


def shuffled(found):
    found = sorted(alias for alias in found if len(alias) > 3)
    random.Random(SEED).shuffle(found)
    return found[: SIZES[-1]]


def batches(texts):
    """Texts in groups of 64 KB, as Sitrep times them."""
    size = BATCH
    for text in texts:
        if size >= BATCH:
            group, size = [], 0
            yield group
        group.append(text)
        size += len(text)


def best_time(texts, work):
    """The time for all texts, of each batch the best of ROUNDS."""
    groups = list(batches(texts))
    best = [1e9] * len(groups)
    for _ in range(ROUNDS):
        for index, group in enumerate(groups):
            start = time.perf_counter()
            for text in group:
                work(text)
            best[index] = min(best[index], time.perf_counter() - start)
    return sum(best)


def first_part(texts):
    """The texts that PhraseMatcher is given: as many as make SPACY_BYTES."""
    size = 0
    for count, text in enumerate(texts):
        if size > SPACY_BYTES:
            return texts[:count]
        size += len(text)
    return texts


def peer(name, text_path, alias_path):
    """Prints what one peer came to, as JSON."""
    with open(text_path, encoding="utf-8") as file:
        texts = file.read().splitlines()
    with open(alias_path, encoding="utf-8") as file:
        patterns = file.read().splitlines()
    start = time.perf_counter()
    if name == "ahocorasick_rs":
        import ahocorasick_rs

        kind = ahocorasick_rs.MatchKind.LeftmostLongest

        def marked(words):
            return " " + "  ".join(words.split()) + " "

        automaton = ahocorasick_rs.AhoCorasick(patterns, matchkind=kind)
        built = time.perf_counter() - start
        best = best_time(texts, automaton.find_matches_as_indexes)
        size = sum(map(len, texts))
        # A blank on both sides of every word makes its matches those of whole words.
        del automaton
        automaton = ahocorasick_rs.AhoCorasick(map(marked, patterns), matchkind=kind)
        counts = [len(automaton.find_matches_as_indexes(marked(text))) for text in texts]
        matches, in_part = sum(counts), sum(counts[: len(first_part(texts))])
    else:
        import spacy
        from spacy.matcher import PhraseMatcher

        language = spacy.blank("en")
        matcher = PhraseMatcher(language.vocab)
        matcher.add("alias", [language.make_doc(pattern) for pattern in patterns])
        built = time.perf_counter() - start
        texts = first_part(texts)
        best = best_time(texts, lambda text: matcher(language.make_doc(text)))
        size = sum(map(len, texts))
        found = [leftmost_longest(matcher(language.make_doc(text))) for text in texts]
        matches, in_part = None, sum(found)
    print(json.dumps({"build": built, "both": size / best / 1e6, "matches": matches,
                      "in_part": in_part}))


def leftmost_longest(matches):
    """How many of all matches are left where each begins behind the one before."""
    count, end = 0, 0
    for start, stop in sorted(((start, stop) for _, start, stop in matches),
                              key=lambda match: (match[0], -match[1])):
        if start >= end:
            count, end = count + 1, stop
    return count


def ours(sitrep, alias_path, text_path, rounds):
    command = [sitrep, "benchmark", "--rounds", str(rounds), "--aliases", alias_path, text_path]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    times = {name: int(time) / 1e6 for name, time in re.findall(r"^(\w+) +(\d+) µs", printed, re.M)}
    size, matches = map(int, re.search(r"(\d+) bytes, (\d+) matches", printed).groups())
    return {"build": times["build"], "matches": matches,
            "tokens": size / times["tokens"] / 1e6, "match": size / times["match"] / 1e6,
            "both": size / times["both"] / 1e6}


def main(source, sitrep, folder, table_path):
    with open(source, encoding="utf-8") as lines:
        texts = [plain(json.loads(line)["text"]) for line in lines]

    def path(name):
        return os.path.join(folder, name)

    with open(path("text"), "w") as file:
        file.writelines(text + "\n" for text in texts)
    for name, part in [("text.jsonl", texts), ("part.jsonl", first_part(texts))]:
        with open(path(name), "w") as file:
            file.writelines(json.dumps({"text": text}) + "\n" for text in part)
    rows = []
    for kind, everything in [("names", gazetteer(table_path)), ("runs", runs(texts))]:
        for size in SIZES:
            with open(path("aliases"), "w") as file:
                file.writelines(alias + "\n" for alias in everything[:size])
            row = ours(sitrep, path("aliases"), path("text.jsonl"), ROUNDS)
            if size <= PEER_LIMIT:
                row["in_part"] = ours(sitrep, path("aliases"), path("part.jsonl"), 1)["matches"]
            rows.append((kind, size, "Sitrep", row))
            for name in PEERS if size <= PEER_LIMIT else []:
                command = [sys.executable, __file__, "--peer", name, path("text"), path("aliases")]
                run = subprocess.run(command, capture_output=True, text=True)
                if run.returncode:
                    print(f"{name} is left out: {run.stderr.strip()[-200:]}", file=sys.stderr)
                else:
                    rows.append((kind, size, name, json.loads(run.stdout)))
    report(rows, texts, source)


def report(rows, texts, source):
    ours = {(kind, size): row for kind, size, name, row in rows if name == "Sitrep"}

    def growth(kind, column):
        return f"{ours[kind, SIZES[0]][column] / ours[kind, SIZES[-1]][column]:.2f}"

    print(
        f"""# Benchmarks: the matcher of lexicons

Written by `Scripts/benchmark-lexicon`; nothing in it is entered by hand. Compare the ratios: bare
times are those of the machine that it ran on last.

Input: the texts of {os.path.basename(source)}, {len(texts)} items, as small letters of ASCII with
single blanks, {sum(map(len, texts))} bytes, on one core (`taskset -c 0`). Wanted are the leftmost,
longest runs of whole words. Aliases, in an order that seed {SEED} fixes, so that each list holds
the shorter ones:

- *names*: names of places from a GeoNames table, and others made of their words and halves of them
  (`Scripts/made_names.py`). As with a gazetteer, most stand in no text.
- *runs*: runs of words cut from the very texts, words of the texts put together anew, and runs with
  one word that no text has. The hardest there can be: the more aliases, the more matches, until
  nearly every word belongs to one, and the matches have to be handed over too.

*tokens* is Sitrep cutting the texts into tokens and looking each up in the vocabulary, *match* all
that follows from these numbers to the matches, *both* the two together, from bytes to matches.
ahocorasick_rs goes from bytes to matches, but finds aliases inside words too; for its matches, the
aliases and the texts are given a blank on both sides of each word. PhraseMatcher is given the first
{SPACY_BYTES} bytes, makes a document of its own of each item, and finds all matches; of these, those
that are leftmost and longest are counted. Sitrep is given 64 KB of items at a time, the peers each
item. Of each 64 KB the best of {ROUNDS} rounds counts.

From the fewest aliases to the most, the cost for a byte grows

| aliases | match | both |
|---|---|---|
| names | {growth("names", "match")} times | {growth("names", "both")} times |
| runs | {growth("runs", "match")} times | {growth("runs", "both")} times |

| aliases | what | tokens MB/s | match MB/s | both MB/s | Sitrep is | matches \
| in the first {SPACY_BYTES} bytes | built in s |
|---|---|---|---|---|---|---|---|---|""".replace("\\\n", "")
    )
    for kind, size, name, row in rows:
        speeds = [f"{row[part]:.1f}" if part in row else "" for part in ["tokens", "match", "both"]]
        times = ours[kind, size]["both"] / row["both"]
        found = [row.get(part) for part in ["matches", "in_part"]]
        columns = [f"{size:,} {kind}", name, *speeds,
                   "" if name == "Sitrep" else f"{times:.1f} times as fast",
                   *("" if count is None else str(count) for count in found),
                   f"{row['build']:.1f}"]
        print("| " + " | ".join(columns) + " |")


if __name__ == "__main__":
    if sys.argv[1] == "--peer":
        peer(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
