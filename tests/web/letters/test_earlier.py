"""What a letter was, and what happened to it: beside the pages that are its own today."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.facts import version_of
from lontar.intake import arranging
from lontar.wiring import House
from office.access import installation
from schemas.letter import Letter
from store.changes import Changes, Happened
from tests.demo import demo_house
from tests.lontar.paged import kept
from tests.web.conftest import signed_in


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


def test_a_page_that_went_to_a_letter_of_others_is_not_shown(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 3, unit="setda", direction="incoming")
    said = {"page": 3, "text": "koreksi pada a3"}
    house.store.commit(Changes(events=(Happened("page.corrected", f"letters/{id}", "tests", after=said),)))
    version = version_of(house, id)
    (part,) = arranging.split(house, installation("tests"), id, [3]).letters
    letter = house.store.load(Letter, part)
    letter.grants = ["position:nobody"]
    house.store.commit(Changes.of(letter))
    client = signed_in(house, "arsiparis")
    assert client.get(f"/letters/{part}").status_code == 404
    pages = [client.get(f"/letters/{id}?version={version}&tab=text&page={number}").text for number in (1, 2, 3)]
    assert "lembar a2" in pages[1]
    assert "lembar a3" not in "".join(pages)
    history = client.get(f"/letters/{id}?tab=history").text
    assert "1 letter split off" in history
    assert "koreksi pada a3" not in history
