"""Digitising batches for the pages: one in the middle of the work, one that is closed."""

from lontar.digitising import closing, explaining, manifest, papers
from lontar.digitising.following import caught_up
from lontar.intake import digitising
from lontar.journey import arrive
from lontar.wiring import House
from office.access import installation
from schemas.batch import Batch
from schemas.box import Box
from schemas.item import Item
from tests import files

UNIT, NAME = "setda", "Boks 12"
TABLE = "boks;folder;nomor;uraian\n12;3;1;Laporan tahunan\n12;3;2;Undangan rapat\n12;4;1;Surat edaran\n"
ONE = "boks;folder;nomor;uraian\n11;1;1;Peta\n"


def scanned(house: House) -> None:
    """Two letters that come in with the batch, before it is made; read with all others."""
    for name in ("12-3-1.pdf", "SCAN0002.pdf"):
        path = files.written(house.settings.home, name, files.pdf((f"Arsip lama {name}", "tentang pasar")))
        arrive(house, path, name, installation("tests"), unit=UNIT, batch=NAME)


def begun(house: House, batch: str) -> dict[str, str]:
    """Ids of an item that is missing, its box and the folder in which a letter lies, and of a closed batch."""
    reader = installation("tests")
    manifest.lay(house, reader, batch, TABLE.encode())
    closed = digitising.make(house, reader, UNIT, "Boks 11", {})
    manifest.lay(house, reader, closed.id, ONE.encode())
    explaining.explain_all(house, reader, closed.id, "missing", "Dipinjam")
    closing.close(house, reader, closed.id, {"place": "Sukamaju"})
    papers.papered(house, closed.id)
    caught_up(house)
    items = {row["key"]: row for row in house.store.every(Item) if row["batch"] == batch}
    (box,) = house.store.find(Box, {"unit": UNIT, "number": "12"}, limit=1)
    assert house.store.get(Batch, closed.id)
    return {
        "item": items["12/3/2"]["_id"],
        "box": box["_id"],
        "folder": items["12/3/1"]["place"],
        "batch_closed": closed.id,
    }
