"""Names of places that nobody has, made of the names in a GeoNames table: for the benchmarks,
which need more than there are. The same seed makes the same names."""

import random


def read(path):
    """The rows of a GeoNames table, as lists of fields."""
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def names(rows, seed):
    """Endless names: one in ten is one of the table; the others are of one to three words, one
    of them made of halves of two."""
    real = [row[1] for row in rows]
    words = sorted({word for name in real for word in name.split() if len(word) > 2})
    chance = random.Random(seed).random

    def word():
        return words[int(chance() * len(words))]

    while True:
        kind, one, other = chance(), word(), word()
        made = one[: len(one) // 2 + 1] + other[len(other) // 2 :].lower()
        if kind < 0.1:
            yield real[int(chance() * len(real))]
        elif kind < 0.45:
            yield made
        elif kind < 0.8:
            yield f"{word()} {made}"
        else:
            yield f"{made} {word()} {word()}"


def write_dump(rows, count, seed, path):
    """Writes a table in the 19 columns of allCountries.txt. Two rows in five have other names,
    two and a half of them; real ones have fewer."""
    supply, chance = names(rows, seed), random.Random(seed).random
    features = [("P", "PPL")] * 5
    features += [("H", "STM"), ("T", "MT"), ("S", "SCH"), ("L", "PRK"), ("A", "ADM4")]
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
        for number in range(20_000_000, 20_000_000 + count):
            name = next(supply)
            others = 1 + int(chance() * 4) if chance() < 0.4 else 0
            row, (kind, code) = rows[int(chance() * len(rows))], features[int(chance() * 10)]
            people = int(chance() * 9000) if kind == "P" else 0
            file.write(
                f"{number}\t{name}\t{name}\t{','.join(next(supply) for _ in range(others))}\t"
                f"{chance() * 180 - 90:.5f}\t{chance() * 360 - 180:.5f}\t{kind}\t{code}\t"
                f"{row[8]}\t\t{row[10]}\t\t\t\t{people}\t\t{int(chance() * 900)}\t{row[17]}\t"
                "2020-01-01\n"
            )
