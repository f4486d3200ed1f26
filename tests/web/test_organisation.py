"""The pages of the organisation: positions, holders, states of units, adoption, delegations, presence."""

import io
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from lontar.adoption import AdoptionFollower
from lontar.wiring import House
from office.days import day_at, zone_of
from office.holders import holders, positions_of
from office.presence import entry
from schemas.delegation import Delegation
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from tests.web.administering import client, house, person, signed_in
from tests.web.conftest import form

__all__ = ["client", "house"]


def day(house: House, number: int) -> str:
    return str(day_at(now(), zone_of(house.store, "dpu")) + timedelta(days=number))


def acting(house: House, position: str) -> str | None:
    found = holders(house.store, [position], now())[position]
    row = house.store.get(Person, found.person) if found else None
    return f"{found.form or ''} {row['name']}".strip() if found and row else None


def test_positions_are_listed_with_who_acts_in_them(client: FlaskClient) -> None:
    page = client.get("/admin/positions?q=distan").text
    found = re.findall(r'<a href="/admin/positions/[a-z-]+">([^<]+)', page)
    assert found == ["Kepala Dinas Pertanian", "Kepala Bidang Perkebunan", "Penyuluh Pertanian"]
    assert "3 positions" in page
    assert "Kepala Bidang Perkebunan · K-perkebunan · Bidang Perkebunan" in page
    assert "No position fits." in client.get("/admin/positions?vacant=1").text
    assert "No position fits." in client.get("/admin/positions?q=nirwana").text


def test_a_position_is_made_changed_and_closed(house: House, client: FlaskClient) -> None:
    new = "/admin/positions/new"
    data = form(client, new) | {"code": "SEK", "title": "Sekretaris", "unit": "dpu", "superior": "K-dpu"}
    assert client.post(new, data=data).status_code == 302
    (row,) = house.store.find(Position, {"code": "SEK"})
    address = f"/admin/positions/{row['_id']}"
    assert row["superior"] == "kepala-dpu"
    changed = form(client, address) | {"code": "SEK", "title": "Sekretaris Dinas", "unit": "dpu", "superior": ""}
    client.post(address, data=changed)
    assert house.store.load(Position, row["_id"]).title == "Sekretaris Dinas"
    assert "Empty: Kepala Dinas." in client.get(address).text
    client.post(f"{address}/closed", data=form(client, address) | {"closed": "yes"})
    assert "This position is closed" in client.get(address).text
    client.post(f"{address}/closed", data=form(client, address) | {"closed": "no"})
    assert not house.store.load(Position, row["_id"]).closed


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"code": "K-dpu"}, "code", "is already in use"),
        ({"code": ""}, "code", "The code cannot be used: it is empty"),
        ({"title": " "}, "title", "it is empty"),
        ({"superior": "NIRWANA"}, "superior", "Position NIRWANA was not found"),
        ({"unit": "nirwana"}, "unit", "Unit was not found"),
        ({"head": "on"}, "head", "This unit is headed by Kepala Dinas (K-dpu) already."),
    ],
)
def test_a_position_that_cannot_be_is_refused_with_what_was_typed(
    house: House, client: FlaskClient, values: dict[str, str], field: str, says: str
) -> None:
    before, new = house.store.count(Position), "/admin/positions/new"
    data = {"code": "SEK", "title": "Sekretaris", "unit": "dpu", "superior": ""} | values
    answer = client.post(new, data=form(client, new) | data)
    assert answer.status_code in (400, 404, 409)
    assert says in answer.text
    assert f'<a class="alert-link" href="#{field}">' in answer.text
    assert house.store.count(Position) == before
    if field != "title":
        assert 'value="Sekretaris"' in answer.text


def test_an_official_goes_and_another_comes(house: House, client: FlaskClient) -> None:
    address = "/admin/positions/kepala-dpu"
    (mine,) = house.store.find(Holding, {"position": "kepala-dpu"}, sort=[("since", -1)])
    wrong = form(client, address) | {"person": "staf@sukamaju.example", "since": day(house, 0)}
    refused = client.post(f"{address}/hold", data=wrong)
    assert refused.status_code == 409
    assert "K-dpu is taken in that time: Kepala Dinas PU (definitive)" in refused.text
    closed = client.post(f"{address}/closed", data=form(client, address) | {"closed": "yes"})
    assert "K-dpu is still held, or acted in, by Kepala Dinas PU." in closed.text
    client.post(f"{address}/release", data=form(client, address) | {"holding": mine["_id"], "last": ""})
    assert acting(house, "kepala-dpu") is None
    assert "1 position" in client.get("/admin/holdings").text
    assert "Kepala Dinas" in client.get("/admin/positions?vacant=1").text
    client.post(f"{address}/hold", data=form(client, address) | {"person": "Staf Dinas PU", "since": day(house, 0)})
    assert acting(house, "kepala-dpu") == "Staf Dinas PU"


def test_tables_of_positions_and_people_are_taken_after_a_dry_run(house: House, client: FlaskClient) -> None:
    for page, line, faulty in (
        ("positions", "SEK,DPU,Sekretaris Dinas,,K-dpu,\n", "X,NIRWANA,Kaur,,,\n"),
        ("holdings", "Ratna,ratna@sukamaju.example,staff,DPU,,,\n", "Ratna,ratna,staff,DPU,,,\n"),
    ):
        address = f"/admin/{page}"
        table = client.get(f"{address}.csv").text
        wrong = client.post(f"{address}/check", data=form(client, address) | {"text": table + faulty}).text
        assert "1 line is wrong; nothing was saved" in wrong
        file = {"file": (io.BytesIO((table + line).encode()), "t.csv")}
        before = house.store.sealed()
        planned = client.post(f"{address}/check", data=form(client, address) | file).text
        assert "Nothing was changed yet." in planned
        assert house.store.sealed() == before
        taken = client.post(
            f"{address}/take", data=form(client, address) | {"text": (table + line).replace("\n", "\r\n")}
        )
        assert taken.status_code == 302
        assert "1 added, 0 changed." in client.get(address).text
        again = client.post(f"{address}/take", data=form(client, address) | {"text": table})
        assert again.status_code == 409
    assert house.store.find(Position, {"code": "SEK"})
    assert house.store.find(Person, {"login": "ratna@sukamaju.example"})


def test_a_unit_comes_on_board_and_the_step_is_undone(house: House, client: FlaskClient) -> None:
    address = "/admin/units/cempaka"
    answer = client.post(f"{address}/state", data=form(client, address) | {"state": "preparing"})
    page = client.get(answer.location).text
    assert "This change can be undone." in page
    assert "Preparing" in client.get("/admin/units").text
    assert (house.store.get(Unit, "cempaka") or {})["state"] == "preparing"
    client.post(f"{address}/state", data=form(client, address) | {"state": "live"})
    assert (house.store.get(Unit, "cempaka") or {})["state"] == "live"
    assert client.post(f"{address}/state", data=form(client, address) | {"state": "x"}).status_code == 400


def test_adoption_shows_who_signed_in(house: House, client: FlaskClient) -> None:
    signed_in(house, "staf")
    AdoptionFollower(house).catch_up()
    page = client.get("/admin/adoption").text
    assert "1 of 2" in page
    csv = client.get("/admin/adoption.csv").text
    assert "DPU,Dinas Pekerjaan Umum,Live,2,1,0,0,0" in csv
    assert client.get("/admin/adoption.xlsx").data[:2] == b"PK"
    assert "January 2020" in client.get("/admin/adoption?month=2020-01").text
    assert client.get("/admin/adoption?month=besok").status_code == 200


def test_who_is_away_names_a_delegate_and_takes_the_position_back(house: House) -> None:
    kadis = signed_in(house, "kadis")
    page = kadis.get("/delegations").text
    assert (
        'name="position" list="positions" autocomplete="off" required value=""' in page
    )  # their own and their staff's
    data = {"form": "Plh.", "position": "K-dpu", "person": "staf@sukamaju.example", "until": day(house, 3)}
    data |= {"since": day(house, 0), "reason": "Cuti tahunan"}
    assert kadis.post("/delegations", data=form(kadis, "/delegations") | data).status_code == 302
    assert acting(house, "kepala-dpu") == "Plh. Staf Dinas PU"
    assert positions_of(house.store, person(house, "kadis"), now()) == {}
    again = kadis.post("/delegations", data=form(kadis, "/delegations") | data)
    assert again.status_code == 409
    assert "K-dpu is taken in that time: Staf Dinas PU (Plh.)" in again.text
    (row,) = house.store.find(Delegation, {"position": "kepala-dpu"}, sort=[("since", -1)])
    end = f"/delegations/{row['_id']}/end"
    empty = kadis.post(end, data=form(kadis, "/delegations") | {"end_reason": " "})
    assert (empty.status_code, 'href="#end_reason"' in empty.text) == (400, True)
    for stranger in ("kades", "kadistan"):
        other = signed_in(house, stranger)
        assert "Cuti tahunan" not in other.get("/delegations").text
        assert other.post(end, data=form(other, "/delegations") | {"end_reason": "x"}).status_code == 404
    staff = signed_in(house, "staf")
    assert "Cuti tahunan" in staff.get("/delegations").text
    kadis.post(end, data=form(kadis, "/delegations") | {"end_reason": "Sudah kembali"})
    assert acting(house, "kepala-dpu") == "Kepala Dinas PU"


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"position": "NIRWANA"}, "position", "Position NIRWANA was not found"),
        ({"person": "siapa"}, "person", "siapa was not found"),
        ({"person": "kadis@sukamaju.example"}, "person", "nobody stands in for themselves"),
        ({"until": ""}, "until", "The last day cannot be used: it is empty"),
        ({"until": "2020-01-01", "since": "2020-01-02"}, "until", "its last day lies before its first"),
        ({"until": "2020-01-02", "since": "2020-01-01"}, "until", "it lies in the past"),
        ({"since": "besok"}, "since", "write it like 2026-12-05"),
        ({"form": "Plt."}, "form", "is not vacant in that time"),
        ({"form": "Pj."}, "form", "is not known here"),
    ],
)
def test_a_delegation_that_cannot_be_leads_to_its_field(
    house: House, values: dict[str, str], field: str, says: str
) -> None:
    kadis, before = signed_in(house, "kadis"), house.store.count(Delegation)
    data = {"form": "Plh.", "position": "K-dpu", "person": "staf@sukamaju.example", "since": "", "until": day(house, 3)}
    answer = kadis.post("/delegations", data=form(kadis, "/delegations") | data | values)
    assert answer.status_code in (400, 404, 409)
    assert says in answer.text
    assert f'<a class="alert-link" href="#{field}">' in answer.text
    assert house.store.count(Delegation) == before


def test_whoever_may_not_name_somebody_is_refused(house: House) -> None:
    staff = signed_in(house, "staf")
    data = {"form": "Plh.", "position": "K-dpu", "person": "kades@sukamaju.example", "until": day(house, 3)}
    assert staff.post("/delegations", data=form(staff, "/delegations") | data).status_code == 403
    assert acting(house, "kepala-dpu") == "Kepala Dinas PU"


def test_one_tap_says_where_one_is_and_another_takes_it_back(house: House) -> None:
    staff = signed_in(house, "staf")
    staff.post("/presence", data=form(staff, "/presence") | {"kind": "duty-elsewhere"})
    page = staff.get("/presence").text
    assert "Saved: On duty elsewhere." in page
    row = entry(house.store, person(house, "staf"), day_at(now(), zone_of(house.store, "dpu")))
    assert row
    assert row["kind"] == "duty-elsewhere"
    back = f"/presence/{row['_id']}/back"
    kadis = signed_in(house, "kadis")
    assert kadis.post(back, data=form(kadis, "/presence")).status_code == 404  # theirs alone
    staff.post(back, data=form(staff, "/presence"))
    assert "nothing said yet." in staff.get("/presence").text
    wrong = staff.post(
        "/presence", data=form(staff, "/presence") | {"kind": "leave", "first": "2026-02-03", "last": "2026-02-01"}
    )
    assert (wrong.status_code, 'href="#last"' in wrong.text) == (400, True)


def test_a_head_sees_who_of_the_unit_is_in(house: House) -> None:
    staff, kadis = signed_in(house, "staf"), signed_in(house, "kadis")
    staff.post("/presence", data=form(staff, "/presence") | {"kind": "leave", "last": day(house, 4), "note": "Cuti"})
    page = kadis.get("/presence/unit").text
    assert re.search(
        r'Staf Dinas PU</strong> <span class="badge[^>]*>On leave</span><span>until .* · Cuti</span>', page
    )
    sekda = signed_in(house, "sekda")
    assert "Dinas Pekerjaan Umum" in sekda.get("/presence/unit").text
    assert "Staf Dinas PU" in sekda.get("/presence/unit?unit=dpu").text
    assert staff.get("/presence/unit").status_code == 404
    assert signed_in(house, "kades").get("/presence/unit?unit=dpu").status_code == 404
    assert kadis.get("/presence/unit?day=besok").status_code == 200
