"""The page of failures: by reason, one or all tried again, only of letters that are open to who looks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.settle import settle
from lontar.wiring import House
from schemas.letter import Letter
from schemas.work import Work
from store.changes import Changes
from tests.demo import demo_house
from tests.web.conftest import form
from tests.web.test_reading import client_of, failed


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


def test_a_quiet_archive_says_so(house: House) -> None:
    page = client_of(house, "admin").get("/admin/failures").text
    assert "Nothing has failed, and nothing is stuck." in page
    assert "/admin/failures" in client_of(house, "admin").get("/admin").text
    assert client_of(house, "arsiparis").get("/admin/failures").status_code == 404


def opened(house: House, id: str) -> None:
    """The letter is open to everybody of the office."""
    letter = house.store.load(Letter, id)
    letter.grants = ["office"]
    house.store.commit(Changes.of(letter))


def test_one_letter_is_tried_again_and_a_second_click_changes_nothing(house: House) -> None:
    id, client = failed(house, "rusak.pdf"), client_of(house, "admin")
    opened(house, id)
    page = client.get("/admin/failures").text
    assert "Damaged file" in page
    assert "rusak.pdf" in page
    typed = form(client, "/admin/failures") | {"letter": id}
    assert client.post("/admin/failures/retry", data=typed).status_code == 302
    work = house.store.load(Work, id)
    assert (work.state, work.attempts) == ("waiting", 0)
    client.post("/admin/failures/retry", data=typed)
    assert house.store.load(Work, id).version == work.version
    fresh = form(client, "/admin/failures") | {"letter": id}
    assert client.post("/admin/failures/retry", data=fresh).status_code == 404
    assert "1 letter is still to be read." in client.get("/admin/failures/list").text


def test_letters_that_are_not_open_to_who_looks_are_counted_and_not_named_and_tried_with_the_rest(house: House) -> None:
    mine, other, client = (
        failed(house, "rusak.pdf"),
        failed(house, "rahasia.pdf", unit="dpu"),
        client_of(house, "admin"),
    )
    opened(house, mine)
    page = client.get("/admin/failures").text
    assert re.search(r'id="reason-damaged".*?class="count">2<', page, re.DOTALL)
    assert "1 more is not open to you" in page
    assert "rahasia" not in page + client.get("/api/v1/status").text
    one = form(client, "/admin/failures") | {"letter": other}
    assert client.post("/admin/failures/retry", data=one).status_code == 404
    none = form(client, "/admin/failures") | {"reason": "locked"}
    client.post("/admin/failures/retry", data=none)
    assert house.store.load(Work, mine).state == "failed"
    all = form(client, "/admin/failures") | {"reason": "damaged"}
    answer = client.post("/admin/failures/retry", data=all)
    assert "2 letters are tried again." in client.get(answer.location).text
    settle(house, 1)
    assert {house.store.load(Letter, id).stage for id in (mine, other)} == {"understood"}


def test_the_numbers_for_alerts_are_in_the_metrics(house: House) -> None:
    failed(house, "rusak.pdf")
    text = client_of(house, "admin").get("/metrics").text
    assert 'lontar_failures{reason="damaged"} 1' in text
    assert 'lontar_stuck{what="leases"} 0' in text
    assert re.search(r'lontar_follower_events_behind\{follower="index"\} [1-9]', text)
    assert 'lontar_mail{what="letters_unsure"} 0' in text
