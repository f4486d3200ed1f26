"""A batch with a manifest, and letters that come in with it, for the tests of this folder."""

from pathlib import Path
from typing import Any

from lontar.digitising import manifest
from lontar.digitising.following import caught_up
from lontar.intake import digitising
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
from office.plan import Plan
from schemas.batch import Batch
from schemas.item import Item
from tests import files

TABLE = """boks;folder;nomor;uraian;halaman;nomor surat;tanggal;perihal
12;3;1;Laporan tahunan;1;005/127/DPU/2019;5-3-2019;Perbaikan jembatan gantung
12;3;2;Undangan rapat;2;;;
12;4;1;Surat edaran;;900/1/SETDA/1971;22 Nopember 1971;Perayaan
"""


def made(house: House, reader: Reader, table: str = TABLE, name: str = "Arsip 1971") -> Batch:
    batch = digitising.make(house, reader, reader.unit, name, {})
    listed(house, reader, batch.id, table)
    return batch


def listed(house: House, reader: Reader, batch: str, table: str) -> Plan:
    return manifest.lay(house, reader, batch, table.encode())[0]


def scan(house: House, reader: Reader, batch: str, name: str, *lines: str, **how: Any) -> str:
    """A letter of these lines that came in with a batch, by its id."""
    content = files.pdf(lines) if lines else files.pdf((name, "Surat dengan isi sendiri"))
    home = Path(house.settings.home)
    home.mkdir(parents=True, exist_ok=True)  # embedded engines make it, those on servers need none
    path = files.written(home, "scan.pdf", content)
    (one,) = arrive(house, path, name, reader, unit=reader.unit, batch=batch, **how)
    assert one.id, one.error
    caught_up(house)
    return one.id


def read(house: House) -> None:
    settle(house, 1)
    caught_up(house)


def item(house: House, **where: Any) -> dict[str, Any]:
    """The one item with these values."""
    (found,) = [row for row in house.store.every(Item) if all(row.get(name) == value for name, value in where.items())]
    return found
