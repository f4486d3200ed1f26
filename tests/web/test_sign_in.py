"""Signing in with a password: where it leads, and how often one may be wrong."""

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
from web.accounts import limits

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
