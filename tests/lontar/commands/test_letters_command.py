"""lontar letters, jobs, tags and casefile."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from tests.lontar.bare import bare

NUMBER = 3


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with letters of one unit, indexed."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    bare(house, NUMBER, unit="office")
    house.close()
    return tmp_path


def told(*words: str, exit_code: int = 0) -> str:
    said = CliRunner().invoke(lontar, list(words))
    assert said.exit_code == exit_code, said.output
    return said.output


def one(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(*words, "--json").splitlines()[-1])
    return found


def test_without_an_act_all_letters_are_listed() -> None:
    found = [json.loads(line) for line in told("letters", "surat", "--json").splitlines()]
    assert {row["subject"] for row in found} == {f"Surat office{number:06}" for number in range(NUMBER)}


def test_what_would_be_done_is_counted_and_done_on_a_word() -> None:
    assert one("letters", "--tag", "banjir", "--dry-run")["foreseen"]["done"] == NUMBER
    assert "--yes" in told("letters", "--tag", "banjir", exit_code=2)
    assert told("jobs") == ""  # neither left anything
    assert one("letters", "--tag", "banjir", "--yes")["counts"] == {"done": NUMBER, "unchanged": 0, "refused": 0}
    assert one("letters", "--tag", "banjir", "--yes")["counts"]["unchanged"] == NUMBER


def test_words_as_typed_and_letters_like_one_are_meant_as_in_the_search() -> None:
    id = json.loads(told("letters", "--json").splitlines()[0])["id"]
    assert one("letters", "surat", "--exact", "--tag", "x", "--dry-run")["exact"] is True
    assert "no letter" in told("letters", "surat", "--like", id, "--tag", "x", "--yes", exit_code=2)
    assert "not found" in told("letters", "surat", "--like", "nowhere", "--tag", "x", "--yes", exit_code=1)


def test_a_job_is_shown_letter_by_letter_and_undone() -> None:
    job = one("letters", "--set", "recipients=Camat; Kepala Desa", "--yes")
    lines = [json.loads(line) for line in told("jobs", job["id"], "--letters").splitlines()]
    assert [line["outcome"] for line in lines] == ["done"] * NUMBER
    back = one("jobs", job["id"], "--undo", "--yes")
    assert (back["of"], back["counts"]["done"]) == (job["id"], NUMBER)
    assert one("jobs", job["id"])["undone_by"] == back["id"]


def test_tags_are_listed_renamed_and_deleted() -> None:
    told("letters", "--tag", "bajnir", "--yes")
    told("work", "--until-done")
    assert one("tags") == {"tag": "bajnir", "letters": NUMBER}
    told("tags", "--rename", "bajnir", "banjir", "--yes")
    told("work", "--until-done")
    assert one("tags", "ban") == {"tag": "banjir", "letters": NUMBER}
    told("tags", "--delete", "banjir", "--yes")
    told("work", "--until-done")
    assert told("tags") == ""


def test_letters_are_put_into_a_case_file_by_its_number() -> None:
    made = one("casefile", "Perbaikan jembatan", "--make", "--number", "005/12", "--code", "005")
    assert one("casefile") == made
    job = one("letters", "--file", "005/12", "--yes")
    assert job["values"] == {"casefile": made["id"]}
    told("work", "--until-done")
    assert one("search", "berkas:jembatan")["total"] == NUMBER
    assert one("letters", "berkas:jembatan", "--unfile", "--yes")["counts"]["done"] == NUMBER


def test_a_case_file_is_renamed_closed_and_opened_again() -> None:
    made = one("casefile", "Jembatan", "--make", "--number", "005/12", "--code", "005")
    renamed = one("casefile", "005/12", "--title", "Jalan", "--number", "005/13")
    assert one("casefile", "005/13") == made | {"title": "Jalan", "number": "005/13"}
    assert f"--undo {int(renamed['event']) + 1}" in told("casefile", "005/13", "--close")
    assert told("casefile") == ""
    assert "Jalan (closed)" in told("casefile", "--closed")
    assert "is closed" in told("letters", "--file", "005/13", "--yes", exit_code=1)
    told("casefile", "005/13", "--reopen")
    told("casefile", "--undo", str(renamed["event"]))
    assert one("casefile") == made


def test_an_export_is_written_whole(home: Path) -> None:
    said = told("letters", "--export", "surat.zip", "--yes", exit_code=0)
    assert "surat.zip" in said
    with zipfile.ZipFile(home / "surat.zip") as archive:
        assert archive.namelist()[-1] == "letters.csv"
    assert not list(home.glob(".*.part"))


@pytest.mark.parametrize(
    "words",
    [
        ("letters", "--tag", "a", "--untag", "b", "--yes"),
        ("letters", "--set", "subject", "--yes"),
        ("letters", "--set", "colour=red", "--yes"),
        ("letters", "--set", "date=20190230", "--yes"),
        ("letters", "--filter", "colour=red"),
        ("letters", "tidak-ada", "--tag", "a", "--yes"),
        ("jobs", "--undo"),
        ("tags", "--rename", "a", "b", "--delete", "a"),
        ("casefile", "Tanpa nomor", "--make"),
        ("casefile", "--close"),
    ],
)
def test_what_cannot_be_meant_is_told(words: tuple[str, ...]) -> None:
    assert told(*words, exit_code=2).startswith("lontar: ")
