"""`lontar users`: accounts made at the machine, by a person or by a script."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar.main import lontar

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
