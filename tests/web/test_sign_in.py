"""Signing in with a password: where it leads, and how often one may be wrong."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from lontar.wiring import House
from office import people
from schemas.attempts import Attempts
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes
from store.removal import removed
from tests.web.conftest import SignIn, form
from web.accounts import limits, lockout

RIGHT, WRONG = "kata sandi yang benar", "kata sandi yang salah"


@pytest.fixture
def client(house: House, sign_in: SignIn) -> FlaskClient:
    for name in ("arsiparis", "agendaris"):
        (row,) = house.store.find(Person, {"login": f"{name}@sukamaju.example"})
        person = Person.unpacked(row)
        people.set_password(person, RIGHT, 10)
        house.store.commit(Changes.of(person))
    for row in house.store.every(Attempts):
        removed(house.store, Attempts, row)
    return sign_in("")


def enter(client: FlaskClient, password: str, name: str = "arsiparis", address: str = "/sign-in") -> Any:
    said = form(client, "/sign-in") | {"email": f"{name}@sukamaju.example", "password": password}
    return client.post(address, data=said)


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/%5Cevil.example"])
def test_a_link_that_leads_away_leads_to_the_search(client: FlaskClient, next: str) -> None:
    answer = enter(client, RIGHT, address=f"/sign-in?next={next}")
    assert answer.status_code == 302
    assert answer.location in ("/", "/%5Cevil.example")  # the last one is a path of this site, whatever it looks like


def test_a_link_into_the_archive_is_followed(client: FlaskClient) -> None:
    assert enter(client, RIGHT, address="/sign-in?next=/reading").location == "/reading"


def test_after_so_many_failures_the_right_password_waits_too(
    house: House, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(house.settings.web.sign_in_attempts):
        assert enter(client, WRONG).status_code == 200
    refused = enter(client, RIGHT)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert enter(client, RIGHT, "agendaris").status_code == 302, "another login does not wait"
    monkeypatch.setattr(limits, "now", lambda: now() + timedelta(days=1))
    client.delete_cookie("lontar")
    assert enter(client, RIGHT).status_code == 302


def test_a_good_sign_in_forgets_the_failures_of_its_login(house: House, client: FlaskClient) -> None:
    for _ in range(2):
        for _ in range(house.settings.web.sign_in_attempts - 1):
            enter(client, WRONG)
        assert enter(client, RIGHT).status_code == 302
        client.delete_cookie("lontar")


def from_address(client: FlaskClient, address: str, password: str) -> int:
    said = form(client, "/sign-in") | {"email": "arsiparis@sukamaju.example", "password": password}
    return int(client.post("/sign-in", data=said, environ_base={"REMOTE_ADDR": address}).status_code)


def test_a_thousand_wrong_ones_from_one_address_do_not_lock_the_owner_out(house: House, client: FlaskClient) -> None:
    said = form(client, "/sign-in") | {"email": "arsiparis@sukamaju.example", "password": WRONG}
    there = {"REMOTE_ADDR": "192.0.2.7"}
    answers = [client.post("/sign-in", data=said, environ_base=there).status_code for _ in range(1000)]
    assert answers.count(200) == house.settings.web.sign_in_attempts
    assert from_address(client, "192.0.2.7", RIGHT) == 429
    assert from_address(client, "192.0.2.8", RIGHT) == 302


def test_guesses_from_many_addresses_make_strange_browsers_wait_and_the_owners_own_not(
    house: House, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 12
    monkeypatch.setattr(lockout, "web_settings", lambda: replace(house.settings.web, sign_in_attempts_login=most))
    assert from_address(client, "192.0.2.8", RIGHT) == 302
    client.delete_cookie("lontar")
    strange = client.application.test_client()
    said = form(strange, "/sign-in") | {"email": "arsiparis@sukamaju.example", "password": WRONG}
    for number in range(most):
        strange.post("/sign-in", data=said, environ_base={"REMOTE_ADDR": f"198.51.100.{number}"})
    assert from_address(strange, "203.0.113.1", RIGHT) == 429
    assert from_address(client, "203.0.113.1", RIGHT) == 302, "a browser that has signed in before waits for nobody"


def test_a_known_browser_has_its_own_few_tries_and_a_forged_one_is_a_stranger(
    house: House, client: FlaskClient
) -> None:
    assert from_address(client, "192.0.2.8", RIGHT) == 302
    client.delete_cookie("lontar")
    for _ in range(house.settings.web.sign_in_attempts):
        assert from_address(client, "192.0.2.8", WRONG) == 200
    assert from_address(client, "192.0.2.8", RIGHT) == 429
    client.set_cookie("lontar-known", "eyJhIjoiYiJ9.forged.cookie")
    assert from_address(client, "192.0.2.9", RIGHT) == 302
