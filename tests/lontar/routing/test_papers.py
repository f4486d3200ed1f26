"""The papers of the registry: what stands on them, and what does not."""

import numpy as np
import pypdfium2
import pytest

from lontar.routing import acts, books, delivering, papers
from lontar.wiring import House
from office.letterhead import lettered
from paper import qr
from paper.forms import AT_ONCE
from paper.sandbox import Sandbox
from schemas.assignment import HEAD, Assignment
from schemas.entry import RegisterEntry
from schemas.letter import FieldValue, Letter
from store.changes import Changes, Put
from store.contract import Row
from tests.lontar.routing.offices import asked, founded, registered, who

SITE = "https://arsip.example"


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)
    house.store.commit(lettered(house.store, ["PEMERINTAH KABUPATEN CONTOH", "SEKRETARIAT"], None, "tests"))


def entry(house: House, id: str) -> Row:
    return house.store.get(RegisterEntry, id) or {}


def pages(made: bytes) -> list[str]:
    with pypdfium2.PdfDocument(made) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in document]


def test_a_receipt_has_letterhead_number_and_a_code_that_leads_to_the_page_of_the_sender(house: House) -> None:
    row = entry(house, registered(house)[1])
    made = papers.receipt(house, row, SITE)
    (text,) = pages(made)
    assert "SEKRETARIAT" in text
    assert "Perbaikan jembatan" in text
    with pypdfium2.PdfDocument(made) as document:
        looks = [document[0].render(scale=scale, grayscale=True).to_pil() for scale in (2, 3, 4)]
    halves = [one.crop((0, one.height // 3, one.width // 2, one.height)) for one in looks]
    address = papers.track_address(SITE, row)  # which differs each time: not every look at every code is enough
    assert {said for half in halves for said in qr.texts(np.asarray(half))} == {address}
    assert len(str(address)) <= 60
    assert "/track/" not in pages(papers.receipt(house, row, None))[0]


def test_a_receipt_of_a_limited_letter_does_not_say_what_it_is_about(house: House) -> None:
    letter, id = registered(house)
    kept = house.store.load(Letter, letter)
    kept.security_class = "T"
    house.store.commit(Changes.of(kept))
    assert "jembatan" not in pages(papers.receipt(house, entry(house, id), SITE))[0]
    assert "jembatan" not in pages(papers.slips(house, dict(kept.to_mongo()), "dinas", ["desa"], 1))[0]
    assert "jembatan" in pages(papers.card(house, entry(house, id)))[0]


def test_a_control_card_tells_to_whom_the_letter_was_handed_on(house: House) -> None:
    _, id = registered(house)
    asked(house, "kadis", id, "kabid", "sekdis", due=20990101)
    (text,) = pages(papers.card(house, entry(house, id)))
    for part in ("Kartu kendali 1/", "Kabid", "Sekdis", "Kadis", "01-01-2099", "belum dibaca", "ditangani"):
        assert part in text
    acts.cancel(house, who(house, "agendaris"), id, "Salah buku")
    assert "Salah buku" in pages(papers.card(house, entry(house, id)))[0]


def test_slips_have_a_page_for_each_unit(house: House) -> None:
    letter, _ = registered(house)
    row = house.store.get(Letter, letter) or {}
    found = pages(papers.slips(house, row, "dinas", ["desa", "seksi"], 1))
    assert [("Desa" in text, "Seksi" in text) for text in found] == [(True, False), (False, True)]
    assert delivering.may_deliver(house, who(house, "agendaris"), row)


def test_a_long_book_is_typeset_in_parts_whose_pages_go_on_counting(house: House) -> None:
    letter, id = registered(house)
    kept = house.store.load(Letter, letter)
    kept.fields["subject"] = FieldValue(value="Undangan rapat koordinasi " * 12, confidence=90.0)
    house.store.commit(Changes.of(kept))
    first = house.store.load(RegisterEntry, id)
    numbers = range(2, AT_ONCE + 20)
    more = [
        RegisterEntry(
            register=first.register, letter=letter, unit="dinas", direction="incoming", year=first.year,
            agenda_number=number, token=f"{number}",
        )
        for number in numbers
    ]  # fmt: skip
    roots = [
        Assignment(letter=letter, entry=one.id, unit="dinas", position=f"{HEAD}dinas", since=20260101) for one in more
    ]
    house.store.commit(Changes(puts=tuple(Put(one) for one in (*more, *roots))))
    clerk = who(house, "agendaris")
    with Sandbox(house.settings.paper) as sandbox:
        found = pages(papers.book(house, sandbox, clerk, books.which(house, clerk)))
    assert all("Isi ringkas" in text for text in found)
    assert [f"Halaman {number}" in text for number, text in enumerate(found, 1)] == [True] * len(found)
    assert f"{AT_ONCE + 19} " in found[-1]
