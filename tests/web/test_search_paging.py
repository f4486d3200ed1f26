"""From page to page of a list, and from letter to letter in it."""

import pytest
from flask.testing import FlaskClient

from lontar.followers import IndexFollower
from lontar.wiring import House
from schemas.letter import Letter
from store.changes import Changes, Happened
from tests.web.searching import client, house, id_in, ids, links, status, titles
from web.search.asked import LIMIT

__all__ = ["client", "house", "ids"]


def test_pages_follow_one_another_and_lead_back(client: FlaskClient, ids: list[str]) -> None:
    for sort in ("relevance", "newest", "oldest"):
        address, seen, told = f"/?q=jembatan&sort={sort}", [], []
        while address:
            page = client.get(address).text
            seen += [id_in(one) for one in titles(page)]
            told.append(status(page))
            (address,) = links(page, 'rel="next"') or [""]
        assert sorted(seen) == sorted(ids)
        assert told == ["1–20 of 45 letters", "21–40 of 45 letters", "41–45 of 45 letters"]
        assert '<ol class="hits" start="41">' in page
        (second,) = links(page, 'rel="prev"')
        page = client.get(second).text
        assert [id_in(one) for one in titles(page)] == seen[20:40]
        (first,) = links(page, 'rel="prev"')
        assert first == f"/?q=jembatan&sort={sort}"


def test_behind_the_end_of_a_list_there_is_a_way_back(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembatan&after=900:x").text
    assert status(page) == "45 letters"
    assert "The list ends before this place." in page
    assert links(page, 'rel="prev"') == ["/?q=jembatan"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_letter_leads_on_in_the_order_of_its_list_and_back_to_its_place(
    client: FlaskClient, ids: list[str], sort: str
) -> None:
    page = client.get(f"/?q=jembatan&sort={sort}&direction=incoming").text
    whole = titles(page)
    whole += titles(client.get(links(page, 'rel="next"')[0]).text)
    address, walked = whole[0], []
    for place in range(1, 23):
        walked.append(address)
        letter = client.get(address).text
        assert f"<span>{place} of 22</span>" in letter
        (back,) = links(letter, 'data-key="u"')
        listed = client.get(back.partition("#")[0]).text
        assert f'id="{back.partition("#")[2]}"' in listed
        assert back.endswith(f"#hit-{id_in(address)}")
        assert status(listed) == ("1–20 of 22 letters" if place <= LIMIT else "21–22 of 22 letters")
        (address,) = links(letter, 'data-key="j"') or [""]
    assert (walked, address) == (whole, "")
    for before in reversed(whole[:-1]):
        (address,) = links(letter, 'data-key="k"')
        assert address == before
        letter = client.get(address).text
    assert links(letter, 'data-key="k"') == []


def test_a_letter_opened_from_nowhere_leads_back_to_the_list_only(client: FlaskClient, ids: list[str]) -> None:
    letter = client.get(f"/letters/{ids[0]}?q=jembatan").text
    assert links(letter, 'data-key="u"') == ["/?q=jembatan"]
    assert links(letter, 'data-key="[jk]"') == []


@pytest.mark.parametrize("place", ["0", "-3", "10000000", "9999999999999999999", "99999999999999999999999", "x"])
@pytest.mark.parametrize("sort", ["", "relevance", "oldest"])
def test_a_place_that_somebody_made_up_breaks_nothing(
    client: FlaskClient, ids: list[str], place: str, sort: str
) -> None:
    assert client.get(f"/letters/{ids[0]}?at={place}&sort={sort}").status_code == 200
    assert client.get(f"/?after={place}:x&sort={sort}").status_code in (200, 400)


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_a_letter_that_has_left_the_list_still_knows_its_neighbours(
    house: House, client: FlaskClient, ids: list[str], sort: str
) -> None:
    whole = titles(client.get(f"/?q=jalan&sort={sort}").text)
    letter = house.store.load(Letter, id_in(whole[5]))
    letter.withdrawn = "bukan surat"
    house.store.commit(Changes.of(letter, events=[Happened("letter.withdrawn", f"letters/{letter.id}", "tests")]))
    IndexFollower(house).catch_up()
    try:
        page = client.get(whole[5]).text
        assert "No longer at this place of the list" in page
        assert [id_in(one) for one in links(page, 'data-key="[jk]"')] == [id_in(whole[4]), id_in(whole[6])]
        assert links(page, 'data-key="u"')[0].endswith(f"#hit-{id_in(whole[6])}")
    finally:
        letter = house.store.load(Letter, letter.id)
        letter.withdrawn = None
        house.store.commit(Changes.of(letter, events=[Happened("letter.restored", f"letters/{letter.id}", "tests")]))
        IndexFollower(house).catch_up()
