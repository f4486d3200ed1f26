"""The files of a letter and its text, with what was found and what is doubtful."""

import hashlib
import re

from flask.testing import FlaskClient

from lontar.wiring import House
from schemas.page import Page
from store.changes import Changes


def test_the_files_of_a_mail_are_told_apart(archivist: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['surat.eml']}"
    page = archivist.get(address).text
    assert "surat.eml is a text without page images." in page
    assert "Kami mengundang Saudara" in page
    for said in ("Letter · E-mail · 1 page", "Enclosure · PDF · 2 pages", "sobek.pdf is damaged"):
        assert said in page
    enclosure = archivist.get(f"{address}?page=3").text
    assert "Page 3 of 3 · lampiran.pdf, page 2" in enclosure
    assert f"{address}/files/2/pages/2?w=" in enclosure
    sha256 = re.search(r'<code id="sha-2"[^>]*>([0-9a-f]{64})<', page)
    assert sha256
    with archivist.get(f"{address}/files/2/original") as original:
        assert hashlib.sha256(original.data).hexdigest() == sha256[1]


def test_a_text_without_images_shows_its_text_with_the_hits(archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = archivist.get(f"/letters/{ids['naskah.docx']}?q=talud").text
    assert '<mark id="h1" class="current">talud</mark>' in page
    assert 'class="sheet"' not in page


def test_doubtful_and_uncertain_words_are_told_apart_from_the_text(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    page = house.store.load(Page, Page.key(ids["scan.png"], 1, 1))
    at = page.text.index("rusak")
    page.words = [[*row[:-1], 41] if row[0] == at else row for row in page.words]
    page.uncertain, page.suggested = [["jernbatan", 5, 5, 50, 20, 12]], "saran kamus"
    house.store.commit(Changes.of(page))
    shown = archivist.get(f"/letters/{ids['scan.png']}?tab=text").text
    assert re.search(r'<span class="doubt" tabindex="0" title="read, 41 %" data-sure="41 %">rusak</span>', shown)
    assert "1 doubtful word" in shown
    assert '<div id="page-text" lang="id">' in shown
    text = shown.partition('<div id="page-text"')[2].partition("</div>")[0]
    assert "jernbatan" not in text
    assert "saran" not in text
    assert "<li>jernbatan <small>12 %</small></li>" in shown
    assert '<p class="suggested" lang="id">saran kamus</p>' in shown
