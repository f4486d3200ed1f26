"""How long a person stays signed in: by opening pages, not by pages that lie open, and until somebody ends it."""

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from lontar.main import lontar
from lontar.wiring import House
from office import people
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes
from tests.demo import demo_house
from tests.web.conftest import app_of, form, signed_in
from web.accounts import sessions

LOGIN, RIGHT, NEW = "arsiparis@sukamaju.example", "kata sandi yang benar", "kata sandi yang baru"

HOUR = 3600
POLL = {"Sec-Fetch-Mode": "cors"}


class Clock:
    """The time that sessions go by; it moves when told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = time.time()
        monkeypatch.setattr(sessions, "time", SimpleNamespace(time=lambda: self.now))
        monkeypatch.setattr("itsdangerous.timed.time", SimpleNamespace(time=lambda: self.now))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def is_in(client: FlaskClient, headers: dict[str, str] | None = None) -> bool:
    return client.get("/account", headers=headers).status_code == 200


def test_who_opens_pages_stays_signed_in(house: House, clock: Clock) -> None:
    client = signed_in(house, "arsiparis")
    for _ in range(5):
        clock.now += 11 * HOUR
        assert is_in(client)


def test_a_page_that_lies_open_keeps_nobody_signed_in(house: House, clock: Clock) -> None:
    client = signed_in(house, "arsiparis")
    clock.now += 7 * HOUR
    assert is_in(client, POLL)
    clock.now += 7 * HOUR
    assert not is_in(client, POLL)


def test_most_answers_carry_no_new_cookie(house: House, clock: Clock) -> None:
    client = signed_in(house, "arsiparis")
    client.get("/account")
    assert "Set-Cookie" not in client.get("/account").headers
    clock.now += HOUR
    assert "Set-Cookie" in client.get("/account").headers


class TestEnding:
    """Sessions are listed with their last use, and ended by whose they are, by an administrator and by what makes
    them unsafe."""

    @pytest.fixture
    def house(self, tmp_path: Path) -> Iterator[House]:
        with demo_house(tmp_path) as house:
            account = account_of(house)
            people.set_password(account, RIGHT, 10)
            house.store.commit(Changes.of(account))
            yield house

    def test_the_account_says_when_a_page_was_last_opened(self, house: House, clock: Clock) -> None:
        client = signed_in(house, "arsiparis")
        client.get("/account")
        (one,) = account_of(house).account["sessions"]
        assert one["at"] <= one["seen"] <= now()
        assert "last seen" in client.get("/account").text
        version = account_of(house).version
        client.get("/account")
        assert account_of(house).version == version, "not written for each page"
        clock.now += HOUR
        client.get("/account")
        assert account_of(house).version > version

    def test_one_is_ended_and_then_all_others(self, house: House) -> None:
        clients = [signed_in(house, "arsiparis") for _ in range(4)]
        (first, *_) = account_of(house).account["sessions"]
        mine = clients[-1]
        mine.post("/account/sessions", data=form(mine, "/account") | {"sid": first["sid"]})
        assert [is_in(client) for client in clients] == [False, True, True, True]
        assert "All other sessions were ended." in ended(mine)
        assert [is_in(client) for client in clients] == [False, False, False, True]

    def test_an_administrator_ends_all_of_a_person(self, house: House) -> None:
        client, chief = signed_in(house, "arsiparis"), signed_in(house, "admin")
        address = f"/admin/people/{account_of(house).id}"
        assert "last seen" in chief.get(address).text or "Signed in" in chief.get(address).text
        assert chief.post(f"{address}/sessions", data=form(chief, address)).status_code == 302
        assert not is_in(client)
        assert is_in(chief)

    def test_at_the_machine_too(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        client = signed_in(house, "arsiparis")
        monkeypatch.setenv("LONTAR_HOME", str(house.settings.home))
        assert CliRunner().invoke(lontar, ["users", "--end-sessions", LOGIN]).exit_code == 0
        assert not is_in(client)

    @pytest.mark.parametrize("way", ["changed", "one-time", "disabled", "second factor taken away"])
    def test_what_changes_who_may_sign_in_ends_them(self, house: House, way: str) -> None:
        mine, elsewhere, chief = (signed_in(house, name) for name in ("arsiparis", "arsiparis", "admin"))
        address = f"/admin/people/{account_of(house).id}"
        if way == "changed":
            new = {"password": RIGHT, "new_password": NEW, "new_password_confirm": NEW}
            assert mine.post("/account/password", data=form(mine, "/account/password") | new).status_code == 302
            assert is_in(mine), "who changed it stays"
        elif way == "one-time":
            chief.post(f"{address}/password", data=form(chief, address))
        elif way == "disabled":
            for active in ("no", "yes"):  # enabled again, nobody is signed in by that
                chief.post(f"{address}/active", data=form(chief, address) | {"active": active})
        else:
            chief.post(f"{address}/second-factor", data=form(chief, address))
        assert not is_in(elsewhere)

    def test_a_cookie_of_before_the_sign_in_is_nobodys_and_one_of_before_the_sign_out_too(self, house: House) -> None:
        client = app_of(house).test_client()
        client.set_cookie("language", "en")
        data = form(client, "/sign-in") | {"email": LOGIN, "password": RIGHT}
        before = client.get_cookie("lontar")
        client.post("/sign-in", data=data)
        inside = client.get_cookie("lontar")
        assert before
        assert inside
        assert with_cookie(house, before.value).get("/account").status_code == 302
        assert with_cookie(house, inside.value).get("/account").status_code == 200
        client.post("/sign-out", data=form(client, "/account"))
        assert with_cookie(house, inside.value).get("/account").status_code == 302

    def test_guessing_at_the_password_in_a_session_left_open_has_an_end(self, house: House) -> None:
        client = app_of(house).test_client()
        client.set_cookie("language", "en")
        client.post("/sign-in", data=form(client, "/sign-in") | {"email": LOGIN, "password": RIGHT})
        statuses = []
        for number in range(house.settings.web.sign_in_attempts):
            page = ("/account/password", "/sign-in/again")[number % 2]
            wrong = {"password": "salah", "new_password": NEW, "new_password_confirm": NEW}
            statuses.append(client.post(page, data=form(client, page) | wrong).status_code)
        assert set(statuses) == {200}
        for page in ("/account/password", "/sign-in/again"):
            right = form(client, page) | {"password": RIGHT, "new_password": NEW, "new_password_confirm": NEW}
            assert client.post(page, data=right).status_code == 429, page


def account_of(house: House) -> Person:
    return Person.unpacked(house.store.find(Person, {"login": LOGIN}, limit=1)[0])


def ended(client: FlaskClient) -> str:
    return str(client.post("/account/sessions", data=form(client, "/account"), follow_redirects=True).text)


def with_cookie(house: House, value: str) -> FlaskClient:
    client = app_of(house).test_client()
    client.set_cookie("lontar", value)
    return client
