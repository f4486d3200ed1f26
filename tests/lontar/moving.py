"""An archive to be moved, and what two of them are compared by."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lontar.journey import arrive
from lontar.move import Place, kinds
from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from office.access import Reader
from schemas.event import EventValues
from store import chain
from store.changes import Changes, Remove
from store.contract import Ledgers, Row, Store
from store.directory import DirectoryOriginals
from store.sqlite import SqliteStore
from tests import files


def opened(home: Path, **engines: str) -> House:
    return open_house(load({"LONTAR_HOME": str(home)} | engines, home.parent))


def fill(house: House, reader: Reader, letters: int) -> None:
    """The demo office, letters with their originals and agenda numbers, an event whose values were erased, a follower
    that has read some."""
    demo.found(house.store, "operator")
    bring(house, reader, range(letters))
    (values,) = house.store.find(EventValues, {"_id": chain.event_id(3)})
    house.store.commit(Changes(removes=(Remove(EventValues, values["_id"], values["version"]),)))
    house.store.advance("notices", 4)


def bring(house: House, reader: Reader, numbers: Iterable[int]) -> None:
    """Letters arrive, no two alike."""
    for number in numbers:
        path = files.written(house.settings.home, "surat.pdf", files.pdf((f"Surat tentang jembatan {number}",) * 3))
        (arrived,) = arrive(house, path, path.name, reader, direction="incoming")
        assert arrived.error is None
        path.unlink()


def place(house: House) -> Place:
    return Place("sqlite:", house.store, house.originals)


def new_place(folder: Path) -> Place:
    return Place("sqlite:///new", SqliteStore(folder / "new.db"), DirectoryOriginals(folder / "new-originals"))


def kept(store: Store) -> tuple[dict[str, list[Row]], Ledgers]:
    """All that is in a store."""
    return {kind.collection(): list(store.every(kind)) for kind in kinds()}, store.ledgers()


def held(store: Store, before: tuple[dict[str, list[Row]], Ledgers]) -> dict[str, Any]:
    """What was moved is there and not a thing else but the event that says so, which is linked to the others."""
    rows, ledgers = kept(store)
    moved, last = before[1].counters["#events"], rows["events"].pop()
    rows["event_values"].pop()
    assert rows == before[0]
    assert ledgers == Ledgers(before[1].counters | {"#events": moved + 1}, before[1].cursors)
    assert (last["verb"], last["sequence"]) == ("store.moved", moved + 1)
    assert list(chain.verify(store)) == []
    return last


def damage(originals: DirectoryOriginals, sha256: str) -> None:
    with originals.path(sha256) as path:
        path.chmod(0o644)
        path.write_bytes(b"X" + path.read_bytes()[1:])


def other_archive(folder: Path, reader: Reader) -> House:
    """One that has nothing to do with the one to be moved."""
    house = opened(folder / "other")
    demo.found(house.store, "operator")
    house.originals.put(io.BytesIO(b"another letter"))
    return house
