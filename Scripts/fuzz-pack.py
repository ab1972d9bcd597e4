"""Runs damaged packs; called by Scripts/fuzz-pack. Exits with 1 where one did harm.

Every second one has its checksums made right again after the damage, so that what they would
have caught reaches the program: it may then give another answer, but must end in good order.
The others must be refused, or give the same answer as the whole pack.
"""

import ctypes
import ctypes.util
import random
import re
import struct
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

program, folder, count, first_seed, *inputs = sys.argv[1:]
folder, count, first_seed = Path(folder), int(count), int(first_seed)
HEADER = ENTRY = 64
SECONDS = 30
REFUSAL = re.compile(r"sitrep: \S+: the pack [^\n]*; compile it anew with 'sitrep compile'\n")

xxhash = ctypes.CDLL(ctypes.util.find_library("xxhash"))
xxhash.XXH64.restype = ctypes.c_uint64
xxhash.XXH64.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint64]

whole = (folder / "whole.pack").read_bytes()
table_end = HEADER + ENTRY * struct.unpack_from("<I", whole, 40)[0]


def flip(pack, chance):
    """Turns a few bits."""
    for _ in range(chance.randint(1, 64)):
        pack[place(pack, chance)] ^= 1 << chance.randrange(8)


def overwrite(pack, chance):
    """Sets a run to one byte, or to noise."""
    start = place(pack, chance)
    size = min(chance.choice([1, 4, 64, 4096, 65536]), len(pack) - start)
    byte = chance.choice([0, 0xFF, None])
    pack[start : start + size] = chance.randbytes(size) if byte is None else bytes([byte]) * size


def swap(pack, chance):
    """Lets two blocks change places."""
    size = chance.choice([4, 16, 512, 4096])
    one, other = (chance.randrange(0, len(pack) - size, 4) for _ in range(2))
    blocks = pack[one : one + size], pack[other : other + size]
    pack[other : other + size], pack[one : one + size] = blocks


def lie(pack, chance):
    """Writes another number into the header or the table: lengths, places, versions."""
    size = chance.choice([4, 8])
    start = chance.randrange(0, table_end - size, 4)
    known = int.from_bytes(pack[start : start + size], "little")
    numbers = [known + 1, known - 1, known * 2, known // 2, 0, 2 ** (8 * size - 1), -1]
    number = chance.choice(numbers + [chance.getrandbits(8 * size)])
    pack[start : start + size] = (number % 2 ** (8 * size)).to_bytes(size, "little")


def truncate(pack, chance):
    """Cuts the end off, or adds to it."""
    if chance.random() < 0.1:
        pack.extend(chance.randbytes(chance.randint(1, 4096)))
    else:
        del pack[chance.choice([chance.randrange(table_end), chance.randrange(len(pack))]) :]


def place(pack, chance):
    return chance.randrange(len(pack) if chance.random() < 0.9 else table_end)


def mend(pack):
    """Makes the checksums right, as far as there still is a table."""
    if len(pack) < table_end:
        return
    pack[32:40] = struct.pack("<Q", len(pack))
    for entry in range(HEADER, table_end, ENTRY):
        stride, start, number = struct.unpack_from("<I4xQQ", pack, entry + 24)
        if start + number * stride <= len(pack):
            part = bytes(memoryview(pack)[start : start + number * stride])
            pack[entry + 48 : entry + 56] = struct.pack("<Q", xxhash.XXH64(part, len(part), 0))
    pack[48:56] = bytes(8)
    head = bytes(pack[:table_end])
    pack[48:56] = struct.pack("<Q", xxhash.XXH64(head, len(head), 0))


def run(path):
    command = [program, "extract", "--pack", str(path), "--quiet", *inputs]
    return subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)


DAMAGES = [flip, flip, overwrite, overwrite, swap, lie, truncate]
answer = run(folder / "whole.pack")
if answer.returncode != 0 or not answer.stdout:
    sys.exit("fuzz-pack: the whole pack does not work: " + answer.stderr.decode())


def attempt(seed):
    """What came of a damage, and whether that is well."""
    chance = random.Random(seed)  # the seed is the bug report
    pack = bytearray(whole)
    chance.choice(DAMAGES)(pack, chance)
    is_mended = seed % 2 == 1
    if is_mended:
        mend(pack)
    path = folder / f"{seed}.pack"
    path.write_bytes(pack)
    try:
        result = run(path)
    except subprocess.TimeoutExpired:
        return seed, "hung", False
    finally:
        path.unlink()
    if result.returncode == 3:
        is_well = REFUSAL.fullmatch(result.stderr.decode(errors="replace")) is not None
        return seed, "refused" if is_well else "refused badly", is_well
    if result.returncode != 0:
        return seed, f"ended with {result.returncode}", False
    if result.stdout == answer.stdout:
        return seed, "same answer", True
    return seed, "another answer", is_mended


counts = Counter()
with ThreadPoolExecutor(2) as workers:
    for seed, outcome, is_well in workers.map(attempt, range(first_seed, first_seed + count)):
        counts[("checksums right" if seed % 2 else "plain", outcome)] += 1
        if not is_well:
            counts["harm"] += 1
            print(f"seed {seed}: {outcome}", flush=True)
harm = counts.pop("harm", 0)
for (kind, outcome), number in sorted(counts.items()):
    print(f"{number:7} {kind}: {outcome}")
print(f"{count} damaged packs, {harm} did harm")
sys.exit(1 if harm else 0)
