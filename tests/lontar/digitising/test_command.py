"""`lontar batch` from the manifest to the minutes, in words and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lontar.main import lontar
from lontar.wiring import House
from office.access import Reader
from tests.lontar.digitising import working


@pytest.fixture
def run(house: House) -> Any:
    environ = {"LONTAR_HOME": str(house.settings.home)}

    def run(*words: str) -> Result:
        return CliRunner().invoke(lontar, ["batch", *words], env=environ)

    return run


def said(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_batch_goes_its_way(run: Any, house: House, console: Reader, tmp_path: Path) -> None:
    table = tmp_path / "daftar.csv"
    table.write_text(working.TABLE)
    assert run("Arsip 1971", "--make").exit_code == 0
    dry = run("Arsip 1971", "--manifest", str(table), "--dry-run")
    assert "+ 12/3/1 Laporan tahunan" in dry.stdout
    assert "3 items added" in dry.stdout
    assert said(run("Arsip 1971", "--json"))["counts"]["expected"] == 0
    done = said(run("Arsip 1971", "--manifest", str(table), "--json"))
    assert (done["added"], done["faults"]) == (3, [])
    working.scan(house, console, "Arsip 1971", "12-3-1.pdf")
    other = working.scan(house, console, "Arsip 1971", "lain.pdf")
    working.read(house)
    missing = [json.loads(line) for line in run("Arsip 1971", "--list", "missing", "--json").stdout.splitlines()]
    assert [one["description"] for one in missing] == ["Undangan rapat", "Surat edaran"]
    assert run("Arsip 1971", "--match", missing[0]["id"], other).exit_code == 0
    refused = run("Arsip 1971", "--close")
    assert (refused.exit_code, "12/4/1 Surat edaran" in refused.output) == (1, True)
    assert run("Arsip 1971", "--explain", "missing", "--why", "Hilang waktu banjir").exit_code == 0
    closed = run(
        "Arsip 1971", "--close", "--place", "Sukamaju", "--officer", "Ani;Arsiparis", "--papers", str(tmp_path)
    )
    assert closed.exit_code == 0, closed.output
    assert (tmp_path / "Berita acara Arsip 1971.pdf").read_bytes().startswith(b"%PDF")
    assert [one["kind"] for one in said(run("Arsip 1971", "--json"))["papers"]] == ["minutes", "list"]
    assert "closed" in run("--closed").stdout
    assert run("Arsip 1971", "--reopen", "Satu tertinggal").exit_code == 0
    assert "closed" not in run("Arsip 1971").stdout


def test_faults_are_listed_by_line_and_end_with_one(run: Any, tmp_path: Path) -> None:
    table = tmp_path / "daftar.csv"
    table.write_text("box,folder,number,date\n1,1,1,besok\n")
    run("Arsip", "--make")
    done = run("Arsip", "--manifest", str(table))
    assert (done.exit_code, f"{table}:2: date is no date" in done.output) == (1, True)
    assert run("Arsip", "--manifest", str(tmp_path / "none.csv")).exit_code == 2
    assert run("--manifest", str(table)).exit_code == 2


def test_acts_are_undone_by_their_number(run: Any, house: House, console: Reader) -> None:
    working.made(house, console)
    event = said(run("Arsip 1971", "--explain", "missing", "--why", "x", "--json"))["event"]
    assert said(run("Arsip 1971", "--json"))["counts"]["unexplained"] == 0
    assert run("--undo", str(event)).exit_code == 0
    assert said(run("Arsip 1971", "--json"))["counts"]["unexplained"] == 3
    assert run("--undo", "1").exit_code == 1
