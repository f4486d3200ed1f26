"""The page of what is being read: its numbers are those of its rows, of letters that the person may read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.journey import arrive
from lontar.wiring import House
from office.access import installation
from paper.errors import Damaged
from schemas.person import Person
from schemas.work import Work
from store.changes import Changes
from tests import files
from tests.demo import demo_house
from tests.web.conftest import form, token
from web.app import create_app
from web.reading.state import SHOWN
from work import lease


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


def letter(house: House, name: str, unit: str = "setda", direction: str = "incoming") -> str:
    path = files.written(house.settings.home, name, files.pdf((f"Surat {name}",)))
    (arrived,) = arrive(house, path, name, installation("tests"), unit=unit, direction=direction)
    assert arrived.id
    return arrived.id


def failed(house: House, name: str, unit: str = "setda") -> str:
    """A letter whose reading has failed for good."""
    from lontar.journey import gave_up

    work = house.store.load(Work, letter(house, name, unit))
    house.store.commit(lease.failed(work, Damaged(file=name), house.settings.work_pool, again=False))
    work = house.store.load(Work, work.id)
    house.store.commit(gave_up(house, work))
    return str(work.id)


def client_of(house: House, person: str) -> FlaskClient:
    client = create_app(house, testing=True).test_client()
    client.set_cookie("language", "en")
    (row,) = house.store.find(Person, {"login": f"{person}@sukamaju.example"})
    client.post("/sign-in/demo", data={"csrf_token": token(client.get("/sign-in").text), "person": row["_id"]})
    return client


def lanes(page: str) -> dict[str, tuple[str, list[str]]]:
    """For each list that is shown, its number and its rows' names."""
    found = {}
    for part in page.split('<section class="lane"')[1:]:
        head, body = part.split("</h2>", 1)
        kind, count = re.search(r'data-lane="(\w+)"', head), re.search(r'class="count">([^<]+)', head)
        assert kind
        assert count
        if " hidden>" not in head.split(">")[0] + ">":
            found[kind[1]] = (count[1], re.findall(r'class="name"><a href="[^"]+">([^<]+)', body))
    return found


def test_nothing_to_read_is_said_and_leads_on(house: House) -> None:
    page = client_of(house, "arsiparis").get("/reading").text
    assert "Everything is read." in page
    assert lanes(page) == {}
    assert "data-empty>" in page
    assert '<noscript><meta http-equiv="refresh"' not in page


def test_numbers_are_of_the_rows_and_of_letters_one_may_read(house: House) -> None:
    letter(house, "dpu.pdf", unit="dpu")
    work = house.store.load(Work, letter(house, "dibaca.pdf"))
    letter(house, "menunggu.pdf")
    failed(house, "gagal.pdf")
    work.state, work.pages, work.pages_done = "working", 10, 3
    house.store.commit(Changes.of(work))
    page = client_of(house, "agendaris").get("/reading").text
    assert lanes(page) == {
        "working": ("1", ["dibaca.pdf"]),
        "waiting": ("1", ["menunggu.pdf"]),
        "failed": ("1", ["gagal.pdf"]),
    }
    assert "2 letters are still to be read. 1 could not be read." in page
    assert '<progress value="3" max="10" aria-label="dibaca.pdf">' in page
    assert "3 of 10 pages" in page
    work.pages, work.pages_done = 1, 0
    house.store.commit(Changes.of(work))
    assert "0 of 1 page<" in client_of(house, "agendaris").get("/reading").text
    assert "gagal.pdf is damaged" in page
    assert "Open it on your computer" in page  # what to do
    assert '<noscript><meta http-equiv="refresh"' in page
    assert lanes(client_of(house, "staf").get("/reading").text) == {"waiting": ("1", ["dpu.pdf"])}


def test_more_than_fit_are_counted_and_lead_to_the_search(house: House) -> None:
    for number in range(SHOWN + 3):
        letter(house, f"surat-{number}.pdf")
    page = client_of(house, "arsiparis").get("/reading").text
    count, rows = lanes(page)["waiting"]
    assert (count, len(rows)) == (str(SHOWN + 3), SHOWN)
    assert f"{SHOWN} of {SHOWN + 3} are shown." in page
    assert 'href="/?state=arrived"' in page


def test_one_or_all_are_tried_again_and_then_wait(house: House) -> None:
    first, _, other = failed(house, "satu.pdf"), failed(house, "dua.pdf"), failed(house, "lain.pdf", unit="dpu")
    client = client_of(house, "agendaris")
    data = form(client, "/reading")
    page = client.post("/reading/retry", data=data | {"letter": first}, follow_redirects=True).text
    assert "1 letter is tried again." in page
    assert lanes(page) == {"waiting": ("1", ["satu.pdf"]), "failed": ("1", ["dua.pdf"])}
    page = client.post("/reading/retry", data=data | {"letter": ""}, follow_redirects=True).text
    assert {name: count for name, (count, _) in lanes(page).items()} == {"waiting": "2"}
    assert client.post("/reading/retry", data=data | {"letter": other}).status_code == 404  # of another unit
    assert (house.store.get(Work, other) or {})["state"] == "failed"


def test_a_try_that_failed_says_when_the_next_one_is(house: House) -> None:
    work = house.store.load(Work, letter(house, "lagi.pdf"))
    work.attempts = 1
    house.store.commit(lease.failed(work, Damaged(file="lagi.pdf"), house.settings.work_pool, again=True))
    page = client_of(house, "arsiparis").get("/reading").text
    assert lanes(page) == {"waiting": ("1", ["lagi.pdf"])}
    assert re.search(r"Tried again at \d{1,2} [A-Z][a-z]+ \d{4} \d\d:\d\d WIB\.", page)


def test_the_list_that_did_not_change_is_not_sent_again(house: House) -> None:
    letter(house, "surat.pdf")
    client = client_of(house, "arsiparis")
    first = client.get("/reading/list")
    assert client.get("/reading/list", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    letter(house, "lain.pdf")
    assert client.get("/reading/list", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_who_may_not_retry_is_not_offered_it(house: House) -> None:
    failed(house, "gagal.pdf")
    client = client_of(house, "pemeriksa")
    page = client.get("/reading").text
    assert lanes(page)["failed"] == ("1", ["gagal.pdf"])
    assert "Try again" not in page
    assert client.post("/reading/retry", data=form(client, "/reading")).status_code == 403
