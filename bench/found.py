"""Real files of a folder: which can be read, and whether words of what stands in them find them.

    python -m bench.found FOLDER

A .txt of the same name beside a file is its ground truth. Takes two seconds a page.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from lontar.finding.find import find
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office.access import installation
from schemas.letter import Letter

WORD = re.compile(r"[^\W\d_]{5,}")
WORDS, MOST = 12, 200  # looked up of each file; hits among which the file must be
READER = installation("bench")


@dataclass
class Found:
    """One file: the error of what could not be taken or read; how many of its words find it, as they are or as
    something like them (word~)."""

    file: str
    error: str = ""
    words: list[str] = field(default_factory=list)
    plain: int = 0
    alike: int = 0


def run(folder: Path) -> list[Found]:
    """Every file but the .txt, each by itself as a letter, in a home of its own that is thrown away."""
    with TemporaryDirectory(prefix="lontar-bench-") as home:
        house = open_house(load({"LONTAR_HOME": home}, Path(home)))
        kept = dict(_kept(house, folder))
        settle(house)
        found = [_looked_up(house, file, id, error) for file, (id, error) in kept.items()]
        house.close()
    return found


def _kept(house: House, folder: Path) -> Iterator[tuple[Path, tuple[str, str]]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix not in (".txt", ".md"):
            one = arrive(house, file, file.name, READER)[0]
            yield file, (one.id or "", str(one.error) if one.error else "")


def _looked_up(house: House, file: Path, id: str, error: str) -> Found:
    letter = house.store.get(Letter, id) or {}
    if letter.get("stage") != "understood":
        return Found(str(file), error or str((letter.get("error") or {}).get("message", "")))
    truth = file.with_suffix(".txt")
    words = sorted(set(WORD.findall(truth.read_text("utf-8", "replace")))) if truth.exists() else []
    words = Random(1).sample(words, min(WORDS, len(words)))
    plain = {word for word in words if _finds(house, word, id)}
    alike = {word for word in words if word in plain or _finds(house, f"{word}~", id)}
    return Found(str(file), "", words, len(plain), len(alike))


def _finds(house: House, query: str, id: str) -> bool:
    return any(hit["id"] == id for hit in find(house, READER, query, limit=MOST)["hits"])


def told(found: list[Found]) -> Iterator[str]:
    """Unread files with their reason, files that none of their words finds, and the sums."""
    yield from (f"not read   {one.file}: {one.error}" for one in found if one.error)
    yield from (f"not found  {one.file}: {', '.join(one.words)}" for one in found if one.words and not one.alike)
    words = sum(len(one.words) for one in found)
    plain, alike = (100 * sum(some) / max(1, words) for some in ([o.plain for o in found], [o.alike for o in found]))
    read = sum(not one.error for one in found)
    yield f"{read} of {len(found)} files read; of {words} words {plain:.1f} % find their file, {alike:.1f} % with ~"


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m bench.found FOLDER")
    for line in told(run(Path(sys.argv[1]))):
        print(line)
