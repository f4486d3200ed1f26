"""Reading one page: text layers, scans, turned pages, and boxes that lie on their words."""

import io
import shutil
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ingest import reading
from ingest.errors import EngineFailed
from ingest.pytesseract_engine import PytesseractEngine
from ingest.reading import read_page
from ingest.recogniser import Gray, Line
from ingest.settings import Settings
from paper import render, separator
from paper.errors import TookTooLong
from paper.kinds import JPEG, MAIL, PDF, PNG, kind_of
from paper.typeset import typeset
from tests import files
from tests.lontar.batch import scanned, sheet


def test_a_good_text_layer_is_used(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.pdf", files.pdf(pages=2))
    page = read_page(path, PDF, 2)
    assert (page.source, page.reason, page.page) == ("text-layer", "good text layer", 2)
    assert "Perbaikan jembatan gantung" in page.text
    assert all(page.text[word.start : word.end] == word.text for word in page.words)


@pytest.mark.parametrize("turn", [0, 90, *(pytest.param(turn, marks=pytest.mark.full) for turn in (180, 270))])
def test_a_scan_is_turned_upright_and_its_boxes_with_it(tmp_path: Path, turn: int) -> None:
    image = Image.open(io.BytesIO(files.scan(lines=files.LETTER * 2))).rotate(turn, expand=True)
    path = tmp_path / "a.png"
    image.save(path)
    page = read_page(path, PNG, 1)
    assert page.source == "ocr"
    assert page.rotation == turn
    assert (page.width, page.height) == (1240, 800)
    (word, *_) = [word for word in page.words if word.text == "jembatan"]
    assert 200 < word.box[0] < word.box[2] < 1000
    assert all(page.text[one.start : one.end] == one.text for one in page.words)


@pytest.mark.parametrize("answer", [None, (90, 2.4), (0, 0.9)])
def test_a_page_of_which_nothing_is_read_is_tried_in_every_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, float] | None
) -> None:
    """Tesseract does not know which way up it lies, or is wrong."""
    monkeypatch.setattr(reading, "orientation", lambda image: answer)
    Image.open(io.BytesIO(files.scan(lines=files.LETTER))).rotate(180).save(tmp_path / "a.png")
    page = read_page(tmp_path / "a.png", PNG, 1)
    assert page.rotation == 180
    assert "jembatan" in page.text


@dataclass
class Asked:
    """An engine that keeps how long it was given, and reads nothing."""

    seconds: list[float]
    name: str = "asked"
    languages: str = "eng"

    def lines(self, image: Gray, *, columns: bool, seconds: float) -> list[Line]:
        self.seconds.append(seconds)
        return []


@pytest.mark.parametrize(("drawing", "left"), [(0.0, [57.0]), (40.0, [17.0]), (59.0, [])])
def test_what_drawing_a_page_took_is_no_more_the_engine_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawing: float, left: list[float]
) -> None:
    clock, engine = [1000.0], Asked([])
    bitmap = render.page_bitmap

    def slowly(*args: Any, **named: Any) -> render.Bitmap:
        clock[0] += drawing
        return bitmap(*args, **named)

    monkeypatch.setattr(reading, "monotonic", lambda: clock[0])
    monkeypatch.setattr(render, "page_bitmap", slowly)
    monkeypatch.setattr(reading, "recogniser", lambda settings: engine)
    path = files.written(tmp_path, "a.png", files.scan(lines=files.LETTER))
    with nullcontext() if left else pytest.raises(TookTooLong, match="60 seconds"):
        read_page(path, PNG, 1, Settings(page_seconds=60.0), turn=0)
    assert engine.seconds == left


def test_a_word_broken_at_its_hyphen_stands_on_two_lines(tmp_path: Path) -> None:
    lines = ("Perbaikan jembatan gantung di Desa Laut Indah-", "Bojong Wangi di kecamatan itu.")
    read = read_page(files.written(tmp_path, "a.pdf", files.pdf(lines)), PDF, 1)
    first, second = (word for word in read.words if word.text in ("Indah-", "Bojong"))
    assert first.box[3] < second.box[1]
    assert second.box[0] < first.box[0]


ROWS = (
    ("1", "Jembatan gantung", "Rawabening", "1.500.000", "31-12-2024"),
    ("12", "Jalan desa", "Laut Indah", "12.750.000", "01-01-2025"),
)
APART = "text layer by the second reader: cells of a table that run together by the first"


@pytest.mark.parametrize(("gap", "reason"), [("0pt", APART), ("0.5pt", APART), ("5pt", "good text layer")])
def test_words_of_two_cells_are_two_words_however_near(tmp_path: Path, gap: str, reason: str) -> None:
    """No space stands between the cells of a table, and hardly any room where a program draws them narrow."""
    cells = "".join(f"[{cell}]," for row in ROWS for cell in row)
    source = f"Daftar pekerjaan\n#table(columns: 5, inset: {gap}, align: right, {cells})"
    (tmp_path / "a.typ").write_text(source)
    path = files.written(tmp_path, "a.pdf", typeset(tmp_path / "a.typ", {}))
    page = read_page(path, PDF, 1)
    assert page.text.split("\n") == ["Daftar pekerjaan", *(" ".join(row) for row in ROWS)]
    assert page.reason == reason
    assert [word.text for word in page.words] == page.text.split()
    assert all(a.box[2] <= b.box[0] + 1 for a, b in pairwise(page.words) if a.box[1] == b.box[1])


def test_a_line_through_words_or_beside_them_makes_no_table(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(files.pdf())) as document:
        (page,) = document.pages
        page.Contents = document.make_stream(page.Contents.read_bytes() + b" 110 500 m 110 800 l S 60 500 m 60 800 l S")
        path = files.written(tmp_path, "a.pdf", files.saved(document))
    assert read_page(path, PDF, 1).reason == "good text layer"


NEXT_LETTER = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <7A> <0042> endbfrange"
"""A table of a font that says b for a, c for b ..."""


def test_a_layer_that_says_other_letters_than_the_page_shows_is_read_anew(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(files.pdf(files.LETTER))) as document:
        document.pages[0].Resources.Font.F1.ToUnicode = document.make_stream(NEXT_LETTER)
        path = files.written(tmp_path, "a.pdf", files.saved(document))
    page = read_page(path, PDF, 1)
    assert (page.source, page.reason) == ("ocr", "few known words")
    assert "jembatan" in page.text


def test_a_layer_in_a_language_of_no_list_is_kept_where_the_page_shows_the_same(tmp_path: Path) -> None:
    lines = ("Liszt ferenc tortenelme ezerkilencszaz", "magyarorszag legszebb varosaban keletkezett", "es folytatta")
    lines = tuple(f"{line} kozossegi szovetsegben erdekes" for line in lines * 2)
    page = read_page(files.written(tmp_path, "a.pdf", files.pdf(lines)), PDF, 1)
    assert page.source == "text-layer"
    assert page.reason == "text layer of few known words, which the page shows as they are"
    assert page.text.split() == " ".join(lines).split()


def test_a_blank_page_has_no_words_and_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.new("L", (600, 800), 255).save(path)
    page = read_page(path, JPEG, 1)
    assert (page.text, page.words) == ("", ())
    assert "blank" in page.reason


def test_mail_is_text_without_an_image(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.eml", b"From: a@example.org\nTo: b@example.org\nSubject: Banjir\n\nIsi surat.\n")
    assert kind_of(path) == MAIL
    page = read_page(path, MAIL, 1)
    assert (page.source, page.width) == ("document", 0)
    assert "Subject: Banjir" in page.text
    assert "Isi surat." in page.text


@pytest.mark.parametrize("cut", [0, 3, 400])
def test_an_answer_of_the_engine_that_is_not_whole_is_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    """As when what the command writes finds no room: it does not notice."""
    command = tmp_path / "tesseract"
    command.write_text(
        f'#!/bin/sh\n{shutil.which("tesseract")} "$@" && for a in "$2".tsv; do truncate -s {cut} "$a"; done\n'
    )
    command.chmod(0o755)
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", str(command))
    with pytest.raises(EngineFailed, match="not whole"):
        PytesseractEngine("eng").lines(np.full((200, 600), 255, np.uint8), columns=False, seconds=30.0)


def test_what_shines_through_from_the_other_side_is_no_text(tmp_path: Path) -> None:
    """The grey back of a page in a duplex scan is blank; a letter that faded as far is not."""
    front = 255 - np.array(Image.open(io.BytesIO(files.scan(lines=files.LETTER))), np.float32)
    for name, ink in (("back", np.fliplr(front)), ("front", front)):
        Image.fromarray(np.asarray(200 - 0.25 * ink, np.uint8)).save(tmp_path / f"{name}.png")
    back, faded = (read_page(tmp_path / f"{name}.png", PNG, 1) for name in ("back", "front"))
    assert (back.text, back.words, back.details["blank"]) == ("", (), True)
    assert "jembatan" in faded.text
    assert "blank" not in faded.details


def test_a_separator_sheet_is_not_read(tmp_path: Path) -> None:
    scan = files.written(tmp_path, "scan.pdf", scanned(sheet()))
    page = read_page(scan, PDF, 1)
    assert (page.source, page.text, page.details) == ("ocr", "", {"separator": True})
    printed = files.written(tmp_path, "printed.pdf", separator.sheet())
    assert read_page(printed, PDF, 1).details == {"separator": True}


def test_a_letter_that_faded_to_an_eighth_is_read_and_a_grainy_page_without_ink_is_blank(tmp_path: Path) -> None:
    ink = 255 - np.array(Image.open(io.BytesIO(files.scan(lines=files.LETTER))), np.float32)
    grain = np.random.default_rng(1).normal(0, 3, ink.shape)
    for name, strength in (("letter", 0.125), ("paper", 0.0)):
        Image.fromarray(np.asarray(np.clip(240 - strength * ink + grain, 0, 255), np.uint8)).save(
            tmp_path / f"{name}.png"
        )
    letter, paper = (read_page(tmp_path / f"{name}.png", PNG, 1) for name in ("letter", "paper"))
    assert "jembatan" in letter.text
    assert (paper.text, paper.details) == ("", {"blank": True})
