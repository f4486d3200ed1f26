"""Verifies this bundle of evidence. It needs Python 3.8 or newer and nothing else, no network and no Lontar.

    python verify.py            in the folder that was unpacked
    python verify.py --head SEQUENCE:CHAIN:ROOT     also against a head of the log that you kept yourself

What it proves: every file is the one that was put in; the originals are those whose arrival the history tells; each
event of the history is what was sealed, and stands in the log of the archive whose head is in proof.json. Whether that
head is the archive's is for you to know: compare it with one that was printed, mailed or backed up at the time.

Memverifikasi paket bukti ini tanpa jaringan dan tanpa Lontar. Yang dibuktikan: tiap berkas sama dengan yang
dimasukkan; naskah asli adalah yang dicatat saat diterima; tiap peristiwa dalam riwayat adalah yang disegel, dan berada
dalam catatan arsip yang ujungnya tertulis di proof.json. Bandingkan ujung itu dengan yang Anda simpan sendiri.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LIST = "manifest.json"


def canonical(value: Any) -> bytes:
    """One spelling for equal values, as Lontar seals them."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def sealed(*parts: bytes) -> str:
    """SHA-256 of bytes one behind the other."""
    return hashlib.sha256(b"".join(parts)).hexdigest()


def read(name: str) -> Any:
    """A file of the bundle that holds JSON."""
    return json.loads((HERE / name).read_bytes().decode("utf-8", "surrogatepass"))


def hash_of(name: str) -> str:
    digest = hashlib.sha256()
    with (HERE / name).open("rb") as stream:
        for piece in iter(lambda: stream.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def standing() -> set[str]:
    """Every file of the folder but the list, by its name there."""
    found = {path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.is_file()}
    return {name for name in found if "__pycache__" not in name and name != LIST}


def files_wrong() -> Iterator[str]:
    """What is not as the list says."""
    listed, there = read(LIST), standing()
    for name in sorted(set(listed) | there):
        if name not in there:
            yield f"{name} is missing / hilang"
        elif name not in listed:
            yield f"{name} was added / ditambahkan"
        elif hash_of(name) != listed[name]:
            yield f"{name} was changed / berubah"


def root_of(link: str, index: int, size: int, path: list[str]) -> str:
    """The root of the tree in which `link` is leaf `index` of `size`, by the nodes beside its way up (RFC 9162,
    section 2.1.3.2); nothing where they do not fit."""
    node, last = hashlib.sha256(b"\x00" + bytes.fromhex(link)).digest(), size - 1
    if not 0 <= index <= last:
        return ""
    for one in map(bytes.fromhex, path):
        if index % 2 or index == last:
            node = hashlib.sha256(b"\x01" + one + node).digest()
            while not index % 2 and index:
                index, last = index // 2, last // 2
        else:
            node = hashlib.sha256(b"\x01" + node + one).digest()
        index, last = index // 2, last // 2
    return node.hex() if last == 0 else ""


def event_wrong(one: Any, head: Any) -> Iterator[str]:
    """What is wrong with an event of the history."""
    event, values, number = one["event"], one["values"], one["event"]["sequence"]
    said = {name: value for name, value in event.items() if name not in ("chain", "version", "schema")}
    if sealed(one["previous"].encode(), canonical(said)) != event["chain"]:
        yield f"event {number} is not what was sealed / bukan yang disegel"
    if root_of(event["chain"], number - 1, head["sequence"], one["path"]) != head["root"]:
        yield f"event {number} is not in this log / tidak ada dalam catatan"
    for side in ("before", "after"):
        if values.get(side) and sealed(values["salt"].encode(), canonical(values[side])) != event.get(side):
            yield f"event {number}: its values were changed / nilainya berubah"


def told(history: Any) -> set[str]:
    """All SHA-256 of files that the history names, wherever in its values."""
    found, waiting = set(), [one["values"] for one in history]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
            found |= {value["sha256"]} if isinstance(value.get("sha256"), str) else set()
        elif isinstance(value, list):
            waiting += value
    return found


def wrong(kept: str) -> list[str]:
    """All that is wrong with the bundle. `kept`: the head that the caller brought, or nothing."""
    if found := list(files_wrong()):
        return found
    head, history = read("proof.json"), read("history.json")
    for one in history:
        found += event_wrong(one, head)
    named = told(history)
    for original in read("letter.json")["originals"]:
        if hash_of(original["file"]) != original["sha256"]:
            found.append(f"{original['file']} is not the original / bukan naskah asli")
        elif original["sha256"] not in named:
            found.append(f"{original['file']}: no event tells of it / tidak ada peristiwanya")
    if kept and kept != called(head):
        found.append("the head is another one / ujung catatan berbeda")
    return found


def called(head: Any) -> str:
    return f"{head['sequence']}:{head['chain']}:{head['root']}"


def report() -> Iterator[str]:
    """What a bundle in which nothing is wrong proves."""
    head, history, letter = read("proof.json"), read("history.json"), read("letter.json")
    yield f"{len(standing())} files as they were put in / berkas utuh"
    for original in letter["originals"]:
        yield f"original {original['sha256']}  {original['file']}"
    for one in letter["verdicts"]:
        yield f"signatures, verdict of that time / putusan saat itu: {one['file']}: {one['verdict']['verdict']}"
    yield f"{len(history)} events, sealed and in the log / peristiwa tersegel"
    for one in history:
        yield f"  {one['event']['sequence']:8d}  {one['event']['at']}  {one['event']['verb']}"
    yield f"head of the log / ujung catatan: {called(head)}"


def main(arguments: list[str]) -> int:
    """0: all of it is proven; 1: something is wrong; 2: wrong use."""
    kept = arguments[1] if len(arguments) == 2 and arguments[0] == "--head" else ""
    if arguments and not kept:
        print(__doc__)
        return 2
    try:
        found = wrong(kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        found = [f"the bundle cannot be read / tidak terbaca: {error}"]
    for line in [f"WRONG / SALAH: {one}" for one in found] or report():
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
