"""Files that go with a draft: kept byte for byte, approved by its initials, signed with it, sent with its letter."""

import io
from pathlib import Path

import pikepdf
import pytest

from drafting.errors import NotEnclosed
from drafting.refused import DraftChanged, DraftElsewhere, NotInitialled
from drafting.written import fingerprint
from ingest.errors import EmptyFile
from lontar.drafting import acts, enclosing, freezing, shown
from lontar.drafting.shown import ENCLOSED
from lontar.drafting.typesetting import typeset_of
from lontar.errors import FileTooLarge, TooMany
from lontar.wiring import House
from paper.errors import Damaged, FileFault, Locked
from schemas.errors import Forbidden, LontarError, NotFound
from schemas.letter import Letter
from store import fixity
from tests import files
from tests.lontar.drafting.drafted import a_draft, draft_of, frozen, initial, ready
from tests.lontar.routing.offices import founded, who
from tests.lontar.signing.signing import sign
from tests.soffice import StandIn

pytestmark = pytest.mark.everywhere("full")
PLAN, MAP = files.pdf(("Rencana anggaran",)), files.scan()


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def enclose(house: House, id: str, name: str, content: bytes, person: str = "agendaris") -> list[int]:
    return enclosing.enclose(house, who(house, person), id, files.written(house.settings.folder, "sent", content), name)


def names(house: House, id: str) -> list[str]:
    return [one.name for one in draft_of(house, id).enclosures]


def keywords(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo.get("/Keywords", ""))


def test_they_stand_in_their_order_once_each_and_what_was_left_out_comes_back(house: House) -> None:
    id, clerk = a_draft(house), who(house, "agendaris")
    assert enclose(house, id, "../anggaran.pdf", PLAN)
    assert enclose(house, id, "peta.png", MAP)
    assert enclose(house, id, "peta lagi.png", MAP) == []
    first, second = draft_of(house, id).enclosures
    assert (first.name, first.kind, first.pages, first.size) == ("anggaran.pdf", "application/pdf", 1, len(PLAN))
    enclosing.move(house, clerk, id, second.sha256, 1)
    assert names(house, id) == ["peta.png", "anggaran.pdf"]
    (event,) = enclosing.leave_out(house, clerk, id, second.sha256)
    assert names(house, id) == ["anggaran.pdf"]
    assert list(fixity.check(house.store, house.originals)) == []
    enclosing.put_back(house, clerk, id, event)
    assert names(house, id) == ["peta.png", "anggaran.pdf"]
    assert enclosing.put_back(house, clerk, id, event) == []
    assert draft_of(house, id).former == []
    with house.originals.open(second.sha256) as stream:
        assert stream.read() == MAP
    with pytest.raises(NotFound):
        enclosing.put_back(house, clerk, id, event - 1)


def test_initials_are_for_what_was_enclosed_and_one_more_takes_them_back(house: House) -> None:
    id = ready(house)
    seen = fingerprint(draft_of(house, id))
    enclose(house, id, "anggaran.pdf", PLAN, "sekdis")
    draft = draft_of(house, id)
    assert ([one.by for one in draft.initials], draft.waits) == ([None, None], "kasi")
    with pytest.raises(NotInitialled):
        freezing.freeze(house, who(house, "agendaris"), id)
    with pytest.raises(DraftChanged, match="Sekdis"):
        acts.initial(house, who(house, "kasi"), id, seen)
    initial(house, id, "kasi", "kabid")
    enclosing.leave_out(house, who(house, "agendaris"), id, draft.enclosures[0].sha256)
    assert draft_of(house, id).waits == "kasi"
    assert fingerprint(draft_of(house, id)) == seen


def test_frozen_it_keeps_what_it_has_and_its_pdf_names_them(house: House) -> None:
    id = ready(house)
    enclose(house, id, "anggaran.pdf", PLAN)
    initial(house, id, "kasi", "kabid")
    freezing.freeze(house, who(house, "agendaris"), id)
    draft = draft_of(house, id)
    for refused in (
        lambda: enclose(house, id, "peta.png", MAP),
        lambda: enclosing.leave_out(house, who(house, "agendaris"), id, draft.enclosures[0].sha256),
    ):
        with pytest.raises(DraftElsewhere):
            refused()
    with house.originals.open(draft.frozen_sha256) as stream:
        assert keywords(stream.read()) == f"anggaran.pdf sha256:{draft.enclosures[0].sha256}"
    acts.take_back(house, who(house, "agendaris"), id)
    enclosing.leave_out(house, who(house, "agendaris"), id, draft.enclosures[0].sha256)
    enclose(house, id, "anggaran.pdf", MAP)
    acts.submit(house, who(house, "agendaris"), id)
    initial(house, id, "kasi", "kabid")
    freezing.freeze(house, who(house, "agendaris"), id)
    assert draft_of(house, id).frozen_sha256 != draft.frozen_sha256, "who saw the other one signs none of this"


def test_the_letter_has_them_as_further_files(house: House) -> None:
    id = ready(house)
    enclose(house, id, "anggaran.pdf", PLAN)
    enclose(house, id, "peta.png", MAP)
    initial(house, id, "kasi", "kabid")
    freezing.freeze(house, who(house, "agendaris"), id)
    letter = house.store.load(Letter, sign(house, id))
    assert [(one.no, one.name, one.part) for one in letter.files[1:]] == [
        (2, "anggaran.pdf", "enclosure"),
        (3, "peta.png", "enclosure"),
    ]
    assert letter.value("enclosures") == 2
    for file, content in zip(letter.files[1:], (PLAN, MAP), strict=True):
        with house.originals.open(file.sha256) as stream:
            assert stream.read() == content


def test_the_letter_counts_them_where_nobody_did(house: House) -> None:
    id = a_draft(house)
    enclose(house, id, "anggaran.pdf", PLAN)
    row = house.store.get(type(draft_of(house, id)), id) or {}
    assert "1 berkas" in text(typeset_of(house, row).pdf)
    said = row | {"content": row["content"] | {"enclosures": "Satu jilid"}}
    assert "Satu jilid" in text(typeset_of(house, said).pdf)
    assert "berkas" not in text(typeset_of(house, row | {"enclosures": []}).pdf)


def text(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    found: str = document[0].get_textpage().get_text_range()
    document.close()
    return found


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"%PDF-1.7 cut off", Damaged),
        (files.locked_pdf(), Locked),
        (files.scan()[:200], NotEnclosed),
        (files.packed({"surat.pdf": PLAN}), NotEnclosed),
        (b"<script>alert(1)</script>", NotEnclosed),
        (b"From: a@b.example\r\nSubject: x\r\n\r\nhalo", NotEnclosed),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_draft_stays(
    house: House, content: bytes, error: type[FileFault]
) -> None:
    id = a_draft(house)
    before = house.store.get(type(draft_of(house, id)), id)
    with pytest.raises(error, match=r"kiriman\.pdf"):
        enclose(house, id, "kiriman.pdf", content)
    assert house.store.get(type(draft_of(house, id)), id) == before
    assert list(fixity.check(house.store, house.originals)) == []


def test_a_document_goes_with_it_where_its_pages_can_be_made(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, document = a_draft(house), files.packed({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"})
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotEnclosed, match="no kind"):
        enclose(house, id, "surat.docx", document)
    StandIn(tmp_path, monkeypatch).prints(PLAN)
    enclose(house, id, "surat.docx", document)
    (one,) = draft_of(house, id).enclosures
    assert (one.name, one.pages, one.size) == ("surat.docx", 1, len(document))


def test_no_more_and_no_larger_than_the_intake_takes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    id = a_draft(house)
    monkeypatch.setattr(enclosing, "MOST_PARTS", 2)
    enclose(house, id, "anggaran.pdf", PLAN)
    with pytest.raises(TooMany):
        enclose(house, id, "peta.png", MAP)
    object.__setattr__(house.settings.web, "upload_bytes", 100)
    with pytest.raises(FileTooLarge):
        enclose(house, a_draft(house), "anggaran.pdf", PLAN)


def test_versions_name_what_came_and_what_went(house: House) -> None:
    id = a_draft(house)
    enclose(house, id, "anggaran.pdf", PLAN)
    acts.submit(house, who(house, "agendaris"), id)
    enclose(house, id, "peta.png", MAP)
    enclosing.leave_out(house, who(house, "agendaris"), id, draft_of(house, id).enclosures[0].sha256)
    found = shown.difference(house, who(house, "kadis"), id, 1)
    assert [tuple(one) for one in found[ENCLOSED]] == [("removed", "anggaran.pdf\n"), ("added", "peta.png\n")]


def test_who_may_not_write_it_encloses_nothing(house: House) -> None:
    id = a_draft(house)
    with pytest.raises(NotFound):
        enclose(house, id, "anggaran.pdf", PLAN, "kades")
    auditor = who(house, "sekdis")
    object.__setattr__(auditor, "roles", frozenset({"auditor"}))
    path = files.written(house.settings.folder, "sent", PLAN)
    with pytest.raises(Forbidden):
        enclosing.enclose(house, auditor, id, path, "anggaran.pdf")
    with pytest.raises(LontarError):
        enclosing.leave_out(house, auditor, frozen(house), "0" * 64)
