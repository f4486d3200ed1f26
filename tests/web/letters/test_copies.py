"""Copies to give away, as the page of a letter offers them."""

import re

from flask.testing import FlaskClient


def offered(client: FlaskClient, id: str) -> list[str]:
    """The last parts of the addresses of the copies that a letter's page leads to."""
    page = client.get(f"/letters/{id}?tab=files").text
    return re.findall(rf'href="/letters/{id}/([a-z]+\.[a-z]+)"', page)


def test_a_letter_offers_the_copies_that_can_be_made_of_it(archivist: FlaskClient, ids: dict[str, str]) -> None:
    assert offered(archivist, ids["empat.pdf"]) == ["copy.pdf", "text.txt", "hocr.html", "alto.xml", "evidence.zip"]
    assert offered(archivist, ids["naskah.docx"]) == ["text.txt", "evidence.zip"]
    assert offered(archivist, ids["rusak.pdf"]) == ["evidence.zip"]
    assert offered(archivist, ids["baru.pdf"]) == ["evidence.zip"]  # nobody has read it yet


def test_a_copy_comes_as_a_file_with_the_letters_name(archivist: FlaskClient, ids: dict[str, str]) -> None:
    with archivist.get(f"/letters/{ids['naskah.docx']}/text.txt") as answer:
        assert answer.headers["Content-Disposition"] == "attachment; filename=naskah.text.txt"
        assert "Isi tentang talud." in answer.text


def test_who_asks_for_a_copy_of_what_could_not_be_read_is_told_so(archivist: FlaskClient, ids: dict[str, str]) -> None:
    for name in ("copy.pdf", "text.txt", "hocr.html", "alto.xml"):
        answer = archivist.get(f"/letters/{ids['rusak.pdf']}/{name}")
        assert answer.status_code == 422
        assert "No copy can be made of rusak.pdf, which could not be read: Damaged file." in answer.text
        assert "text without page images" not in answer.text
