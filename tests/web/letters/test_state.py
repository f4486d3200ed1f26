"""How far a letter is, and what could not be read."""

from flask.testing import FlaskClient

from lontar.settle import settle
from lontar.wiring import House
from schemas.work import Work
from store.changes import Changes
from tests.web.conftest import signed_in
from tests.web.letters.letter_page import act


def test_a_letter_that_waits_to_be_read_is_safe_and_its_image_is_there(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    address = f"/letters/{ids['baru.pdf']}"
    page = archivist.get(address).text
    assert "Waiting to be read; the letter is safe." in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "This page has not been read yet." in archivist.get(f"{address}?tab=text").text
    assert archivist.get(f"{address}/files/1/pages/1?w=400").mimetype == "image/webp"
    assert 'action="/letters/' + ids["baru.pdf"] + '/retry"' not in page


def test_how_far_it_is_can_be_followed_cheaply(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['baru.pdf']}/state"
    first = archivist.get(address)
    assert first.json["name"] == "waiting"
    assert archivist.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    work = house.store.load(Work, ids["baru.pdf"])
    work.state, work.pages_done, work.pages = "working", 1, 2
    house.store.commit(Changes.of(work))
    assert archivist.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert "Being read; the letter is safe. 1 of 2 pages" in archivist.get(f"/letters/{ids['baru.pdf']}").text
    work.state = "waiting"  # nobody works on it: the tests behind this one have it read
    house.store.commit(Changes.of(work))


def test_a_failed_letter_says_why_and_who_may_lets_it_be_read_again(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["rusak.pdf"]
    page = archivist.get(f"/letters/{id}").text
    assert "rusak.pdf is damaged" in page
    assert f'href="/letters/{id}/files/1/original"' in page
    head = signed_in(house, "sekda")
    assert "Read it again" not in head.get(f"/letters/{id}").text
    assert act(head, id, "retry").status_code == 403
    assert act(archivist, id, "retry").status_code == 302
    page = archivist.get(f"/letters/{id}").text
    assert "Waiting to be read" in page
    settle(house, 1)
    assert "could not be read" in archivist.get(f"/letters/{id}?tab=history").text


def test_one_page_that_cannot_be_read_is_named_and_the_others_are_there(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    address = f"/letters/{ids['dinding.pdf']}"
    page = archivist.get(address).text
    assert "1 page could not be read:" in page
    assert "Partly read" in page
    assert page.count("<strong>not read</strong>") == 1
    wall = archivist.get(f"{address}?page=2").text
    assert "Page 2 of dinding.pdf has" in wall
    assert 'class="sheet"' not in wall
    assert "jembatan" in archivist.get(f"{address}?page=3&tab=text").text
    assert "Hit 3 of 4" in archivist.get(f"{address}?q=jembatan&hit=3").text
