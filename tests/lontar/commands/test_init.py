"""`lontar init`: a new office in one go, in steps, twice, and with what is wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from office.people import administrators
from schemas.office import Office
from schemas.person import Person
from schemas.unit import Unit
from store import fixity
from tests import files

ADMIN = ("--admin-name", "Ani", "--admin-login", "ani@mekar.example", "--password", "sepuluh-huruf")
NAME = ("--name", "Kabupaten Mekar")
TABLE = "code,name,parent\nMEKAR,Kabupaten Mekar,\nDPU,Dinas PU,MEKAR\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def init(*options: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(lontar, ["init", *options], input=stdin)


def standing(home: Path) -> tuple[str | None, list[str], list[str]]:
    """Name of the office, logins of administrators, codes of units."""
    house = open_house(load({"LONTAR_HOME": str(home)}, home.parent))
    try:
        office = house.store.get(Office, "office") or {}
        logins = [row["login"] for row in administrators(house.store)]
        assert list(fixity.check(house.store, house.originals)) == []
        return office.get("name"), logins, sorted(row["code"] for row in house.store.every(Unit))
    finally:
        house.close()


def test_a_script_says_everything_in_one_line(home: Path, tmp_path: Path) -> None:
    table = files.written(tmp_path, "units.csv", TABLE.encode())
    logo = files.written(tmp_path, "logo.png", files.scan())
    more = (
        "--units",
        str(table),
        "--letterhead",
        "KABUPATEN MEKAR",
        "--letterhead",
        "Jl. Merdeka 1",
        "--logo",
        str(logo),
    )
    mail = ("--smtp", "smtp://u:rahasia@mail.mekar.example", "--mail-from", "arsip@mekar.example")
    said = init(*NAME, *ADMIN, *more, *mail)
    assert said.exit_code == 0, said.output
    assert "rahasia" not in said.output
    assert "Not yet set up" not in said.output
    assert standing(home) == ("Kabupaten Mekar", ["ani@mekar.example"], ["DPU", "MEKAR"])
    office = load({"LONTAR_HOME": str(home)}, tmp_path).office
    assert (office.smtp_host, office.smtp_password, office.mail_from) == (
        "mail.mekar.example",
        "rahasia",
        "arsip@mekar.example",
    )


def test_a_second_run_changes_nothing_and_says_what_is_there(home: Path) -> None:
    init(*NAME, *ADMIN)
    again = init("--name", "Lain", "--admin-name", "X", "--admin-login", "x@y", "--password", "sepuluh-huruf")
    assert again.exit_code == 0
    assert "Kabupaten Mekar (stands already)" in again.output
    assert "ani@mekar.example (stands already)" in again.output
    assert "Not yet set up: units, letterhead, mail" in again.output
    assert standing(home) == ("Kabupaten Mekar", ["ani@mekar.example"], ["OFFICE"])


def test_what_was_left_out_is_done_by_a_later_run(home: Path, tmp_path: Path) -> None:
    init(*NAME, *ADMIN)
    table = files.written(tmp_path, "units.csv", TABLE.encode())
    assert init("--units", str(table)).exit_code == 0
    assert standing(home)[2] == ["DPU", "MEKAR"]


def test_a_script_that_says_too_little_is_told_what_is_missing_and_nothing_is_done(home: Path) -> None:
    said = init(*NAME, "--smtp", "smtp://x")
    assert said.exit_code == 2
    assert "--admin-name, --admin-login, --password, --mail-from" in said.output
    assert standing(home) == (None, [], [])


def test_the_password_can_come_from_standard_input(home: Path) -> None:
    assert init(*NAME, *ADMIN[:4], "--password", "-", stdin="sepuluh-huruf\n").exit_code == 0
    house = open_house(load({"LONTAR_HOME": str(home)}, home.parent))
    assert next(iter(house.store.every(Person)))["password"].startswith("$argon2id$")
    house.close()


def test_a_dry_run_tells_what_a_table_would_do(home: Path, tmp_path: Path) -> None:
    table = files.written(tmp_path, "units.csv", TABLE.encode())
    said = init("--units", str(table), "--dry-run")
    assert said.output.splitlines() == ["+ MEKAR  Kabupaten Mekar", "+ DPU  Dinas PU"]
    assert standing(home) == (None, [], [])


def test_a_faulty_table_is_listed_by_line_and_nothing_is_done(home: Path, tmp_path: Path) -> None:
    table = files.written(tmp_path, "units.csv", b"code,name,parent\nA,,\nB,Dua,C\n")
    said = init(*NAME, *ADMIN, "--units", str(table))
    assert said.exit_code == 1
    assert f"{table}:2: name is empty" in said.output
    assert f"{table}:3: there is no unit C" in said.output
    assert standing(home) == (None, [], [])


@pytest.mark.parametrize("content", [b"GIF89a", b"\x89PNG\r\n\x1a\n broken", b""])
def test_a_crest_that_is_no_picture_is_refused(home: Path, tmp_path: Path, content: bytes) -> None:
    logo = files.written(tmp_path, "logo.png", content)
    said = init(*NAME, *ADMIN, "--letterhead", "MEKAR", "--logo", str(logo))
    assert said.exit_code in (1, 2)
    assert said.output.splitlines()[-1].startswith("lontar: ")
    assert standing(home)[0] == "Kabupaten Mekar"


def test_a_short_password_is_refused(home: Path) -> None:
    said = init(*NAME, *ADMIN[:4], "--password", "pendek")
    assert said.exit_code == 2
    assert "at least 10 characters" in said.output


def test_the_office_says_how_short_a_password_may_be(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_PASSWORD_LENGTH", "16")
    assert "at least 16 characters" in init(*NAME, *ADMIN[:4], "--password", "sepuluh-huruf").output
    assert init(*NAME, *ADMIN[:4], "--password", "enam-belas-huruf").exit_code == 0
    typed = "sepuluh-huruf\nsepuluh-huruf\n"
    said = CliRunner().invoke(lontar, ["users", "--password", ADMIN[3]], input=typed)
    assert said.exit_code == 2
    assert "at least 16 characters" in said.output


def test_a_person_at_the_terminal_is_asked_and_can_leave_the_rest_for_later(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lontar.commands.init._somebody_answers", lambda: True)
    table = files.written(tmp_path, "units.csv", TABLE.encode())
    typed = ["Kabupaten Mekar", "Ani", "ani@mekar.example", "sepuluh-huruf", "sepuluh-huruf"]
    typed += ["y", str(table), "y", "KABUPATEN MEKAR", "Jl. Merdeka 1", "", "n"]
    said = init(stdin="\n".join(typed) + "\n")
    assert said.exit_code == 0, said.output
    assert "sepuluh-huruf" not in said.output
    assert "Not yet set up: mail." in said.output
    assert standing(home) == ("Kabupaten Mekar", ["ani@mekar.example"], ["DPU", "MEKAR"])
