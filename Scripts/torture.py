"""Checks that a run survives what nobody should give it; called by Scripts/torture."""

import gzip
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

SITREP = os.path.abspath(sys.argv[1])
SECONDS = float(sys.argv[2])
START = time.monotonic()
SENTENCE = "Kenya sent 400 police officers to Haiti on Friday, the minister said. "
MEGABYTE = 1 << 20

rows = []


def left():
    return SECONDS - (time.monotonic() - START)


def check(name, is_right, note):
    rows.append((name, is_right, note))
    print(f"{'ok  ' if is_right else 'FAIL'}  {name:<34} {note}", flush=True)


def run(arguments, timeout=120, **options):
    """Exit code (None where it hangs), standard error, seconds, and the most memory in MB."""
    begin = time.monotonic()
    # A file, and no pipe: one that nobody empties would hold up a run that has much to tell.
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [SITREP, "extract", *map(str, arguments)],
            stdout=options.pop("stdout", subprocess.DEVNULL), stderr=errors, **options)
        timer = time.monotonic() + timeout
        memory = 0
        code = None
        while time.monotonic() < timer:
            code = process.poll()
            if code is not None:
                break
            memory = max(memory, resident(process.pid))
            time.sleep(0.02)
        if code is None:
            process.kill()
        process.wait()
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    return code, said, time.monotonic() - begin, memory


def resident(process):
    try:
        for line in open(f"/proc/{process}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // 1024
    except (OSError, ValueError):
        pass
    return 0


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def documents(count, tail=""):
    return "".join(
        json.dumps({"id": str(n), "text": SENTENCE + tail}) + "\n" for n in range(count))


def outcome(folder, inputs, *more, timeout=120):
    """Runs over inputs; exit code, lines, failures, seconds, megabytes."""
    code, said, seconds, memory = run(
        [*inputs, "-o", folder / "out", "--errors", folder / "errors", "--quiet", *more], timeout)
    return code, lines(folder / "out"), lines(folder / "errors"), seconds, memory


def damaged_archives(folder):
    packed = gzip.compress(documents(400).encode())
    (folder / "whole.jsonl").write_text(documents(3))
    generator = random.Random(1)
    kinds = {"truncated": 0, "corrupt": 0}
    for number in range(20):
        name = folder / f"{number:02}.jsonl.gz"
        if number % 2:
            name.write_bytes(packed[: generator.randrange(20, len(packed))])
        else:
            bytes_ = bytearray(packed)
            bytes_[generator.randrange(30, len(packed) - 30)] ^= 0xFF
            name.write_bytes(bytes_)
    expected = 3
    for name in sorted(folder.glob("*.gz")):
        expected += sum(map(is_document, unpacked(name.read_bytes())))
    code, found, failed, seconds, _ = outcome(folder, [folder / "whole.jsonl", *sorted(folder.glob("*.gz"))])
    for failure in failed:
        kinds[failure["kind"]] = kinds.get(failure["kind"], 0) + 1
    told = {failure["path"] for failure in failed if failure["kind"] in ("truncated", "corrupt")}
    check("20 damaged gzip files", code == 1 and len(told) == 20 and len(found) == expected,
          f"{len(found)} of {expected} documents before the faults read, {kinds}, {seconds:.1f} s")


def unpacked(packed):
    """The whole lines that Python gets out of gzip data before their fault, byte by byte."""
    unpacker, data = zlib.decompressobj(31), bytearray()
    try:
        for byte in packed:
            data += unpacker.decompress(bytes([byte]))
    except zlib.error:
        pass
    return bytes(data).split(b"\n")[:-1]


def is_document(line):
    try:
        # Bytes that are no UTF-8 are replaced, and do not make a line a fault.
        return isinstance(json.loads(line.decode(errors="replace")).get("text"), str)
    except (ValueError, AttributeError):
        return False


def bombs(folder):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    with open(folder / "a.jsonl.gz", "wb") as file:
        piece = b" " * MEGABYTE
        for _ in range(10_000):
            file.write(packer.compress(piece))
        file.write(packer.flush())
    inner = gzip.compress((folder / "a.jsonl.gz").read_bytes(), 9)
    (folder / "b.txt.gz").write_bytes(inner)
    (folder / "c.txt").write_text("Troops.")
    size = (folder / "a.jsonl.gz").stat().st_size // MEGABYTE
    code, found, failed, seconds, memory = outcome(folder, [folder / "a.jsonl.gz", folder / "c.txt"])
    check("10 GB in a gzip file", code == 1 and len(found) == 1
          and any(failure["kind"] == "expansion" for failure in failed) and memory < 600,
          f"{size} MB packed, {seconds:.1f} s, {memory} MB of memory")
    code, found, failed, seconds, memory = outcome(
        folder, [folder / "a.jsonl.gz", folder / "c.txt"], "--max-expansion", "2000",
        "--max-document-bytes", str(MEGABYTE))
    check("the same without the limit", code == 1 and len(found) == 1
          and [failure["kind"] for failure in failed] == ["size"] and memory < 600,
          f"{seconds:.1f} s, {memory} MB of memory")


def random_bytes(folder):
    generator = random.Random(2)
    names = ["txt", "html", "jsonl", "txt.gz", "tar", "warc", "warc.gz", "jsonl.zst", "tar.gz"]
    heads = [b"", b"", b"{", b"\x1f\x8b\x08\0", b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"\x1f\x8b"]
    for number in range(300):
        kind = number % len(names)
        (folder / f"{number:03}.{names[kind]}").write_bytes(
            heads[kind] + generator.randbytes(generator.randrange(1, 20_000)))
    code, found, failed, seconds, _ = outcome(folder, [folder])
    told = {failure["path"] for failure in failed} | {str(folder / line["id"].split(":")[0]) for line in found}
    check("300 files of random bytes", code == 1 and len(told) == 300,
          f"{len(told)} of them told or read, {seconds:.1f} s")


def deep_pages(folder):
    (folder / "a.html").write_text("<div>" * 1_000_000 + SENTENCE + "</div>" * 1_000_000)
    (folder / "b.html").write_text("<b><p><i>" * 300_000 + SENTENCE)
    (folder / "c.jsonl").write_text('{"text":' + "[" * 1_000_000 + "\n" + documents(1))
    code, found, failed, seconds, memory = outcome(folder, [folder])
    check("pages of a million elements", code == 1 and len(found) == 3 and len(failed) == 1,
          f"{seconds:.1f} s, {memory} MB of memory")


def many_files(folder, seconds_to_use):
    begin, count = time.monotonic(), 0
    while time.monotonic() - begin < seconds_to_use / 2 and count < 1_000_000:
        inner = folder / "in" / f"{count // 1000:04}"
        inner.mkdir(parents=True)
        for number in range(1000):
            # What pathlib does for this takes twice as long.
            file = os.open(f"{inner}/{number}.txt", os.O_WRONLY | os.O_CREAT)
            os.write(file, b"Troops arrived in Goma.")
            os.close(file)
        count += 1000
    code, said, seconds, memory = run(
        [folder / "in", "-o", folder / "out", "--emit", "sentences", "--quiet"],
        timeout=max(30, seconds_to_use / 2))
    got = sum(1 for _ in open(folder / "out", "rb"))
    check(f"{count} small files", code == 0 and got == count and memory < 600,
          f"{seconds:.1f} s, {memory} MB of memory"
          + ("" if count == 1_000_000 else "; of a million, as many as there was time for"))


def large_file(folder):
    path = folder / "large.jsonl"
    # Long fields that are passed through, so that it is the reading and writing that is tried.
    line = json.dumps({"text": "Troops.", "field": "x" * MEGABYTE}) + "\n"
    with open(path, "w") as file:
        for _ in range(4096):
            file.write(line)
    code, said, seconds, memory = run(
        [path, "--emit", "facts", "--quiet", "--stats", folder / "stats"], timeout=max(30, left() - 5))
    stats = json.loads((folder / "stats").read_text())
    size = path.stat().st_size
    check("a file of 4 GB", code == 0 and stats["documents"] == 4096 and stats["bytes_read"] == size
          and memory < 1000, f"{seconds:.1f} s, {memory} MB of memory")
    os.remove(path)
    with open(folder / "hole.txt", "wb") as file:
        file.write(SENTENCE.encode() * 200)
        file.truncate(5 << 30)
    code, found, failed, seconds, memory = outcome(folder, [folder / "hole.txt"])
    check("a text of 5 GB", code == 1 and not found and failed[0]["kind"] == "size"
          and memory < 2000, f"{seconds:.1f} s, {memory} MB of memory")


def links(folder):
    (folder / "a").mkdir()
    (folder / "a" / "x.txt").write_text("Troops.")
    for name in range(20):
        os.symlink("..", folder / "a" / f"up{name}")
        os.symlink(f"loop{name}.txt", folder / "a" / f"loop{name}.txt")
    os.mkfifo(folder / "a" / "pipe.txt")
    code, found, failed, seconds, _ = outcome(folder, [folder / "a"])
    check("loops of links, and a pipe", code == 1 and len(found) == 1 and len(failed) == 20,
          f"{seconds:.1f} s")


def stopped_reader(folder):
    (folder / "a.jsonl").write_text(documents(20_000))
    process = subprocess.Popen(
        [SITREP, "extract", str(folder / "a.jsonl"), "--emit", "sentences", "--quiet"],
        stdout=subprocess.PIPE)
    process.stdout.read(10)
    time.sleep(3)
    memory, running = resident(process.pid), process.poll() is None
    # It waits, and takes no time of the processor for it.
    before = os.times()
    rest = process.stdout.read()
    code = process.wait()
    check("a reader that stops for 3 s", code == 0 and running and rest.count(b"\n") == 20_000
          and memory < 400, f"{memory} MB of memory while it waits")
    process = subprocess.Popen(
        [SITREP, "extract", str(folder / "a.jsonl"), "--quiet"], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)
    process.stdout.read(10)
    process.stdout.close()
    code = process.wait(timeout=60)
    check("a reader that goes away", code == 0 and process.stderr.read() == b"", f"code {code}")


def full_disk(folder):
    (folder / "a.jsonl").write_text(documents(5000))
    code, said, _, _ = run([folder / "a.jsonl", "-o", "/dev/full"])
    check("a device that is full", code == 2 and "writing stopped" in said, said.strip()[:60])
    whole = folder / "whole"
    run([folder / "a.jsonl", "-o", whole, "--quiet"])

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, MEGABYTE))

    out = [folder / "a.jsonl", "-o", folder / "out", "--quiet", "--checkpoint-seconds", "0"]
    code, said, _, _ = run(out, preexec_fn=limit)
    is_told = code == 2 and "--resume" in said
    code, said, _, _ = run([*out, "--resume"])
    check("a disk that fills up, then --resume", is_told and code == 0
          and whole.read_bytes() == (folder / "out").read_bytes(), "the same bytes")


def kills(folder, times, seconds_to_use):
    generator = random.Random(3)
    # Most as nothing can be done about, some that are told and let the run note where it stands.
    ends = [signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM]
    (folder / "in").mkdir()
    for number in range(8):
        text = documents(700, tail="France has 200 soldiers in Mali. " * (number % 3)) + "{broken\n"
        path = folder / "in" / f"{number}.jsonl"
        if number % 2:
            path.write_text(text)
        else:
            Path(f"{path}.gz").write_bytes(gzip.compress(text.encode()))
        (folder / "in" / f"{number}.txt").write_text(SENTENCE * 20)
    for kind, more in [("a file", ["-o", "out"]), ("a gzip file", ["-o", "out.gz"]),
                       ("parts", ["-o", "out", "--shard-bytes", "300000"]),
                       ("zstd parts", ["-o", "out", "--shard-bytes", "300000", "--compress", "zstd"])]:
        results, killed, runs = [], 0, 0
        deadline = time.monotonic() + seconds_to_use / 4
        whole = folder / "whole"
        shutil.rmtree(whole, ignore_errors=True)
        whole.mkdir()
        arguments = ["../in", *more, "--errors", "errors", "--manifest", "manifest", "--quiet",
                     "--checkpoint-seconds", "0"]
        length = run(arguments, cwd=whole)[2]
        expected = contents(whole)
        same = True
        while killed < times / 4 and time.monotonic() < deadline and same:
            part = folder / "part"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            while True:
                # How many workers there are may change from one to the next.
                process = subprocess.Popen(
                    [SITREP, "extract", *arguments, "--resume", "--jobs",
                     str(generator.choice([1, 2, 3]))], cwd=part,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(generator.uniform(0, length * 0.6))
                process.send_signal(generator.choice(ends))
                process.wait()
                if process.returncode in (0, 1, 2):
                    break
                killed += 1
            runs += 1
            # Killed between the end of the output and its own end: there is nothing to go on with.
            same = process.returncode in (1, 2) and contents(part) == expected
        check(f"kills, {kind}", same and runs > 0,
              f"{killed} kills in {runs} runs, the same bytes")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def main():
    base = Path(tempfile.mkdtemp(prefix="sitrep-torture-"))
    try:
        for part in [damaged_archives, bombs, random_bytes, deep_pages, links, stopped_reader,
                     full_disk, large_file]:
            folder = base / part.__name__
            folder.mkdir()
            part(folder)
            shutil.rmtree(folder)
        (base / "kills").mkdir()
        kills(base / "kills", 240, max(30, left() * 0.4))
        (base / "many").mkdir()
        # To remove them takes half as long as to make them.
        many_files(base / "many", max(20, left() * 0.8))
    finally:
        subprocess.run(["rm", "-rf", base])
    failed = [name for name, is_right, _ in rows if not is_right]
    print(f"{len(rows)} checks, {len(failed)} failed, {time.monotonic() - START:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
