"""Letters of the folder `letters`, as offices of many kinds form them: NAME.txt is what stands on the page, NAME.json
what it says, no more and no less. None of them has a form of the letters that are made."""

import json
from pathlib import Path

import pytest

from tests.ingest.fields.pages import said

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.txt"))


@pytest.mark.parametrize("path", LETTERS, ids=[path.stem for path in LETTERS])
def test_a_letter_says_what_stands_on_it(path: Path) -> None:
    told = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert said(path.read_text("utf-8"), source=told["source"]) == told["fields"]


def test_they_are_of_many_kinds() -> None:
    assert len(LETTERS) >= 15
