"""lontar calendar: a period as lines and as JSON, and the feed made and ended."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from schemas.calendar_feed import CalendarFeed
from tests.demo import demo_house
from tests.web.inviting import invited

Run = Callable[..., Result]
DECEMBER = ("--from", "2030-12-01", "--until", "2030-12-31")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    with demo_house(tmp_path) as house:
        invited(house, "Rapat jalan")
        invited(house, "Rapat jembatan", event_time="11.00")
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LONTAR_PUBLIC_URL", "https://arsip.example")
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(lontar, ["calendar", *args])


def test_the_invitations_of_a_period_are_listed_with_what_clashes(run: Run) -> None:
    first, second = run(*DECEMBER, "--as", "kadis@sukamaju.example").output.splitlines()
    assert " ".join(first.split()) == "2030-12-02 09:00-12:00 Kepala Dinas invited Rapat jalan CLASH"
    assert " ".join(second.split()) == "2030-12-02 11:00-? Kepala Dinas invited Rapat jembatan CLASH"
    assert run(*DECEMBER, "--as", "staf@sukamaju.example").output == ""
    assert len(run(*DECEMBER).output.splitlines()) == 2


def test_json_is_one_line_each_as_the_api_says_it(run: Run) -> None:
    found = [json.loads(line) for line in run(*DECEMBER, "--unit", "DPU", "--json").output.splitlines()]
    assert [(one["subject"], one["begins"], one["ends"]) for one in found] == [
        ("Rapat jalan", "09:00", "12:00"),
        ("Rapat jembatan", "11:00", None),
    ]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--from", "besok"), 2, "besok is no day"),
        (("--from", "2030-12-31", "--until", "2030-12-01"), 2, "2030-12-01 is no day"),
        (("--unit", "SETDA", "--as", "kadis@sukamaju.example"), 1, "SETDA"),
        (("feed",), 2, "it needs a person"),
        (("feed", "--as", "nobody@sukamaju.example"), 1, "nobody"),
    ],
)
def test_what_cannot_be_is_said(run: Run, args: tuple[str, ...], code: int, said: str) -> None:
    answer = run(*args)
    assert answer.exit_code == code
    assert said in answer.output


def test_a_feed_is_made_and_ended(run: Run, tmp_path: Path) -> None:
    who = ("--as", "kadis@sukamaju.example")
    address = run("feed", *who).output.strip()
    assert address.startswith("https://arsip.example/calendar/")
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    (kept,) = house.store.every(CalendarFeed)
    assert address[31:-4] not in repr(kept)
    assert run("feed", "--revoke", *who).output == "The feed was ended.\n"
    assert run("feed", "--revoke", *who).output == "There was no feed.\n"
    assert list(house.store.every(CalendarFeed)) == []
    house.close()
