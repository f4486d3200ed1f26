"""A batch closed with its minutes and its list as PDF/A, refused while something is unexplained, and opened again."""

import io
from pathlib import Path

import pikepdf
import pytest

from archive.in_words import day_in_words, in_words
from lontar.digitising import closing, explaining, items, papers
from lontar.digitising.errors import ClosedBatch, NotExplained, NothingListed, StillToRead
from lontar.intake import digitising
from lontar.wiring import House
from office.access import Reader
from paper import forms
from schemas.batch import Batch
from schemas.errors import WrongUse
from schemas.event import Event, EventValues
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.signer import Wish
from store import fixity
from tests.lontar.digitising import working
from tests.servers.verapdf import Verdict, verdicts
from tests.signing.own import own_key

NAME = "Arsip 1971"
STATED = {
    "number": "12/BA/2026",
    "place": "Sukamaju",
    "officers": "Ani Lestari; Arsiparis\nBudi",
    "scanner": "Pemindai A3",
}


def finished(house: House, reader: Reader) -> Batch:
    """A batch of which one item was scanned and the others are explained."""
    batch = working.made(house, reader)
    working.scan(house, reader, NAME, "12-3-1.pdf")
    working.read(house)
    explaining.explain_all(house, reader, batch.id, "missing", "Dimakan rayap \u1200 会")
    return batch


def text_of(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_it_is_refused_with_what_is_in_the_way(house: House, console: Reader) -> None:
    empty = digitising.make(house, console, console.unit, "Kosong", {})
    with pytest.raises(NothingListed):
        closing.close(house, console, empty.id, {})
    batch = working.made(house, console)
    with pytest.raises(NotExplained) as refused:
        closing.close(house, console, batch.id, {})
    assert "12/3/1 Laporan tahunan" in str(refused.value)
    working.scan(house, console, NAME, "12-3-1.pdf")
    with pytest.raises(StillToRead):
        closing.close(house, console, batch.id, {})
    for field, wrong in (("day", "besok"), ("day", "1 Januari 2099"), ("officers", "A\n" * 30), ("remark", "x" * 2000)):
        working.read(house)
        explaining.explain_all(house, console, batch.id, "missing", "hilang")
        with pytest.raises(WrongUse) as wrongly:
            closing.close(house, console, batch.id, {field: wrong})
        assert wrongly.value.params["field"] == field


def test_it_has_its_minutes_and_its_list_whose_hashes_are_in_the_log(house: House, console: Reader) -> None:
    batch = finished(house, console)
    sequence = closing.close(house, console, batch.id, STATED)
    row = papers.papered(house, batch.id, console)
    assert [one["kind"] for one in row["papers"]] == ["minutes", "list"]
    pdfs = []
    for one in row["papers"]:
        with house.originals.open(one["sha256"]) as stream:
            pdfs.append(stream.read())
    minutes, listed = (" ".join(text_of(pdf).split()) for pdf in pdfs)
    for said in (
        "Nomor: 12/BA/2026",
        "Ani Lestari, Arsiparis",
        "bertempat di Sukamaju",
        "Pemindai A3",
        "tahun dua ribu",
    ):
        assert said in minutes, said
    assert "Dimakan rayap ? ?" in listed
    assert "Laporan tahunan" in listed
    (event,) = [one for one in house.store.find(Event, sort=[("sequence", 1)]) if one["verb"] == "batch.papered"]
    kept = house.store.get(EventValues, event["_id"])["after"]["papers"]
    assert [one["sha256"] for one in kept] == [one["sha256"] for one in row["papers"]]
    assert list(fixity.check(house.store, house.originals)) == []
    assert papers.papered(house, batch.id)["version"] == row["version"]
    with pytest.raises(ClosedBatch):
        items.put(house, console, batch.id, None, {"box": "1", "folder": "1", "number": "1"})
    assert sequence < event["sequence"]


def test_papers_that_a_killed_process_left_to_be_made_are_made(house: House, console: Reader) -> None:
    batch = finished(house, console)
    closing.close(house, console, batch.id, {})
    assert not papers.papers_of(house.store.get(Batch, batch.id))
    papers.heal(house)
    row = house.store.get(Batch, batch.id)
    assert len(papers.papers_of(row)) == 2


def test_it_is_opened_again_with_a_reason_and_closed_anew(house: House, console: Reader) -> None:
    batch = finished(house, console)
    closing.close(house, console, batch.id, {})
    papers.heal(house)
    with pytest.raises(WrongUse):
        closing.reopen(house, console, batch.id, " ")
    closing.reopen(house, console, batch.id, "Satu boks tertinggal")
    items.put(house, console, batch.id, None, {"box": "1", "folder": "1", "number": "1"})
    with pytest.raises(NotExplained):
        closing.close(house, console, batch.id, {})
    explaining.explain_all(house, console, batch.id, "missing", "hilang")
    closing.close(house, console, batch.id, {})
    row = papers.papered(house, batch.id)
    assert [one["closing"] for one in row["papers"]] == [1, 1, 2, 2]


def test_the_minutes_are_signed_as_other_papers(house: House, console: Reader) -> None:
    batch = finished(house, console)
    closing.close(house, console, batch.id, {})
    row = papers.papered(house, batch.id)
    with house.originals.open(row["papers"][0]["sha256"]) as stream:
        pdf = stream.read()
    signed = LocalSigner(opened(own_key(), "x")).sign(pdf, Wish("B-B", None, None, None, False, "", ""))
    assert signed.startswith(pdf)
    with pikepdf.open(io.BytesIO(signed)) as document:
        assert len(document.Root.AcroForm.Fields) == 1


@pytest.mark.servers
def test_verapdf_passes_minutes_and_list(house: House, console: Reader, tmp_path: Path) -> None:
    batch = finished(house, console)
    closing.close(house, console, batch.id, STATED)
    made = []
    for one in papers.papered(house, batch.id)["papers"]:
        with house.originals.open(one["sha256"]) as stream:
            made.append(tmp_path / f"{one['kind']}.pdf")
            made[-1].write_bytes(stream.read())
    assert verdicts(made) == [Verdict(True, "2a+ua1", "")] * 2


def test_numbers_and_days_are_said_in_words() -> None:
    said = {0: "nol", 11: "sebelas", 17: "tujuh belas", 20: "dua puluh", 100: "seratus", 1971: "seribu sembilan ratus"
            " tujuh puluh satu", 2026: "dua ribu dua puluh enam", 1_000_000: "satu juta"}  # fmt: skip
    assert {number: in_words(number) for number in said} == said
    assert day_in_words(20261201) == "Selasa tanggal satu bulan Desember tahun dua ribu dua puluh enam"
    with pytest.raises(ValueError, match="-1"):
        in_words(-1)


def test_a_paper_with_signs_that_no_font_has_is_made_all_the_same() -> None:
    row = {"place": "1/1", "number": "1", "description": "a会b", "date": None, "reference": "", "pages": None,
           "state": "terbaca", "sha256": [], "why": "", "restricted": False}  # fmt: skip
    head = {"lines": ["KANTOR"], "crest": None}
    data = {"head": head, "title": "T", "name": "N", "unit": "U", "day": 20260101, "part": 1, "parts": 1, "first": 1}
    assert "a?b" in text_of(forms.kept_form("items", data | {"rows": [row]}))
