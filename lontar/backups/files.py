"""What a home holds beside what its engines keep: settings, vocabularies, templates, the key of its cookies."""

from collections.abc import Iterator
from pathlib import Path

from lontar.settings import Engines
from store.disk import write_whole

DERIVED = ("images", "scratch", "uploads", "index", "originals", "samples", "run.lock")
"""What is made again by itself, is kept as what it is (originals), or is of no use elsewhere."""
STORE = "lontar.db"
LARGEST = 64 << 20
"""Bytes of one file; nothing that an office writes for its home comes near."""
SECRET = 0o600
ENDING = ".lontar"
OURS = (ENDING, f"{ENDING}.part")


def kept(home: Path, engines: Engines) -> Iterator[tuple[str, bytes]]:
    """Files by their path in the home, with their content; no backups that lie there."""
    elsewhere = {Path(address.partition(":///")[2]) for address in (engines.store, engines.index, engines.originals)}
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home)
        if name.parts[0] in DERIVED or name.name.startswith(STORE) or path.is_symlink() or not path.is_file():
            continue
        if any(one == path or one in path.parents for one in elsewhere if one.name):
            continue
        if path.stat().st_size <= LARGEST and not path.name.endswith(OURS):
            yield name.as_posix(), path.read_bytes()


def put_back(home: Path, name: str, content: bytes) -> None:
    """Raises ValueError for a name that leads out of the home; DiskFull, Unavailable."""
    path = (home / name).resolve()
    if not path.is_relative_to(home.resolve()) or path == home.resolve():
        raise ValueError(name)
    write_whole(path, content, mode=SECRET)
