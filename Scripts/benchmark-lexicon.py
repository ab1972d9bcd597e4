"""Measures for Scripts/benchmark-lexicon, which says what and why. Prints the page.

    benchmark-lexicon.py FILE.jsonl SITREP FOLDER-FOR-SCRATCH GEONAMES
    benchmark-lexicon.py --peer NAME TEXT ALIASES      one peer, in a process of its own
"""

import glob
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
import unicodedata

SIZES = [10_000, 100_000, 1_000_000, 5_000_000]
SEED = 1990
# PhraseMatcher takes a minute and a gigabyte to build for a million; beyond is left out.
SPACY_LIMIT = 1_000_000
SPACY_BYTES = 1_000_000


def plain(text):
    """Small letters of ASCII, and single blanks: what all matchers read alike."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z]+", letters))


def gazetteer(folder):
    """The names in GeoNames tables: second to fourth column, the last divided by commas."""
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        with open(path, encoding="utf-8") as file:
            for line in file:
                fields = line.split("\t")
                if len(fields) == 19:
                    yield from (plain(name) for name in [*fields[1:3], *fields[3].split(",")])


def aliases(count, texts, folder):
    """Different aliases in a random order that the seed fixes: names of places; runs of one to
    four words as they stand in the texts; and the same with a word that nobody has, made of
    two halves, as names in a gazetteer are mostly of words that news has not."""
    choice = random.Random(SEED)
    words = " ".join(texts).split()
    found = {name for name in gazetteer(folder) if len(name) > 3}
    while len(found) < count:
        start = choice.randrange(len(words) - 4)
        run = words[start : start + choice.choice([1, 2, 2, 2, 3, 3, 4])]
        kind = choice.random()
        if kind < 0.6:
            one, other = choice.choice(words), choice.choice(words)
            made = one[: len(one) // 2 + 1] + other[len(other) // 2 :]
            run[choice.randrange(len(run))] = made
        elif kind < 0.9:
            run = [choice.choice(words) for _ in run]
        alias = " ".join(run)
        if len(alias) > 3:
            found.add(alias)
    found = sorted(found)
    choice.shuffle(found)
    return found[:count]


def peer(name, text_path, alias_path):
    """Prints what one peer came to, as JSON."""
    with open(text_path, encoding="utf-8") as file:
        texts = file.read().splitlines()
    with open(alias_path, encoding="utf-8") as file:
        patterns = file.read().splitlines()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    if name == "ahocorasick_rs":
        import ahocorasick_rs

        kind = ahocorasick_rs.MatchKind.LeftmostLongest

        def marked(words):
            return " " + "  ".join(words.split()) + " "

        automaton = ahocorasick_rs.AhoCorasick(patterns, matchkind=kind)
        built = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        best = 1e9
        for _ in range(3):
            start = time.perf_counter()
            for text in texts:
                automaton.find_matches_as_indexes(text)
            best = min(best, time.perf_counter() - start)
        # A blank on both sides of every word makes its matches those of whole words.
        del automaton
        automaton = ahocorasick_rs.AhoCorasick(map(marked, patterns), matchkind=kind)
        matches = sum(len(automaton.find_matches_as_indexes(marked(text))) for text in texts)
    else:
        import spacy
        from spacy.matcher import PhraseMatcher

        language = spacy.blank("en")
        language.max_length = 1 << 30
        matcher = PhraseMatcher(language.vocab)
        matcher.add("alias", [language.make_doc(pattern) for pattern in patterns])
        built = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        size, part = 0, []
        for text in texts:
            if size > SPACY_BYTES:
                break
            size += len(text) + 1
            part.append(text)
        texts, matches = part, None
        start = time.perf_counter()
        for text in texts:
            matcher(language.make_doc(text))
        best = time.perf_counter() - start
    size = sum(len(text) for text in texts)
    print(json.dumps({"build": built, "speed": size / best / 1e6, "memory": memory / 1e3,
                      "matches": matches}))


def ours(sitrep, alias_path, text_path, rounds):
    command = [sitrep, "benchmark", "--rounds", str(rounds), "--aliases", alias_path, text_path]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    printed = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    times = {name: int(time) / 1e6 for name, time in re.findall(r"^(\w+) +(\d+) µs", printed, re.M)}
    size, matches = map(int, re.search(r"(\d+) bytes, (\d+) matches", printed).groups())
    return {"build": times["build"], "speed": size / times["match"] / 1e6,
            "memory": usage.ru_maxrss / 1e3, "matches": matches}


def main(source, sitrep, folder, geonames):
    with open(source, encoding="utf-8") as lines:
        texts = [plain(json.loads(line)["text"]) for line in lines]
    text_path = os.path.join(folder, "text.txt")
    json_path = os.path.join(folder, "text.jsonl")
    with open(text_path, "w") as file:
        file.writelines(text + "\n" for text in texts)
    with open(json_path, "w") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in texts)
    everything = aliases(SIZES[-1], texts, geonames)
    rows = []
    for size in SIZES:
        alias_path = os.path.join(folder, "aliases")
        with open(alias_path, "w") as file:
            file.writelines(alias + "\n" for alias in everything[:size])
        rows.append((size, "Sitrep", ours(sitrep, alias_path, json_path, 5)))
        rows.append((size, "Sitrep, the news as they are", ours(sitrep, alias_path, source, 5)))
        for name in ["ahocorasick_rs", "spaCy PhraseMatcher"]:
            if name != "ahocorasick_rs" and size > SPACY_LIMIT:
                continue
            command = [sys.executable, __file__, "--peer", name, text_path, alias_path]
            run = subprocess.run(command, capture_output=True, text=True)
            if run.returncode:
                print(f"{name} is left out: {run.stderr.strip()[-200:]}", file=sys.stderr)
            else:
                rows.append((size, name, json.loads(run.stdout)))
    table(rows, texts, source)


def table(rows, texts, source):
    speeds = [row["speed"] for _, name, row in rows if name == "Sitrep"]
    print(
        f"""# Benchmarks: the matcher of lexicons

Written by `Scripts/benchmark-lexicon`; nothing in it is entered by hand. Compare the ratios: bare
times are those of the machine that it ran on last.

Input: the texts of {os.path.basename(source)}, {len(texts)} items, as small letters of ASCII with
single blanks, {sum(map(len, texts))} bytes, item by item, on one core (`taskset -c 0`). Aliases: a
random list that seed {SEED} fixes, of names from GeoNames and runs of the news' words with some that
news has not; each list holds the shorter ones. Wanted are the leftmost, longest runs of whole
words.

Sitrep cuts the text into tokens, looks them up and matches them; all of that is timed, the best of
5 rounds. ahocorasick_rs searches for the bytes of the aliases, inside words too, the best of 3
rounds; its matches are counted in a text with a blank on both sides of each word, which makes them
whole words. PhraseMatcher makes a document of its own of each item, one round over the first
{SPACY_BYTES} bytes, and finds all matches, not the longest alone. Memory is what building added to the
peer, and all that Sitrep had.

Between the fewest and the most aliases Sitrep's cost for a byte grows {speeds[0] / speeds[-1]:.2f} times.

| aliases | what | MB/s | matches | built in s | MB |
|---|---|---|---|---|---|"""
    )
    for size, name, row in rows:
        matches = "" if row["matches"] is None else row["matches"]
        print(
            f"| {size} | {name} | {row['speed']:.1f} | {matches} | {row['build']:.1f} "
            f"| {row['memory']:.0f} |"
        )


if sys.argv[1] == "--peer":
    peer(*sys.argv[2:])
else:
    main(*sys.argv[1:])
