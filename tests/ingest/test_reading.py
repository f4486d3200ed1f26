"""Reading one page: text layers, scans, turned pages, and boxes that lie on their words."""

import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.errors import EngineFailed
from ingest.pytesseract_engine import PytesseractEngine
from ingest.reading import read_page
from paper.kinds import JPEG, MAIL, PDF, PNG, kind_of
from tests import files


def test_a_good_text_layer_is_used(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.pdf", files.pdf(pages=2))
    page = read_page(path, PDF, 2)
    assert (page.source, page.reason, page.page) == ("text-layer", "good text layer", 2)
    assert "Perbaikan jembatan gantung" in page.text
    assert all(page.text[word.start : word.end] == word.text for word in page.words)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
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


def test_a_word_broken_at_its_hyphen_stands_on_two_lines(tmp_path: Path) -> None:
    lines = ("Perbaikan jembatan gantung di Desa Laut Indah-", "Bojong Wangi di kecamatan itu.")
    read = read_page(files.written(tmp_path, "a.pdf", files.pdf(lines)), PDF, 1)
    first, second = (word for word in read.words if word.text in ("Indah-", "Bojong"))
    assert first.box[3] < second.box[1]
    assert second.box[0] < first.box[0]


def test_a_layer_of_nonsense_is_read_anew(tmp_path: Path) -> None:
    nonsense = tuple(" ".join(f"xq{row}zk{letter * 3}" for letter in "vwxyz") for row in "abcdef")
    page = read_page(files.written(tmp_path, "a.pdf", files.pdf(nonsense)), PDF, 1)
    assert page.source == "ocr"
    assert page.reason == "few known words"


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
