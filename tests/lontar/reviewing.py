"""A demo office with a letter that was read with doubt, two people who correct it, and what they do and see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lontar.finding.find import find
from lontar.reading import correcting, review_sheet
from lontar.reading.review_sheet import Sheet, SheetWord
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader, reader_of
from schemas.page import Page
from schemas.person import Person
from tests.demo import demo_house
from tests.web import doubtful
from tests.web.doubtful import Kept


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def kept(house: House) -> Kept:
    """A letter of two pages that was read with doubt, and is understood and found."""
    kept = doubtful.kept(house, pages=2)
    settle(house, 1)
    return kept


def reader(house: House, login: str) -> Reader:
    (row,) = house.store.find(Person, {"login": f"{login}@sukamaju.example"}, limit=1)
    return reader_of(house.store, row["_id"])


@pytest.fixture
def ani(house: House) -> Reader:
    return reader(house, "arsiparis")


@pytest.fixture
def budi(house: House) -> Reader:
    return reader(house, "agendaris")


def page(house: House, id: str, number: int = 1) -> dict[str, Any]:
    return house.store.get(Page, Page.key(id, 1, number)) or {}


def sheet(house: House, who: Reader, id: str, number: int = 1) -> Sheet:
    return review_sheet.sheet(house, who, id, number)


def word(found: Sheet, text: str) -> SheetWord:
    return next(one for line in found.lines for one in line.words if one.text == text)


def change(house: House, who: Reader, id: str, was: str, text: str) -> dict[str, Any]:
    """What somebody who sees `was` on page 1 says of it."""
    return {"box": list(word(sheet(house, who, id), was).box), "was": was, "text": text}


def say(house: House, who: Reader, id: str, was: str, text: str) -> list[int]:
    return correcting.correct(house, who, id, 1, [change(house, who, id, was, text)])


def hits(house: House, who: Reader, query: str) -> list[str]:
    settle(house, 0)
    return [hit["id"] for hit in find(house, who, query)["hits"]]
