"""A demo office, letters of it, and what its people find."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lontar.finding.alerts import AlertFollower
from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader, installation, reader_of
from schemas.letter import FieldValue, Letter, LetterFile
from schemas.letter_text import LetterText
from schemas.person import Person
from search import tokens
from store.changes import Changes, Happened
from tests import files
from tests.demo import demo_house

BODY = "Dengan hormat kami sampaikan bahwa jembatan gantung di desa itu rusak"


@pytest.fixture
def house(tmp_path: Path, engines: dict[str, str]) -> Iterator[House]:
    with demo_house(tmp_path, **engines) as house:
        yield house


def reader(house: House, login: str) -> Reader:
    (row,) = house.store.find(Person, {"login": f"{login}@sukamaju.example"}, limit=1)
    return reader_of(house.store, row["_id"])


def arrived(house: House, name: str, *lines: str, unit: str = "setda") -> str:
    """A letter of which nothing is read yet."""
    path = files.written(house.settings.home, name, files.pdf(lines or files.LETTER))
    (one,) = arrive(house, path, name, installation("tests"), unit=unit, direction="incoming")
    return str(one.id)


def read(house: House) -> None:
    """All that waits is read, found and told of."""
    settle(house, 1)


def followed(house: House) -> None:
    """What happened is found and told of."""
    IndexFollower(house).catch_up()
    AlertFollower(house).catch_up()


def understood(house: House, text: str, *, unit: str = "setda", **more: Any) -> str:
    """A letter as it stands once it is read, without reading it. `more`: its fields, or members of it."""
    names = {"grants", "security_class", "withdrawn", "tags"} & more.keys()
    fields = {name: FieldValue(value=value, confidence=90.0) for name, value in more.items() if name not in names}
    file = LetterFile(no=1, name="surat.pdf", sha256="0" * 64, size=1, kind="application/pdf", pages=1)
    plain: dict[str, Any] = {"grants": [f"unit:{unit}"]} | {name: more[name] for name in names}
    letter = Letter(files=[file], unit=unit, stage="understood", fields=fields, **plain)
    pages, at = [], 0
    for number, page in enumerate(text.split("\f"), 1):
        pages.append([1, number, at])
        at += len(page) + 1
    kept = LetterText(id=letter.id, text=text, pages=pages, tokens=tokens.pack(text), analysis=tokens.VERSION)
    event = Happened("letter.understood", f"letters/{letter.id}", "tests")
    house.store.commit(Changes.of(letter, kept, events=[event]))
    return letter.id
