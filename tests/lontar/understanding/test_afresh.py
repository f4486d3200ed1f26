"""Letters of older rules are given what newer ones derive; what people said stays, and what says the same is left."""

from pathlib import Path

from lontar import edits
from lontar.journey import arrive
from lontar.settle import settle
from lontar.understanding.afresh import afresh
from lontar.wiring import House
from office.access import installation
from schemas.letter import Letter
from schemas.letter_text import LetterText
from store import chain
from store.changes import Changes
from tests import files
from tests.lontar.threaded import ALL


def test_what_is_derived_is_made_again_and_nothing_else(house: House, tmp_path: Path) -> None:
    lines = ("Nomor : 005/112/SETDA/2019", "Dengan hormat, menjawab surat Camat Nomor 130/5/KEC/2019, kami sampaikan")
    (arrived,) = arrive(house, files.written(tmp_path, "a.pdf", files.pdf(lines)), "a.pdf", installation("tests"))
    id = str(arrived.id)
    assert afresh(house) == 0  # not read yet
    settle(house, 1)
    edits.describe(house, ALL, id, {"subject": "Bantuan"})
    assert afresh(house) == 0
    letter, text = house.store.load(Letter, id), house.store.load(LetterText, id)
    bones, bands = list(letter.bones), list(text.bands)
    del letter.fields["references"]
    letter.bones, letter.cited, text.bands = [], [], []
    house.store.commit(Changes.of(letter, text))
    assert afresh(house) == 1
    letter, text = house.store.load(Letter, id), house.store.load(LetterText, id)
    assert (letter.bones, text.bands) == (bones, bands)
    assert letter.cited
    assert letter.value("references") == ["130/5/KEC/2019"]
    assert letter.fields["subject"].by_hand
    assert letter.value("subject") == "Bantuan"
    assert list(chain.verify(house.store)) == []
