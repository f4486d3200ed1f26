"""How often dear pages may be asked for, and by whom it is counted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from tests.serving import with_token
from web import rates
from web.app import create_app
from web.rates import COSTS, Rates

ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_a_minute_and_then_evenly(tmp_path: Path) -> None:
    clock = Clock()
    some = Rates(tmp_path / "rates", clock)
    assert [some.taken("ani", 1, 60) for _ in range(60)] == [0.0] * 60
    assert some.taken("ani", 1, 60) == pytest.approx(1.0)
    assert some.taken("budi", 1, 60) == 0.0
    clock.now += 1.0
    assert some.taken("ani", 1, 60) == 0.0
    assert some.taken("ani", 1, 60) == pytest.approx(1.0)
    clock.now += 60.0
    assert [some.taken("ani", 20, 60) for _ in range(3)] == [0.0] * 3
    assert some.taken("ani", 20, 60) == pytest.approx(20.0)


def test_all_processes_count_together_and_a_clock_that_began_anew_locks_nobody_out(tmp_path: Path) -> None:
    clock = Clock()
    first, second = Rates(tmp_path / "rates", clock), Rates(tmp_path / "rates", clock)
    assert [one.taken("ani", 1, 4) for one in (first, second, first, second)] == [0.0] * 4
    assert first.taken("ani", 1, 4) > 0
    clock.now = 3.0
    assert second.taken("ani", 1, 4) == 0.0


def test_what_costs_more_than_a_minute_holds_is_given_once(tmp_path: Path) -> None:
    some = Rates(tmp_path / "rates", Clock())
    assert some.taken("ani", 20, 5) == 0.0


def test_without_room_for_the_file_a_process_counts_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert Rates(tmp_path / "file" / "rates", Clock()).taken("ani", 1, 60) == 0.0


@pytest.mark.parametrize(
    ("address", "counted"),
    [("198.51.100.7", "198.51.100.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"), ("::ffff:1.2.3.4", "::ffff:1.2.3.4")],
)
def test_of_an_address_that_is_counted_which_one_subscriber_has(address: str, counted: str) -> None:
    assert rates.network(address) == counted


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("rates")
    given = {"LONTAR_HOME": str(home), "LONTAR_RATE_PERSON": "4", "LONTAR_RATE_ADDRESS": "12"}
    house = open_house(load(given, home))
    demo.found(house.store)
    for name in ("arsiparis", "agendaris", "staf"):
        with_token(house.store, name, name)
    yield house
    house.close()


@pytest.fixture
def app(office: House) -> Flask:
    """Nobody has asked for anything yet."""
    (office.settings.home / "scratch" / "requests" / "rates").unlink(missing_ok=True)
    return create_app(office, testing=True)


def asked(app: Flask, name: str, path: str = "/api/v1/search?q=jembatan", **environ: str) -> Any:
    with app.test_client() as client:
        return client.get(path, headers={"Authorization": f"Bearer {name}"}, environ_overrides=ELSEWHERE | environ)


def test_a_person_who_asks_too_often_is_told_when_to_go_on(app: Flask) -> None:
    assert [asked(app, "arsiparis").status_code for _ in range(5)] == [200, 200, 200, 200, 429]
    refused = asked(app, "arsiparis")
    assert refused.json["error"]["code"] == "too-often"
    assert 0 < int(refused.headers["Retry-After"]) <= 15
    assert f"dalam {refused.headers['Retry-After']} detik" in refused.json["error"]["message"]
    assert asked(app, "agendaris").status_code == 200, "another person does not wait"
    assert asked(app, "arsiparis", "/api/v1/me").status_code != 429, "what is cheap goes on"


def test_an_address_is_counted_over_all_who_are_behind_it(app: Flask) -> None:
    people = ("arsiparis", "agendaris", "staf")
    assert {asked(app, name).status_code for name in people for _ in range(4)} == {200}
    assert asked(app, "kadis").status_code == 429, "nobody of the office, and still too often"
    assert asked(app, "kadis", REMOTE_ADDR="203.0.113.9").status_code == 401


def test_whoever_sits_at_this_machine_is_not_counted(app: Flask) -> None:
    assert {asked(app, "arsiparis", REMOTE_ADDR="127.0.0.1").status_code for _ in range(9)} == {200}


def test_what_is_dear_is_there(app: Flask) -> None:
    assert set(app.view_functions) >= COSTS.keys()
