"""Letters whose pages can be told apart by what stands on them, for tests of their arrangement."""

import io
from pathlib import Path

import pikepdf

from lontar.journey import arrive
from lontar.paging import pages_of
from lontar.settle import settle
from lontar.wiring import House
from office.access import installation
from schemas.letter import Letter
from schemas.letter_text import LetterText
from store.contract import Row
from tests import files


def paged(name: str, pages: int) -> bytes:
    """A PDF whose every page says which it is; no two names make the same bytes."""
    with pikepdf.new() as document:
        for number in range(1, pages + 1):
            with pikepdf.open(
                io.BytesIO(files.pdf((f"Perihal : Berkas {name}", f"lembar {name}{number} dari surat")))
            ) as one:
                document.pages.extend(one.pages)
        return files.saved(document)


def kept(house: House, folder: Path, name: str, pages: int, **how: str) -> str:
    """The id of a letter of so many pages that has been read."""
    path = files.written(folder, f"{name}.pdf", paged(name, pages))
    (arrived,) = arrive(house, path, path.name, installation("tests"), **how)
    settle(house, 1)
    return str(arrived.id)


def said(house: House, id: str) -> list[str]:
    """What tells the pages of a letter apart, by the text by which it is found."""
    text = house.store.load(LetterText, id).text
    return [page.split("lembar ")[1].split()[0] for page in text.split("\f")]


def stored(house: House, id: str) -> list[str]:
    """The same, by its pages as they are shown."""
    return [page["text"].split("lembar ")[1].split()[0] for page in pages_of(house, id)]


def standing(house: House) -> list[Row]:
    """Letters that are not withdrawn."""
    return [row for row in house.store.every(Letter) if not row.get("withdrawn")]
