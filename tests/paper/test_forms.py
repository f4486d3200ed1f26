"""The papers of an office: what they share."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from paper import qr
from paper.typeset import typeset

COMMON = Path(__file__).parent.parent.parent / "paper" / "forms" / "common.typ"
FORM = """
#import "common.typ": *
#show: sheet.with(foot: [Kartu])
#letterhead(data.head)
#title("Kartu kendali")
#pairs((("Hari", day(data.day)), ("Bulan", day(19850300)), ("Kosong", said(none)), ("Singkat", short-day(data.day))))
#listing((auto, 1fr), ("No", "Isi"), range(data.rows).map(n => (str(n), data.subject)))
#code(data.code, 3cm)
"""
CREST = io.BytesIO()
Image.new("RGB", (40, 40), "navy").save(CREST, "WEBP")
DATA: dict[str, Any] = {
    "head": {"lines": ["PEMERINTAH KABUPATEN SUKAMAJU", "DINAS KEARSIPAN", "Jalan Merdeka 1"], "crest": None},
    "day": 20261130,
    "rows": 90,
    "subject": "#panic(\"markup\") *tebal* $x$ undangan rapat koordinasi pembahasan rencana kerja " * 3,
    "code": qr.modules("https://arsip.example/track/abcdefghijklmnop", sturdy=True),
}  # fmt: skip


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "common.typ").write_text(COMMON.read_text())
    path = tmp_path / "a.typ"
    path.write_text(FORM)
    return path


def pages(made: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(made) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_a_form_has_letterhead_days_and_numbered_pages_with_the_heading_of_its_table(template: Path) -> None:
    found = pages(typeset(template, DATA))
    assert "DINAS KEARSIPAN" in found[0]
    assert "30 November 2026" in found[0]
    assert "Maret 1985" in found[0]
    assert "30-11-2026" in found[0]
    assert all("No Isi" in page.replace("\r\n", " ") for page in found)
    assert f"Halaman 2 dari {len(found)}" in found[1]


def test_what_a_letter_says_never_runs_as_markup(template: Path) -> None:
    assert '#panic("markup") *tebal* $x$' in pages(typeset(template, DATA))[0]


def test_a_crest_stands_in_the_letterhead(template: Path) -> None:
    with_crest = typeset(template, DATA | {"head": DATA["head"] | {"crest": CREST.getvalue()}})
    with pypdfium2.PdfDocument(with_crest) as document:
        assert any(one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for one in document[0].get_objects())


def test_the_code_of_a_form_can_be_read(template: Path) -> None:
    small = "#set page(width: 5cm, height: 5cm, margin: 1cm)"
    template.write_text(f'#import "common.typ": *\n{small}\n#code(data.code, 3cm)')
    with pypdfium2.PdfDocument(typeset(template, DATA)) as document:
        drawn = document[0].render(scale=4, grayscale=True).to_pil()
    assert qr.texts(np.asarray(drawn)) == ["https://arsip.example/track/abcdefghijklmnop"]


def test_several_threads_typeset_at_once(template: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: typeset(template, DATA), range(8)))
    assert all(one.startswith(b"%PDF") for one in made)
