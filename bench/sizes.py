"""What letters take in MongoDB, GridFS and Elasticsearch: `python -m tests.servers python -m bench.sizes`.

On the servers named by TEST_MONGODB and TEST_ELASTICSEARCH, which are those of the tests: what it makes stays there.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.corpus import Corpus
from bench.machine import machine
from bench.search import fill
from lontar.console import say
from lontar.followers import rebuild
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office.access import installation
from samples.make import make
from schemas.letter import Letter
from schemas.letter_text import LetterText
from schemas.page import Page
from schemas.stored import new_id
from schemas.work import Work
from store import chain
from store.changes import Changes, Happened, PutRow
from store.contract import Row
from store.mongo_connection import Database, MongoConnection

READ, BATCH = 40, 250
COLLECTIONS = ("letters", "texts", "pages", "work", "events", "event_values", "originals.files", "originals.chunks")
Set = tuple[list[tuple[type, Row]], list[Happened]]
"""Everything of one letter: its documents and its events."""


def run(letters: int = 20_000) -> Iterator[tuple[str, dict[str, Any]]]:
    """Figures of each case as soon as they are known: letters that were really read, half of them scans; copies of
    what is kept of them; an index of letters of plain words, with five times as many at last."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        with _house(Path(folder), "sizes_read", "tantivy:") as (house, database):
            yield "read", _read(Path(folder), house, database)
            sets = list(_sets(house))
        with _house(Path(folder), "sizes_copied", "tantivy:") as (house, database):
            for part in (letters // 5, letters - letters // 5):
                _copy(house, sets, part)
                yield "copied", _sizes(database, house.store.count(Letter)) | _counted(house)
        with _house(Path(folder), "sizes_indexed", f"{os.environ['TEST_ELASTICSEARCH']}/sizes") as (house, _):
            corpus = Corpus()
            for part in (letters, 4 * letters):
                fill(house, corpus, part)
                yield "indexed", _indexed(house)


def _counted(house: House) -> dict[str, float]:
    """What goes through all of something: milliseconds of a tally, of all counts, and of proving the event log."""
    store, found = house.store, {}
    asked: dict[str, Callable[[], Any]] = {
        "tally_ms": lambda: store.tally(Letter, "stage"),
        "sizes_ms": store.sizes,
        "chain_ms": lambda: list(chain.verify(store)),
    }
    for name, ask in asked.items():
        began = perf_counter()
        ask()
        found[name] = round((perf_counter() - began) * 1000, 1)
    return found


def _indexed(house: House) -> dict[str, Any]:
    began = perf_counter()
    number = rebuild(house)
    seconds, size = perf_counter() - began, house.index.size()
    return {"letters": number, "seconds": round(seconds, 1), "bytes": size, "bytes_a_letter": round(size / number)}


@contextmanager
def _house(folder: Path, name: str, index: str) -> Iterator[tuple[House, Database]]:
    address = os.environ["TEST_MONGODB"].replace("/?", f"/{name}?")
    engines = {"LONTAR_STORE": address, "LONTAR_ORIGINALS": "gridfs:", "LONTAR_INDEX": index}
    house = open_house(load({"LONTAR_HOME": str(folder / name)} | engines, folder))
    connection = MongoConnection(address, "LONTAR_STORE")
    try:
        yield house, connection.database()
    finally:
        connection.close()
        house.close()


def _read(folder: Path, house: House, database: Database) -> dict[str, Any]:
    paths = make(folder / "samples", READ, 5, scans=True)
    before = _log_bytes(database)
    for path in paths:
        arrive(house, path, path.name, installation("bench"))
    settle(house)
    pages = list(house.store.every(Page))
    words = sum(len(page["words"]) + len(page["uncertain"]) for page in pages)
    originals = sum(path.stat().st_size for path in paths)
    figures = {
        "pages_a_letter": len(pages) / READ,
        "words_a_page": words / len(pages),
        "characters_a_page": sum(len(page["text"]) for page in pages) / len(pages),
        "bytes_of_files_a_letter": originals / READ,
        "events_a_letter": house.store.sealed() / READ,
        "log_bytes_a_letter": (_log_bytes(database) - before) / READ,
    }
    return {name: round(value, 2) for name, value in figures.items()} | _sizes(database, READ)


def _log_bytes(database: Database) -> int:
    """What the log that the members of a set follow holds (its oldest entries go first once it is full)."""
    return int(database.client["local"].command("collStats", "oplog.rs")["size"])


def _sets(house: House) -> Iterator[Set]:
    events: dict[str, list[Happened]] = {}
    for event in house.store.events(limit=100_000):
        values = event.get("values", {})
        said = Happened(
            event["verb"], "", event["actor"], before=values.get("before", {}), after=values.get("after", {})
        )
        events.setdefault(event["thing"].partition("/")[2], []).append(said)
    pages: dict[str, list[Row]] = {}
    for page in house.store.every(Page):
        pages.setdefault(page["letter"], []).append(page)
    for letter in house.store.every(Letter):
        id = letter["_id"]
        beside = [(kind, row) for kind in (LetterText, Work) if (row := house.store.get(kind, id))]
        yield [(Letter, letter), *beside, *((Page, row) for row in pages.get(id, ()))], events.get(id, [])


def _copy(house: House, sets: list[Set], letters: int) -> None:
    """So many letters more, committed together."""
    for start in range(0, letters, BATCH):
        puts: list[PutRow] = []
        happened: list[Happened] = []
        for number in range(start, min(start + BATCH, letters)):
            (documents, events), id = sets[number % len(sets)], new_id()
            puts += [PutRow(kind, _renamed(kind, row, id)) for kind, row in documents]
            happened += [
                Happened(one.verb, f"letters/{id}", one.actor, before=one.before, after=one.after) for one in events
            ]
        house.store.commit(Changes(puts=tuple(puts), events=tuple(happened)))


def _renamed(kind: type, row: Row, id: str) -> Row:
    if kind is Page:
        return row | {"_id": Page.key(id, row["file"], row["page"]), "letter": id, "version": 0}
    return row | {"_id": id, "version": 0}


def _sizes(database: Database, letters: int) -> dict[str, Any]:
    """Bytes a letter in each collection: as documents, as these stand on the disk, and in indexes."""
    database.client.admin.command("fsync")
    found: dict[str, Any] = {"letters_kept": letters}
    for name in COLLECTIONS:
        said = database.command("collStats", name)
        figures = (said["size"], said["storageSize"], said["totalIndexSize"])
        found[name] = {"count": said["count"]} | {
            what: round(size / letters) for what, size in zip(("bson", "disk", "indexes"), figures, strict=True)
        }
    return found


if __name__ == "__main__":
    say(machine())
    for case, figures in run(*map(int, sys.argv[1:])):
        say({case: figures})
