"""lontar retention and lontar hold, from the schedule to the tombstones."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from office import demo
from schemas.letter import Letter
from tests.lontar.bare import bare, person
from tests.lontar.retention.office import TABLE, closed


def test_from_the_schedule_to_the_tombstones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    ids = bare(house, 2)
    closed(house, person(house, "arsiparis"), "005/1", ids[:1])
    closed(house, person(house, "arsiparis"), "005/2", ids[1:])
    house.close()

    def run(*given: str, who: str = "arsiparis", code: int = 0) -> Result:
        login = ["--as", f"{who}@sukamaju.example"] if who else []
        done = CliRunner().invoke(lontar, [*given, *login])
        assert done.exit_code == code, done.output
        return done

    table = tmp_path / "jra.csv"
    table.write_bytes(b"code,active,inactive,fate\n005,x,1,musnah\n")
    assert "jra.csv:2: active must be whole years" in run("retention", "--schedule", str(table), code=1).output
    table.write_bytes(TABLE)
    assert "example" in run("retention", "--propose", "destroy", "005/1", "--reason", "Habis", code=1).output
    assert "would be taken" in run("retention", "--schedule", str(table), "--dry-run").output
    run("retention", "--schedule", str(table))
    run("retention", "--approvers", "K-office", who="admin")
    assert "005/1" in run("retention").output
    run("retention", "--out", str(tmp_path / "due.xlsx"))
    assert (tmp_path / "due.xlsx").read_bytes().startswith(b"PK")
    made = json.loads(run("retention", "--propose", "destroy", "005/1", "005/2", "--reason", "Habis", "--json").stdout)[
        "number"
    ]
    number = str(made)
    run("retention", "--approve", number, code=1)
    run("retention", "--approve", number, who="", code=1)
    run("retention", "--approve", number, who="sekda")
    run("retention", "--outside", number, "--letter-number", "B-1", "--day", "20261332", code=2)
    run("retention", "--outside", number, "--letter-number", "B-1", "--day", "20260102")
    run("hold", "005/2", "--reason", "Perkara")
    assert "005/2" in run("hold").output
    run("retention", "--carry-out", number, "--confirm", "99", code=2)
    done = run("retention", "--carry-out", number, "--confirm", number)
    assert "005/2 fell out" in done.stderr
    assert "done" in done.stdout
    run("retention", "--minutes", number, "--out", str(tmp_path / "ba.pdf"))
    assert (tmp_path / "ba.pdf").read_bytes().startswith(b"%PDF-")
    (line,) = run("retention", "--tombstones", who="admin").stdout.splitlines()
    assert json.loads(line)["id"] == ids[0]
    stones = tmp_path / "stones.jsonl"
    stones.write_text(line + "\nnonsense\n")
    assert "Line 2" in run("retention", "--reapply", str(stones), who="admin", code=2).output
    stones.write_text(line + "\n")
    assert "0 letters destroyed again" in run("retention", "--reapply", str(stones), who="admin").output
    run("hold", "005/2", "--release", "--reason", "Selesai")
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    assert house.store.get(Letter, ids[0]) is None
    assert house.store.get(Letter, ids[1]) is not None
    house.close()
    assert "decision 1" in run("show", ids[0], code=1).output
