"""How long a person stays signed in: by opening pages, not by pages that lie open."""

import time
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from lontar.wiring import House
from tests.web.conftest import signed_in
from web.accounts import sessions

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
