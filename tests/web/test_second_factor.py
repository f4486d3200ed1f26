"""The second factor in the pages: a password alone opens nothing, a code once, and who lost it is helped."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from lontar.wiring import House
from office import people
from office.second_factor import code_at, is_on
from schemas.attempts import Attempts
from schemas.person import Person
from store.changes import Changes
from tests.demo import demo_house
from tests.serving import with_token
from tests.web.conftest import app_of, form, signed_in
from web.accounts import second

LOGIN, RIGHT = "arsiparis@sukamaju.example", "kata sandi yang benar"
PAGE = "/account/second-factor"


class Clock:
    def __init__(self) -> None:
        self.at = time.time()

    def time(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(second, "time", clock)
    return clock


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        account = Person.unpacked(row_of(house))
        people.set_password(account, RIGHT, 10)
        house.store.commit(Changes.of(account))
        yield house


def row_of(house: House) -> Any:
    return house.store.find(Person, {"login": LOGIN}, limit=1)[0]


def outside(house: House) -> FlaskClient:
    client = app_of(house).test_client()
    client.set_cookie("language", "en")
    return client


def with_password(client: FlaskClient, next: str = "/account") -> Any:
    data = form(client, "/sign-in") | {"email": LOGIN, "password": RIGHT}
    return client.post(f"/sign-in?next={next}", data=data)


def with_code(client: FlaskClient, code: str) -> Any:
    return client.post("/sign-in/code?next=/account", data=form(client, "/sign-in/code") | {"one_time_password": code})


def turned_on(client: FlaskClient, clock: Clock) -> tuple[str, list[str]]:
    """The secret and the recovery codes."""
    client.post(PAGE, data=form(client, PAGE) | {"act": "begin", "password": RIGHT})
    found = re.search(r'class="token">([A-Z2-7]{32})<', client.get(PAGE).text)
    assert found
    code = code_at(found[1], int(clock.at // 30))
    said = client.post(PAGE, data=form(client, PAGE) | {"act": "confirm", "one_time_password": code}).text
    return found[1], re.findall(r"<code>([a-z2-9-]{17})</code>", said)


def fresh(secret: str, clock: Clock) -> str:
    clock.at += 60
    return code_at(secret, int(clock.at // 30))


def test_a_password_alone_opens_nothing_and_the_code_the_rest(house: House, clock: Clock) -> None:
    secret, spare = turned_on(signed_in(house, "arsiparis"), clock)
    assert len(spare) == 8
    client = outside(house)
    with_password(client)
    for address in ("/", "/account", "/account/password", "/sign-in/again", PAGE):
        assert client.get(address).status_code == 302, address
    assert client.get("/api/v1/search?q=a", headers={"Accept": "application/json"}).status_code == 401
    assert client.get("/sign-in?next=/account").location == "/sign-in/code?next=/account"
    assert with_code(client, fresh(secret, clock)).location == "/account"
    assert client.get("/account").status_code == 200


def test_a_code_is_taken_once_in_any_browser_and_a_recovery_code_too(house: House, clock: Clock) -> None:
    secret, spare = turned_on(signed_in(house, "arsiparis"), clock)
    one, other, third = outside(house), outside(house), outside(house)
    for client in (one, other, third):
        with_password(client)
    code = fresh(secret, clock)
    assert with_code(one, code).status_code == 302
    assert with_code(other, code).status_code == 422
    assert with_code(other, spare[0]).status_code == 302
    assert with_code(third, spare[0]).status_code == 422


def test_the_password_gives_no_new_tries_at_the_code(house: House, clock: Clock) -> None:
    secret, _ = turned_on(signed_in(house, "arsiparis"), clock)
    client, most = outside(house), house.settings.web.sign_in_attempts
    for number in range(most):
        if number % 3 == 0:
            client.delete_cookie("lontar")
            assert with_password(client).status_code == 302
        assert with_code(client, "not a code").status_code == 422
    assert with_code(client, fresh(secret, clock)).status_code == 429
    client.delete_cookie("lontar")
    assert with_password(client).status_code == 429


def test_no_code_leads_away_from_here(house: House, clock: Clock) -> None:
    secret, _ = turned_on(signed_in(house, "arsiparis"), clock)
    client = outside(house)
    with_password(client)
    data = form(client, "/sign-in/code") | {"one_time_password": fresh(secret, clock)}
    assert client.post("/sign-in/code?next=//evil.example", data=data).location == "/"


def test_setting_up_and_turning_off_ask_for_the_password(house: House, clock: Clock) -> None:
    client = signed_in(house, "arsiparis")
    wrong = client.post(PAGE, data=form(client, PAGE) | {"act": "begin", "password": "another one"})
    assert (wrong.status_code, row_of(house).get("second_factor", {})) == (422, {})
    secret, _ = turned_on(client, clock)
    off = {"act": "off", "one_time_password": fresh(secret, clock)}
    assert client.post(PAGE, data=form(client, PAGE) | off | {"password": "another one"}).status_code == 422
    assert (
        client.post(PAGE, data=form(client, PAGE) | off | {"one_time_password": "1", "password": RIGHT}).status_code
        == 422
    )
    assert client.post(PAGE, data=form(client, PAGE) | off | {"password": RIGHT}).location == "/sign-in"
    assert not is_on(row_of(house))
    assert client.get("/account").status_code == 302, "every session has ended"


def test_an_administrator_takes_it_away_and_the_log_knows_no_secret(house: House, clock: Clock) -> None:
    mine = signed_in(house, "arsiparis")
    secret, spare = turned_on(mine, clock)
    chief = next(row for row in house.store.every(Person) if "administrator" in row["roles"])
    client = signed_in(house, chief["login"].partition("@")[0])
    address = f"/admin/people/{row_of(house)['_id']}"
    assert "Take the second factor away" in client.get(address).text
    assert client.post(f"{address}/second-factor", data=form(client, address)).status_code == 302
    assert not is_on(row_of(house))
    assert mine.get("/account").status_code == 302
    events = house.store.events(0, 10_000)
    assert {"person.second-factor-on", "person.second-factor-reset"} <= {one["verb"] for one in events}
    assert not any(word in repr(events) for word in (secret, *spare))
    assert house.store.count(Attempts) == 0


def test_a_new_password_asks_for_no_code_of_who_has_just_given_one(house: House, clock: Clock) -> None:
    secret, _ = turned_on(signed_in(house, "arsiparis"), clock)
    client = outside(house)
    with_password(client)
    with_code(client, fresh(secret, clock))
    new = {"password": RIGHT, "new_password": "yang lain sekali", "new_password_confirm": "yang lain sekali"}
    assert client.post("/account/password", data=form(client, "/account/password") | new).status_code == 302
    assert client.get("/account").status_code == 200


class TestDemanded:
    """An office that asks archivists for a second factor."""

    @pytest.fixture
    def house(self, tmp_path: Path) -> Iterator[House]:
        with demo_house(tmp_path, LONTAR_SECOND_FACTOR_ROLES="archivist, administrator") as house:
            account = Person.unpacked(row_of(house))
            people.set_password(account, RIGHT, 10)
            house.store.commit(Changes.of(account))
            yield house

    def test_before_it_is_set_up_no_other_page_opens(self, house: House, clock: Clock) -> None:
        client = outside(house)
        with_password(client)
        for address in ("/", "/account", "/account/tokens", "/intake"):
            assert client.get(address).location == PAGE, address
        refused = client.get("/api/v1/search?q=a", headers={"Accept": "application/json"})
        assert (refused.status_code, (refused.json or {})["error"]["code"]) == (403, "second-factor-needed")
        assert "This office asks your role for a second factor." in client.get(PAGE).text
        turned_on(client, clock)
        assert client.get("/account").status_code == 200

    def test_it_is_not_turned_off(self, house: House, clock: Clock) -> None:
        client = outside(house)
        with_password(client)
        secret, _ = turned_on(client, clock)
        assert "Turn it off" not in client.get(PAGE).text
        off = {"act": "off", "password": RIGHT, "one_time_password": fresh(secret, clock)}
        answer = client.post(PAGE, data=form(client, PAGE) | off)
        assert (answer.status_code, "it cannot be turned off" in answer.text) == (409, True)
        assert is_on(row_of(house))

    def test_other_roles_and_programs_are_not_asked(self, house: House) -> None:
        assert signed_in(house, "staf").get("/account").status_code == 200
        with_token(house.store, "arsiparis", "program")
        client = app_of(house).test_client()
        assert client.get("/api/v1/search?q=a", headers={"Authorization": "Bearer program"}).status_code == 200
