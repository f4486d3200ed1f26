"""`lontar users`: accounts made at the machine, by a person or by a script."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from office import second_factor
from schemas.person import Person
from store.changes import Changes

ANI = ("--add", "ani@mekar.example", "--name", "Ani", "--role", "archivist")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path))
    return tmp_path


def users(*options: str, stdin: str = "") -> Result:
    return CliRunner().invoke(lontar, ["users", *options], input=stdin)


def test_a_script_says_the_password_in_a_line_and_is_asked_nothing() -> None:
    said = users(*ANI, stdin="sepuluh-huruf\n")
    assert said.exit_code == 0, said.output
    assert said.output.split() == ["ani@mekar.example", "Ani", "archivist"]
    assert users("--password", "ani@mekar.example", stdin="dua-belas-huruf\n").exit_code == 0


def test_a_short_one_makes_no_account() -> None:
    assert "at least 10 characters" in users(*ANI, stdin="pendek\n").output
    assert users().output == ""


def test_a_login_that_is_in_use_is_told_before_a_password_is_asked_for() -> None:
    users(*ANI, stdin="sepuluh-huruf\n")
    said = users("--add", "ANI@mekar.example", "--name", "Lain", "--role", "staff")
    assert (said.exit_code, "ani@mekar.example is already in use" in said.output) == (1, True)


def test_a_second_factor_is_taken_away_and_the_password_stays(home: Path) -> None:
    users(*ANI, stdin="sepuluh-huruf\n")
    with closing(open_house(load({"LONTAR_HOME": str(home)}, home))) as house:
        (row,) = house.store.find(Person, limit=1)
        account = Person.unpacked(row)
        second_factor.prepare(account)
        secret = account.second_factor["pending"]
        second_factor.confirm(account, second_factor.code_at(secret, 100), 3000.0)
        house.store.commit(Changes.of(account))
    assert users("--reset-second-factor", "ANI@mekar.example").exit_code == 0
    assert users("--reset-second-factor", "nobody@mekar.example").exit_code != 0
    with closing(open_house(load({"LONTAR_HOME": str(home)}, home))) as house:
        (after,) = house.store.find(Person, limit=1)
        verbs = {one["verb"] for one in house.store.events(0, 100)}
    assert not second_factor.is_on(after)
    assert after["password"] == row["password"]
    assert "person.second-factor-reset" in verbs
