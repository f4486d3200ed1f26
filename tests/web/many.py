"""More letters than a page of the list holds, digital ones, so that they are read in a moment."""

import io
from pathlib import Path

import pikepdf

from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import installation
from schemas.letter import Letter, Note
from store.changes import Changes, Happened
from tests import files

NUMBER = 45
FIRST_YEAR = 1979
DEEP = "kedalaman"
"""Stands on the third page of letter 7 only."""
TAGGED, NOTED = "mendesak", "sudah dibalas lewat telepon"
"""A tag of letter 3, a note of letter 4; in no text."""


def lines(number: int) -> tuple[str, ...]:
    """Every letter speaks of a bridge, every third of a road; five a year."""
    return (
        "PEMERINTAH KABUPATEN SUKAMAJU",
        "DINAS PEKERJAAN UMUM",
        f"Nomor : 005/{number}/DPU/{FIRST_YEAR + number // 5}",
        f"Perihal : Perbaikan jembatan nomor {number}",
        "Kepada Yth. Camat Rawabening",
        f"Dengan hormat kami sampaikan bahwa jembatan ke-{number} di desa itu",
        "rusak, " + ("juga jalan di sana, " if number % 3 == 0 else "") + "dan akan kami perbaiki.",
        f"Sukamaju, {1 + number % 28} Maret {FIRST_YEAR + number // 5}",
    )


def content(number: int) -> bytes:
    if number != 7:
        return files.pdf(lines(number))
    deep = (f"Lampiran tentang {DEEP} sungai di bawah jembatan itu",) * 5
    with pikepdf.open(io.BytesIO(files.pdf(lines(7), pages=2))) as letter:
        letter.pages.extend(pikepdf.open(io.BytesIO(files.pdf(deep))).pages)
        return files.saved(letter)


def fill(house: House, folder: Path) -> list[str]:
    """The ids of NUMBER letters of the secretariat, by number; read and indexed."""
    console, ids = installation("tests"), []
    for number in range(NUMBER):
        name = f"surat-{number}.pdf"
        path = files.written(folder, name, content(number))
        direction = "incoming" if number % 2 else "outgoing"
        (arrived,) = arrive(house, path, name, console, unit="setda", direction=direction)
        ids.append(str(arrived.id))
    settle(house, 1)
    for number, change in ((3, {"tags": [TAGGED]}), (4, {"notes": [Note(by="tests", text=NOTED)]})):
        letter = house.store.load(Letter, ids[number])
        for name, value in change.items():
            setattr(letter, name, value)
        house.store.commit(Changes.of(letter, events=[Happened("letter.tagged", f"letters/{letter.id}", "tests")]))
    IndexFollower(house).catch_up()
    return ids


def archive(house: House) -> dict[str, str]:
    """The demo office with all of them; pages need no ids of it."""
    demo.found(house.store)
    fill(house, house.settings.home)
    return {}
