"""The pages and the API of retention without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lontar.retention import carrying, holds
from lontar.wiring import House
from schemas.letter import Letter
from schemas.proposal import Proposal
from tests.demo import demo_house
from tests.lontar.bare import bare, person
from tests.lontar.retention.office import closed, readied
from tests.web.conftest import form, signed_in

OUTSIDE = {"number": "B-1/2026", "day": "2026-01-02"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


def test_from_the_list_to_the_minutes(house: House) -> None:
    readied(house)
    ids = bare(house, 2)
    file = closed(house, person(house, "arsiparis"), "005/1", ids)
    ani, sekda = signed_in(house, "arsiparis"), signed_in(house, "sekda")
    assert "005/1 Berkas 005/1" in ani.get("/retention").text
    assert ani.get("/retention/list.xlsx").data.startswith(b"PK")
    values = {"casefile": file, "kind": "destroy", "reason": "Masa simpan habis"}
    refused = ani.post("/retention", data=form(ani, "/retention") | values | {"reason": ""})
    assert refused.status_code == 400
    made = ani.post("/retention", data=form(ani, "/retention") | values)
    address = made.location
    assert "its turn" in ani.get(address).text
    assert "in proposal 1" in ani.get("/retention").text
    assert ani.post(f"{address}/approve", data=form(ani, address)).status_code == 403
    assert sekda.post(f"{address}/approve", data=form(sekda, address)).status_code == 302
    assert ani.post(f"{address}/outside", data=form(ani, address) | OUTSIDE).status_code == 302
    wrong = ani.post(f"{address}/carry-out", data=form(ani, address) | {"typed": "ya"})
    assert wrong.status_code == 400
    assert "type the number of the proposal, 1" in wrong.text
    assert ani.post(f"{address}/carry-out", data=form(ani, address) | {"typed": "1"}).status_code == 302
    (id,) = carrying.waiting(house)
    carrying.carry(house, id)
    assert "carried out" in ani.get(address).text
    minutes = ani.get(f"{address}/minutes.pdf")
    assert minutes.data.startswith(b"%PDF-")
    minutes.close()
    gone = ani.get(f"/letters/{ids[0]}")
    assert gone.status_code == 410
    assert "was destroyed by decision 1" in gone.text
    assert signed_in(house, "kades").get(f"/letters/{ids[0]}").status_code == 404
    assert signed_in(house, "kades").get(address).status_code == 404


def test_the_example_is_called_one_and_a_faulty_table_changes_nothing(house: House) -> None:
    ani = signed_in(house, "arsiparis")
    assert "This is an example" in ani.get("/retention/schedule").text
    assert "Macro" not in ani.get("/retention/schedule").text
    page = "/retention/schedule"
    faulty = ani.post(f"{page}/check", data=form(ani, page) | {"text": "code,active,inactive,fate\n005,x,1,musnah\n"})
    assert "Line 2" in faulty.text
    good = {"text": "code,active,inactive,fate\n005,1,1,musnah\n"}
    assert "Make it the schedule" in ani.post(f"{page}/check", data=form(ani, page) | good).text
    assert ani.post(f"{page}/take", data=form(ani, page) | good).status_code == 302
    assert "This is an example" not in ani.get(page).text
    wrong = ani.post(f"{page}/approvers", data=form(ani, page) | {"approvers": "TIDAK-ADA"})
    assert wrong.status_code == 400
    assert ani.post(f"{page}/approvers", data=form(ani, page) | {"approvers": "K-office"}).status_code == 302
    assert "Sekretaris Daerah" in ani.get(page).text


def test_a_hold_is_placed_on_what_is_named_and_released_with_a_reason(house: House) -> None:
    readied(house)
    ids = bare(house, 1)
    archivist = person(house, "arsiparis")
    file = closed(house, archivist, "005/1", ids)
    ani, page = signed_in(house, "arsiparis"), "/retention/holds"
    given = {"things": f"005/1\nhttps://surat.example/letters/{ids[0]}?q=a", "reason": "Perkara"}
    assert ani.post(page, data=form(ani, page) | given).status_code == 302
    assert {row["thing"] for row in holds.holds(house, archivist)} == {f"casefiles/{file}", f"letters/{ids[0]}"}
    again = ani.post(page, data=form(ani, page) | given)
    assert again.status_code == 409
    assert ani.post(page, data=form(ani, page) | {"things": "nihil", "reason": "x"}).status_code == 400
    for row in holds.holds(house, archivist):
        assert ani.post(f"{page}/{row['_id']}/release", data=form(ani, page) | {"why": "Selesai"}).status_code == 302
    assert not holds.holds(house, archivist)
    assert not house.store.load(Letter, ids[0]).legal_hold
    assert "Selesai" in ani.get(f"{page}?list=released").text


def test_a_program_does_the_same(house: House) -> None:
    readied(house)
    file = closed(house, person(house, "arsiparis"), "005/1", bare(house, 1))
    ani, sekda, api = signed_in(house, "arsiparis"), signed_in(house, "sekda"), "/api/v1/retention"
    shapes = ani.get("/api/v1/openapi.json").json["components"]

    def held(shape: str, answer: object) -> None:
        schema = {"$ref": f"#/components/schemas/{shape}", "components": shapes}
        Draft202012Validator(schema).validate(answer)

    found = ani.get(f"{api}/casefiles").json
    held("Lives", found)
    assert [one["id"] for one in found["casefiles"]] == [file]
    held("Schedule", ani.get(f"{api}/schedule").json)
    assert ani.get(f"{api}/casefiles?months=x").status_code == 400
    token = {"X-CSRFToken": form(ani, "/retention")["csrf_token"]}
    theirs = {"X-CSRFToken": form(sekda, "/")["csrf_token"]}
    said = {"kind": "destroy", "casefiles": [file], "reason": "Habis"}
    made = ani.post(f"{api}/proposals", json=said, headers=token).json
    held("Disposals", made)
    one = f"{api}/proposals/{made['proposals'][0]['id']}"
    assert ani.post(f"{one}/approve", json={}, headers=token).json["error"]["code"] == "not-your-turn"
    assert sekda.post(f"{one}/approve", json={"note": "Setuju"}, headers=theirs).status_code == 200
    outside = ani.post(f"{one}/outside", json={"number": "B-1", "day": 20260102}, headers=token).json
    held("Disposals", outside)
    assert ani.post(f"{one}/carry-out", json={"confirm": "2"}, headers=token).json["error"]["code"] == "not-confirmed"
    hold = ani.post(f"{api}/holds", json={"thing": f"casefiles/{file}", "reason": "Perkara"}, headers=token).json
    held("Holds", hold)
    begun = ani.post(f"{one}/carry-out", json={"confirm": "1"}, headers=token).json["proposals"][0]
    assert (begun["state"], begun["items"][0]["why"]) == ("rejected", "it is under a legal hold")
    assert house.store.load(Proposal, begun["id"]).state == "rejected"
