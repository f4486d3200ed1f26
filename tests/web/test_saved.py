"""The pages of saved searches: saving from a list, new letters and the bell, renaming, deleting, undoing."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.finding import saved_searches
from lontar.wiring import House
from schemas.letter import Letter
from tests.demo import demo_house
from tests.lontar.finding import followed, reader, understood
from tests.web.conftest import form, signed_in


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        understood(house, "jembatan lama", date=20190305)
        followed(house)
        yield house


@pytest.fixture
def archivist(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


def sent(client: FlaskClient, address: str, page: str = "/saved", **values: str) -> str:
    """The page that comes after a form."""
    return client.post(address, data=form(client, page) | values, follow_redirects=True).text


def named(page: str) -> list[str]:
    return re.findall(r'<li id="saved-\w+">\s*<a href="[^"]*">([^<]+)', page)


def test_a_search_is_saved_where_it_is_shown_with_all_it_asks(archivist: FlaskClient) -> None:
    page = archivist.get("/?q=jembatan&year=2019&sort=newest").text
    (saving,) = re.findall(r'class="save" href="([^"]*)"', page)
    page = archivist.get(unescape(saving)).text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert {"q": "jembatan", "year": "2019", "sort": "newest"}.items() <= hidden.items()
    assert 'name="name" type="text" autocomplete="off" value="jembatan"' in page
    page = archivist.post("/saved", data=hidden | {"name": "Jembatan", "alert": "page"}, follow_redirects=True).text
    assert named(page) == ["Jembatan"]
    assert 'href="/?q=jembatan&amp;year=2019&amp;sort=newest">Jembatan' in page
    assert "This change can be undone." in page
    (event,) = re.findall(r'name="event" value="(\d+)"', page)
    assert named(sent(archivist, "/saved/undo", event=event)) == []


def test_what_asks_for_nothing_and_what_is_like_a_letter_cannot_be_saved(house: House, archivist: FlaskClient) -> None:
    id = next(row["_id"] for row in house.store.every(Letter))
    for address in ("/", "/?sort=oldest", f"/?like={id}"):
        assert 'class="save"' not in archivist.get(address).text


def test_new_letters_ring_the_bell_until_they_are_seen(house: House, archivist: FlaskClient) -> None:
    sent(archivist, "/saved", name="Jembatan", q="jembatan")
    assert "1 new letter" not in archivist.get("/saved").text
    id = understood(house, "jembatan baru", subject="Perbaikan")
    understood(house, "jembatan rahasia", grants=["person:somebody"], subject="Rahasia")
    followed(house)
    bell = re.search(r'class="bell".*?</a>', archivist.get("/account").text, re.DOTALL)
    assert bell
    assert '<span class="count-of">1<span class="visually-hidden"> new</span>' in bell[0]
    page = archivist.get("/saved").text
    assert "1 new letter<" in page
    assert f'<a href="/letters/{id}">Perbaikan</a>' in page
    assert "Rahasia" not in page
    (seen,) = re.findall(r'action="(/saved/\w+/seen)"', page)
    assert "new letter<" not in sent(archivist, seen)
    assert "count-of" not in re.search(r'class="bell".*?</a>', archivist.get("/account").text, re.DOTALL)[0]  # type: ignore[index]


def test_a_search_is_renamed_and_deleted_and_it_can_be_undone(house: House, archivist: FlaskClient) -> None:
    for name in ("a", "b"):
        sent(archivist, "/saved", name=name, q="jembatan")
    one = saved_searches.own(house, reader(house, "arsiparis"))[0]["_id"]
    assert named(sent(archivist, f"/saved/{one}", name="c", alert="none")) == ["b", "c"]
    page = sent(archivist, f"/saved/{one}", name="b", alert="none")
    assert "Nothing was saved" in page
    assert 'value="b" maxlength="80" required autocomplete="off" aria-invalid="true"' in page
    page = sent(archivist, f"/saved/{one}/delete")
    assert named(page) == ["b"]
    (event,) = re.findall(r'name="event" value="(\d+)"', page)
    assert named(sent(archivist, "/saved/undo", event=event)) == ["b", "c"]


def test_nobody_sees_or_touches_what_another_person_saved(house: House, archivist: FlaskClient) -> None:
    sent(archivist, "/saved", name="Jembatan", q="jembatan")
    one = saved_searches.own(house, reader(house, "arsiparis"))[0]["_id"]
    other = signed_in(house, "staf")
    assert named(other.get("/saved").text) == []
    for act in ("", "/delete", "/seen"):
        assert other.post(f"/saved/{one}{act}", data=form(other, "/saved") | {"name": "x"}).status_code == 404
    assert len(saved_searches.own(house, reader(house, "arsiparis"))) == 1


def test_a_name_that_is_taken_is_asked_for_again_with_all_the_rest(archivist: FlaskClient) -> None:
    sent(archivist, "/saved", name="a", q="jembatan")
    page = sent(archivist, "/saved", name="a", q="jalan", year="2019")
    assert '<input type="hidden" name="q" value="jalan">' in page
    assert '<input type="hidden" name="year" value="2019">' in page
    assert "is already in use" in page


def test_what_is_typed_is_proposed_as_a_list_of_links(house: House, archivist: FlaskClient) -> None:
    id = understood(house, "jembatan", subject="Jembatan gantung", sender="Dinas Jembatan", reference_number="005/1")
    followed(house)
    sent(archivist, "/saved", name="Jembatan kita", q="jembatan kita")
    page = archivist.get("/proposals?q=jemb&year=2019&sort=newest").text
    assert [unescape(one) for one in re.findall(r'data-address="([^"]+)"', page)] == [
        "/?q=jembatan+kita",
        f"/letters/{id}",
        "/?q=sender%3A%22dinas+jembatan%22&year=2019&sort=newest",
        "/?q=jembatan&year=2019&sort=newest",
    ]
    assert 'role="listbox"' in page
    assert 'data-said="4 proposals"' in page
    assert "<li" not in signed_in(house, "kades").get("/proposals?q=jemb").text
