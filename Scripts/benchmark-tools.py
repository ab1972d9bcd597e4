"""Writes the page of Scripts/benchmark-tools to standard output.

    benchmark-tools.py NEWS.jsonl SITREP FOLDER
"""

import csv
import importlib.metadata
import json
import os
import random
import shutil
import subprocess
import sys
import time

NEWS, SITREP, FOLDER = sys.argv[1:4]
ROUNDS = 3
NAMES = 20_000
# quantulum3 takes more than a millisecond for each byte.
QUANTULUM_ITEMS = 150


def say(text):
    print(text, file=sys.stderr, flush=True)


def lexicon_names():
    """20,000 names of Sitrep's own lexicons, which a seed picks."""
    names = set()
    for folder, _, files in os.walk("Lexicons"):
        for file in files:
            if not file.endswith(".tsv"):
                continue
            with open(os.path.join(folder, file), encoding="utf-8") as lines:
                rows = csv.DictReader(
                    (line for line in lines if not line.startswith("#")), delimiter="\t",
                    quoting=csv.QUOTE_NONE)
                if "level" in (rows.fieldnames or []):
                    names.update(row["name"] for row in rows if row["level"] == "name")
    return sorted(random.Random(1990).sample(sorted(names), min(NAMES, len(names))))


def token_patterns():
    """30 patterns of tokens: who moves whom, how many of whom, who says so."""

    def among(*words):
        return {"LOWER": {"IN": list(words)}}

    number = {"LIKE_NUM": True}
    forces = [
        ["troops"], ["soldiers"], ["police", "officers"], ["peacekeepers"], ["marines"],
        ["warships"], ["tanks"], ["aircraft"], ["militants"], ["civilians"],
    ]
    moves = [
        ["sent", "sends"], ["deployed", "deploys"], ["moved", "moves"], ["withdrew", "withdrawn"],
        ["killed", "kills"], ["attacked", "attacks"], ["captured", "captures"],
        ["wounded", "injured"], ["arrived", "arrives"], ["met", "meets"],
    ]
    says = [
        ["said"], ["says"], ["announced"], ["confirmed"], ["denied"], ["reported"], ["claimed"],
        ["told"], ["warned"], ["stated"],
    ]
    patterns = [[number, {"OP": "?"}, *({"LOWER": word} for word in force)] for force in forces]
    patterns += [[{"IS_TITLE": True}, {"OP": "?"}, among(*words)] for words in moves]
    patterns += [[among(*words), {"OP": "?"}, {"IS_TITLE": True}] for words in says]
    return patterns


class Tool:
    """What is measured: what it does, how it is called, and on how many of the items."""

    def __init__(self, name, does, call, items=None):
        self.name, self.does, self.call, self.items = name, does, call, items
        self.seconds = []


def sitrep(path, emit):
    def call():
        subprocess.run(
            [SITREP, "extract", path, "--emit", emit, "--jobs", "1", "--quiet"],
            stdout=subprocess.DEVNULL, check=True)

    return call


def spacy_tool(texts, names, patterns):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    rows = [{"label": "NAME", "pattern": name} for name in names]
    ruler.add_patterns(rows + [{"label": "PATTERN", "pattern": pattern} for pattern in patterns])

    def call():
        for document in nlp.pipe(texts):
            _ = document.ents, list(document.sents)

    return Tool(f"spaCy {spacy.__version__}, blank English",
                f"tokens, sentencizer, entity ruler of {len(names):,} names and {len(patterns)} "
                "patterns of tokens", call)


def bling_fire_tool(texts):
    import blingfire

    def call():
        for text in texts:
            blingfire.text_to_sentences(text)
            blingfire.text_to_words(text)

    version = importlib.metadata.version("blingfire")
    return Tool(f"Bling Fire {version}", "sentences and words, as text", call)


def quantulum_tool(texts):
    from quantulum3 import parser

    parser.parse("5 km")  # What it loads at the first call is not counted.

    def call():
        for text in texts[:QUANTULUM_ITEMS]:
            parser.parse(text)

    version = importlib.metadata.version("quantulum3")
    return Tool(f"quantulum3 {version}", "quantities", call, QUANTULUM_ITEMS)


def ripgrep_tool(texts, names):
    rg = shutil.which("rg")
    if rg is None:
        raise ImportError
    text, list_ = os.path.join(FOLDER, "news.txt"), os.path.join(FOLDER, "names.txt")
    with open(text, "w", encoding="utf-8") as file:
        file.write("\n".join(texts))
    with open(list_, "w", encoding="utf-8") as file:
        file.write("\n".join(names) + "\n")

    def call():
        subprocess.run([rg, "-j1", "-c", "-w", "-F", "-f", list_, text],
                       stdout=subprocess.DEVNULL, check=True)

    version = subprocess.run([rg, "--version"], capture_output=True, text=True).stdout.split()[1]
    return Tool(f"ripgrep {version}", f"lines that have one of the {len(names):,} names", call)


def main():
    texts = [json.loads(line)["text"] for line in open(NEWS, encoding="utf-8")]
    size = sum(len(text.encode()) for text in texts)
    names, patterns = lexicon_names(), token_patterns()
    tools = [
        Tool("sitrep", "all layers: `--emit documents`", sitrep(NEWS, "documents")),
        Tool("sitrep", "facts: `--emit facts`", sitrep(NEWS, "facts")),
        Tool("sitrep", "sentences, quantities and times: `--emit values`", sitrep(NEWS, "values")),
        Tool("sitrep", "sentences: `--emit sentences`", sitrep(NEWS, "sentences")),
    ]
    missing = []
    for name, make in [
        ("spaCy", lambda: spacy_tool(texts, names, patterns)),
        ("Bling Fire", lambda: bling_fire_tool(texts)),
        ("quantulum3", lambda: quantulum_tool(texts)),
        ("ripgrep", lambda: ripgrep_tool(texts, names)),
    ]:
        try:
            tools.append(make())
        except ImportError:
            missing.append(name)
    for number in range(ROUNDS):
        for tool in tools:
            say(f"round {number + 1}: {tool.name}, {tool.does}")
            begin = time.perf_counter()
            tool.call()
            tool.seconds.append(time.perf_counter() - begin)

    def rate(tool):
        bytes_ = sum(len(text.encode()) for text in texts[: tool.items])
        return bytes_ / min(tool.seconds) / 1e6

    print(f"""# Beside other tools

Written by `Scripts/benchmark-tools`; nothing in it is entered by hand. Compare the ratios: bare
times are those of the machine that it ran on last.

Input: the {len(texts):,} texts of {os.path.basename(NEWS)}, {size:,} bytes, on one core (`taskset -c 0`). All
take turns, {ROUNDS} times; of each the quickest counts. Of Sitrep and ripgrep the whole process is timed,
from its start to its end, with reading the JSON and writing it; of the libraries only the calls, with
models loaded and texts in memory. They do not do the same: spaCy's pipeline finds sentences and the
names and patterns it was given, and neither quantities, times, relations nor who says so. quantulum3
is given the first {QUANTULUM_ITEMS} texts.

| tool | what it does | MB/s of text | `--emit documents` is | `--emit facts` is |
|---|---|---|---|---|""")
    documents, facts = rate(tools[0]), rate(tools[1])
    for tool in tools:
        ratios = " | |" if tool.name == "sitrep" else (
            f" {documents / rate(tool):.3g} times as fast | {facts / rate(tool):.3g} times as fast |")
        print(f"| {tool.name} | {tool.does} | {rate(tool):.3g} |{ratios}")
    print("\nAsked for is that Sitrep is at least 40 times as fast as that pipeline of spaCy's.")
    if missing:
        print(f"\nNot installed, and left out: {', '.join(missing)}.")


if __name__ == "__main__":
    main()
