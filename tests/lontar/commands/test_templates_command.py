"""lontar templates: listed, shown, tried, added, taken away; a sample written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from drafting.template import shipped
from lontar.main import lontar


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(*words: str, exit_code: int = 0) -> str:
    said = CliRunner().invoke(lontar, ["templates", *words])
    assert said.exit_code == exit_code, said.output
    return said.output


def test_a_shipped_template_is_changed_tried_added_and_taken_away(home: Path) -> None:
    text = told("show", "undangan")
    assert text == shipped("undangan").path.read_text()
    (home / "kita.typ").write_text(text.replace('"Undangan"', '"Undangan Kita"', 1))
    assert "14 fields; it can be added" in told("check", "undangan-kita", "kita.typ")
    assert "Kita" not in told()
    told("add", "undangan-kita", "kita.typ")
    rows = [json.loads(line) for line in told("--json").splitlines()]
    assert [(one["name"], one["own"]) for one in rows][-1] == ("undangan-kita", True)
    assert json.loads(told("show", "surat-tugas", "--json"))["fields"][1]["columns"][0]["name"] == "name"
    told("sample", "undangan-kita", "contoh.pdf")
    assert (home / "contoh.pdf").read_bytes().startswith(b"%PDF")
    told("remove", "undangan-kita")
    assert "Kita" not in told()


def test_wrong_use_and_what_is_no_template_are_said(home: Path) -> None:
    (home / "a.typ").write_text("= Surat")
    (home / "link.typ").symlink_to("a.typ")
    for words in (("add", "surat"), ("show",), ("remove", "surat", "a.typ")):
        assert "it takes NAME" in told(*words, exit_code=2)
    assert "begin with its description" in told("add", "surat", "a.typ", exit_code=2)
    assert "link to another file" in told("add", "surat", "link.typ", exit_code=2)
    told("show", "nobody", exit_code=1)
