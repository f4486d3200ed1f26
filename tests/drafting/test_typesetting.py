"""Letters typeset: what stands on their pages, the room for the stamp, and that no text of theirs ever runs."""

import io
import json
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from drafting.content import clean
from drafting.errors import FaultyTemplate, NoFont
from drafting.template import NAMES, shipped
from drafting.typesetting import Head, Typeset, preview, typeset
from tests.drafting.letters import BEHALF, BLOCK, CONTENTS, HEAD, ISSUED, LONG
from tests.paper.test_forms import pages

LETTER = shipped("surat-dinas")


def made(name: str, **change: Any) -> Typeset:
    return typeset(shipped(name), CONTENTS[name] | change, HEAD, BLOCK, **ISSUED)


def words(found: Typeset) -> str:
    return " ".join(" ".join(pages(found.pdf)).split())


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_carries_letterhead_number_day_and_signing_block(name: str) -> None:
    text = words(made(name))
    for said in (
        HEAD.lines[1],
        ISSUED["number"],
        "30 November 2026",
        BLOCK.name,
        f"NIP {BLOCK.number}",
        ISSUED["stamp"],
    ):
        assert said in text
    assert "menyusul" not in text
    assert "KONSEP" not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_shows_what_is_still_to_come(name: str) -> None:
    found = typeset(shipped(name), {}, HEAD, None)
    for said in ("nomor menyusul", "tanggal menyusul", "penanda tangan", "tempat tanda tangan elektronik", "KONSEP"):
        assert said in words(found)


def test_an_assignment_has_no_subject_and_a_table_of_persons() -> None:
    text = words(made("surat-tugas"))
    assert "Hal :" not in text
    assert "No. Nama Pangkat/ Golongan NIP Jabatan" in text
    assert "Sukamaju, 30 November 2026 KEPALA DINAS" in text


def test_a_note_says_to_whom_and_from_whom_however_many_they_are() -> None:
    text = words(made("nota-dinas", recipients=["Kepala Bidang A", "Kepala Bidang B"], copies=["Camat C", "Camat D"]))
    assert "Yth. : 1. Kepala Bidang A 2. Kepala Bidang B Dari : Kepala Bidang Pembinaan Kearsipan" in text
    assert "Tembusan : 1. Camat C 2. Camat D Tanggal :" in text


def test_what_stands_in_a_wide_table_stays_within_the_page() -> None:
    found = made("surat-dinas", body="\n".join(["|" + " 1234567890123 |" * 9] * 2))
    with pypdfium2.PdfDocument(found.pdf) as document:
        page = document[0].get_textpage()
        assert max(page.get_charbox(at)[2] for at in range(page.count_chars())) < 595.3 - 56


def test_an_invitation_says_when_where_and_what_for() -> None:
    assert "Hari, tanggal : Kamis, 3 Desember 2026 Waktu : 09.00 WIB s.d. selesai Tempat :" in words(made("undangan"))


def test_a_long_letter_has_its_head_once_its_pages_numbered_and_its_recipients_in_an_annex() -> None:
    found = typeset(LETTER, LONG, HEAD, BEHALF, **ISSUED)
    text = pages(found.pdf)
    assert found.pages == len(text) >= 3
    assert [HEAD.lines[1] in page for page in text] == [True] + [False] * (len(text) - 1)
    assert all(f"– {at} –" in page for at, page in enumerate(text[1:], 2))
    assert "(daftar terlampir)" in text[0]
    assert "DAFTAR PENERIMA" in text[-1]
    assert LONG["recipients"][-1] in " ".join(text[-1].split())


def test_the_title_is_that_of_the_document() -> None:
    for name, title in (("surat-dinas", "Surat Dinas: Pemberitahuan"), ("surat-tugas", "Surat Tugas: Melaksanakan")):
        found = made(name)
        assert found.title.startswith(title)
        with pikepdf.open(io.BytesIO(found.pdf)) as document, document.open_metadata() as told:
            assert told["dc:title"] == found.title
    assert len(made("surat-dinas", subject="panjang " * 40).title) == 200


@pytest.mark.parametrize("name", [*NAMES, "long"])
def test_the_room_for_the_stamp_is_where_it_says_and_empty(name: str) -> None:
    content = LONG if name == "long" else CONTENTS[name]
    template = LETTER if name == "long" else shipped(name)
    drawn = typeset(template, content, HEAD, BLOCK, **ISSUED | {"stamp": None})  # the room has an outline in a draft
    empty = typeset(template, content, HEAD, BLOCK, **ISSUED)
    assert drawn.place == empty.place
    x0, y0, x1, y1 = empty.place.box
    assert (round(x1 - x0), round(y1 - y0)) == (204, 71)
    assert inked(empty, 3) == 0
    assert inked(drawn, 1) - inked(drawn, -1) > 300  # the outline lies on the edge of the box
    assert inked(drawn, 3) == inked(drawn, 1)


def inked(found: Typeset, more: float) -> int:
    """Dark pixels within the room for the stamp, or what is `more` points larger on each side."""
    with pypdfium2.PdfDocument(found.pdf) as document:
        page = document[found.place.page - 1]
        picture = np.asarray(page.render(scale=2, grayscale=True).to_pil())
        height = page.get_height()
    x0, y0, x1, y1 = found.place.box
    part = picture[
        round((height - y1 - more) * 2) : round((height - y0 + more) * 2),
        round((x0 - more) * 2) : round((x1 + more) * 2),
    ]
    return int((part < 200).sum())


NASTY = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.4.0": *',
    '#include "../../pyproject.toml"',
    "#panic()",
    '#eval("1+1")',
    "$x^2$ <label> @ref",
    "`code` ```typ #x```",
    "/* komentar */ // lagi",
    "= judul\n- butir\n+ angka",
    "\\u{41} \\ \\#",
    "*]* [x] {y} #[z]",
    '"; #let data = 1',
    "../../etc/passwd",
    "\ud800 \x00 \x1b[31m \u202e",
    "https://a.example/" + "b" * 300,
]


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_any_field_runs(name: str) -> None:
    """What is nasty stands on the page as it was typed, but for what no page shows and the marks of emphasis."""
    template = shipped(name)
    content: dict[str, Any] = {}
    for field in template.fields:
        if field.kind == "day":
            content[field.name] = 20261130
        elif field.kind == "list":
            content[field.name] = [one[: field.most].replace("\n", " ") for one in NASTY[:7]]
        elif field.kind == "table":
            content[field.name] = [{column.name: one[:100] for column in field.columns} for one in NASTY]
        else:
            content[field.name] = "\n\n".join(NASTY) if field.kind == "text" else " ".join(NASTY)[: field.most]
    found = typeset(template, content, Head((*NASTY[:6],)), BLOCK, number=NASTY[0], day=20261130, stamp=NASTY[1])
    text = "".join(words(found).split())
    for one in NASTY[:2]:
        assert one.replace(" ", "") in text
    assert "root:" not in text
    assert "cetz:0.4.0" in text


PIECES = st.sampled_from(
    ["#", "$", "@", "`", "../", "@preview/", "#read", "#import", "[", "]", "{", "*", "_", "\\", '"', "\n"]
)


@settings(max_examples=40)
@given(st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join))
@example("\n".join(NASTY)[:190])
def test_whatever_is_typed_is_typeset_or_its_character_is_named(text: str) -> None:
    content = {"subject": text, "recipients": [text], "body": "\n".join([text, *NASTY])}
    found = typeset_or_refused(content)
    if isinstance(found, NoFont):
        assert found.params["character"] in clean(text)
        assert found.params["field"] in content
    else:
        assert found.pages >= 1


def typeset_or_refused(content: dict[str, Any]) -> Typeset | NoFont:
    try:
        return typeset(LETTER, content, HEAD, None)
    except NoFont as refused:
        return refused


@pytest.mark.parametrize(
    ("change", "field", "codepoint"),
    [
        ({"subject": "Undangan 会議"}, "subject", "U+4F1A"),
        ({"body": "1. aksara ꦲꦏ"}, "body", "U+A9B2"),
        ({"recipients": ["Camat", "Lurah 😀"]}, "recipients", "U+1F600"),
        ({"body": "| a | \ue000 |"}, "body", "U+E000"),
    ],
)
def test_a_character_that_no_font_has_is_named_with_its_field(
    change: dict[str, Any], field: str, codepoint: str
) -> None:
    for make in (typeset, preview):
        with pytest.raises(NoFont) as refused:
            make(LETTER, CONTENTS["surat-dinas"] | change, HEAD, BLOCK)
        assert (refused.value.params["field"], refused.value.params["codepoint"]) == (field, codepoint)
    assert codepoint in str(refused.value)


def test_characters_without_a_font_are_named_in_the_letterhead_too() -> None:
    with pytest.raises(NoFont, match="The letterhead"):
        typeset(LETTER, {}, Head(("漢",)), None)


def test_pages_are_shown_as_pictures() -> None:
    found = preview(LETTER, LONG, HEAD, None)
    assert len(found) >= 3
    with Image.open(io.BytesIO(found[0])) as picture:
        assert (picture.format, picture.width) == ("PNG", 794)


def test_the_same_letter_is_the_same_file() -> None:
    assert made("undangan").pdf == made("undangan").pdf


def test_what_the_data_holds_is_json() -> None:
    """Half a character would end the data that the template reads."""
    assert json.loads(json.dumps(clean("\ud800a"))) == "a"
    assert "a" in words(made("surat-dinas", body="\ud800a"))


def test_a_template_that_leaves_no_room_is_said_to_be_faulty(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "surat-dinas.typ").write_text("= Surat\n")
    monkeypatch.setattr("drafting.template.SHIPPED", tmp_path)
    with pytest.raises(FaultyTemplate, match="title"):
        typeset(LETTER, {}, HEAD, None)
