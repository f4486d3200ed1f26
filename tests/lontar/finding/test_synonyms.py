"""The office's own list of what stands for what: a search goes by it as it is now, and says so on the hit."""

import os
from pathlib import Path

from lontar.finding.find import find
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
from office.vocabularies import Shelf
from tests import files
from tests.lontar.test_journey import added

OWN = b"code,indonesian,english,aliases\nspt,Surat Perintah Tugas,Order,SPT\nlain,Surat Lain,Other,SPT|kawat\n"


def told(house: House, reader: Reader, query: str) -> list[tuple[str, str]]:
    (hit,) = find(house, reader, query)["hits"]
    return [(one["asked"], one["text"]) for one in hit["reasons"] if one["field"] == "synonym"]


def test_the_list_takes_effect_with_the_next_search(house: House, console: Reader, tmp_path: Path) -> None:
    added(house, console, tmp_path, "a.pdf", files.pdf(("Rapat bagi SKPD dan semua camat", "Surat Perintah Tugas")))
    settle(house, 1)
    assert told(house, console, "perangkat daerah") == [("perangkat daerah", "SKPD")]
    assert find(house, console, "perangkat daerah", exact=True)["total"] == 0
    assert told(house, console, "spt") == [("spt", "Surat Perintah Tugas")]
    shelf = Shelf(house.settings.home)
    shelf.put("synonyms", OWN)
    assert find(house, console, "perangkat daerah")["total"] == 0
    assert told(house, console, "spt") == [("spt", "Surat Perintah Tugas")]
    assert find(house, console, "kawat")["total"] == 0  # a meaning of the abbreviation is not another one of it
    shelf.path("synonyms").write_text("kode,nama\n")
    os.utime(shelf.path("synonyms"), ns=(1, 1))
    assert told(house, console, "spt") == [("spt", "Surat Perintah Tugas")], "the last good list goes on"
