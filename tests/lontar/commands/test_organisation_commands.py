"""`lontar positions`, `units`, `users`, `delegation`, `presence`: the organisation at the command line."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lontar.main import lontar
from lontar.wiring import House
from office.days import day_at, zone_of
from office.holders import holders
from office.units import ROOT
from schemas.delegation import Delegation
from schemas.stored import now
from schemas.unit import Unit
from tests import files
from tests.demo import demo_house

KADES, KADIS, STAFF = (f"{name}@sukamaju.example" for name in ("kades", "kadis", "staf"))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    with demo_house(tmp_path) as house:
        yield house


def run(*words: str) -> Result:
    return CliRunner().invoke(lontar, list(words))


def lines(answer: Result) -> list[dict[str, Any]]:
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


def day(house: House, number: int) -> str:
    return str(day_at(now(), zone_of(house.store, ROOT)) + timedelta(days=number))


def test_positions_are_exported_and_imported_after_a_dry_run(house: House, tmp_path: Path) -> None:
    table = run("positions").stdout
    assert table.startswith("code,unit,title,head,superior,closed\n")
    assert "K-dpu,DPU,Kepala Dinas,yes,," in table
    path = files.written(tmp_path, "jabatan.csv", (table + "SEK,DPU,Sekretaris Dinas,,K-dpu,\n").encode())
    before = house.store.sealed()
    dry = run("positions", "--import", str(path), "--dry-run")
    assert "+ SEK  Sekretaris Dinas · Dinas Pekerjaan Umum" in dry.output
    assert house.store.sealed() == before
    assert run("positions", "--import", str(path)).exit_code == 0
    assert house.store.sealed() == before + 1
    again = run("positions", "--import", str(path))
    assert (again.exit_code, house.store.sealed()) == (0, before + 1)
    wrong = files.written(tmp_path, "salah.csv", (table + "X,NIRWANA,Kaur,,,\n").encode())
    refused = run("positions", "--import", str(wrong))
    assert refused.exit_code == 1
    assert "salah.csv:13: there is no unit NIRWANA" in refused.output


def test_a_person_is_put_into_a_position_and_let_go(house: House) -> None:
    assert run("positions", "release", "K-cempaka").exit_code == 0
    assert holders(house.store, ["kepala-cempaka"], now())["kepala-cempaka"] is None
    held = run("positions", "hold", "K-cempaka", KADES, "--since", day(house, 0))
    assert "Kepala Desa" in held.output
    (one,) = [line for line in lines(run("positions", "--json")) if line["code"] == "K-cempaka"]
    assert (one["unit"], one["acting"]["name"], one["acting"]["form"]) == ("DESA-CEMPAKA", "Kepala Desa", None)
    refused = run("positions", "hold", "K-cempaka", STAFF)
    assert (refused.exit_code, "is taken in that time: Kepala Desa" in refused.output) == (1, True)
    assert run("positions", "close", "K-cempaka").exit_code == 1
    assert run("positions", "hold", "K-cempaka").exit_code == 2
    assert run("positions", "hold", "K-cempaka", KADES, "--since", "besok").exit_code == 2
    assert run("positions", "release", "NIRWANA").exit_code == 1


def test_positions_are_not_for_everybody(house: House) -> None:
    assert run("positions", "close", "STAF", "--as", KADIS).exit_code == 1


def test_people_are_exported_and_imported(house: House, tmp_path: Path) -> None:
    table = run("users", "--export").stdout
    assert f"Kepala Desa,{KADES},manager,DESA-CEMPAKA,K-cempaka," in table
    more = f"Ratna,ratna@sukamaju.example,staff,DISTAN,,,\nKepala Desa,{KADES},manager,NIRWANA,,,\n"
    path = files.written(tmp_path, "orang.csv", (table + more).encode())
    refused = run("users", "--import", str(path))
    assert refused.exit_code == 1
    path.write_text(table + more.splitlines()[0] + "\n")
    assert "+ ratna@sukamaju.example  Ratna" in run("users", "--import", str(path), "--dry-run").output
    assert "Ratna" not in run("users").output
    run("users", "--import", str(path))
    assert "Ratna" in run("users").output


def test_a_unit_is_put_into_a_state_and_back(house: House) -> None:
    said = run("units", "state", "DESA-CEMPAKA", "preparing")
    assert "DESA-CEMPAKA: live -> preparing" in said.output
    assert "Undo: lontar units state DESA-CEMPAKA live" in said.output
    assert (house.store.get(Unit, "cempaka") or {})["state"] == "preparing"
    assert run("units", "state", "DESA-CEMPAKA", "asleep").exit_code == 2
    assert run("units", "sleep").exit_code == 2
    assert "DESA-CEMPAKA,Desa Cempaka,KEC-RAWABENING,preparing" in run("units").output


def test_adoption_is_told_for_each_unit(house: House) -> None:
    rows = lines(run("units", "adoption", "2026-11", "--json"))
    assert {row["unit"] for row in rows} >= {"DPU", "DISTAN-BUN"}
    assert rows[0] == {
        "unit": "SUKAMAJU", "name": "Kabupaten Sukamaju", "state": "live", "month": 202611, "accounts": 3,
        "people": 0, "registered": 0, "answered": 0, "signed": 0,
    }  # fmt: skip
    assert run("units", "adoption", "November").exit_code == 2


def test_a_delegate_is_named_and_the_delegation_ended(house: House) -> None:
    make = ("delegation", "--make", "Plh.", "--position", "K-dpu", "--person", STAFF, "--until", day(house, 3))
    assert run(*make, "--as", STAFF).exit_code == 1
    (one,) = lines(run(*make, "--reason", "Cuti", "--as", KADIS, "--json"))
    assert (one["form"], one["position"], one["since"], one["until"]) == ("Plh.", "K-dpu", day(house, 0), day(house, 3))
    again = run(*make)
    assert (again.exit_code, "K-dpu is taken in that time: Staf Dinas PU (Plh.)" in again.output) == (1, True)
    assert lines(run("delegation", "--json", "--as", KADES)) == []
    assert run("delegation", "--end", one["id"], "--as", KADES, "--reason", "x").exit_code == 1
    assert run("delegation", "--end", one["id"]).exit_code == 2
    assert run("delegation", "--end", one["id"], "--reason", "Sudah kembali").exit_code == 0
    assert lines(run("delegation", "--json")) == []
    assert house.store.load(Delegation, one["id"]).end_reason == "Sudah kembali"


def test_people_say_where_they_are_and_their_head_sees_it(house: House) -> None:
    said = lines(run("presence", "leave", "--until", day(house, 2), "--note", "Cuti", "--as", STAFF, "--json"))
    assert said == [{"kind": "leave", "note": "Cuti", "first": day(house, 0), "last": day(house, 2)}]
    (seen,) = lines(run("presence", "--unit", "DPU", "--as", KADIS, "--json"))
    assert seen["counts"] == {"present": 0, "duty-elsewhere": 0, "leave": 1, "unknown": 1}
    assert run("presence", "--unit", "DPU", "--as", STAFF).exit_code == 1
    assert run("presence", "leave").exit_code == 2
    assert run("presence", "leave", "--until", day(house, -2), "--as", STAFF).exit_code == 2
    assert "leave 1" in run("presence").output
