"""The page of deadlines: numbers that are kept in the home, and which days are off."""

import pytest
from flask.testing import FlaskClient

from lontar.settings import again
from lontar.wiring import House
from schemas.unit import Unit
from tests.web.administering import client, house
from tests.web.conftest import form
from tests.web.test_admin import filled

__all__ = ["client", "house"]
GOOD = {
    "due_ordinary": "7",
    "due_urgent": "3",
    "due_very_urgent": "1",
    "remind_before": "0",
    "escalate_after": "5",
    "loan_days": "10",
}


def test_what_is_typed_is_in_force_at_once(house: House, client: FlaskClient) -> None:
    answer = client.post("/admin/deadlines", data=form(client, "/admin/deadlines") | GOOD)
    assert answer.status_code == 302
    found = again(house.settings).deadlines
    assert (found.of_urgency("ordinary"), found.of_urgency("very-urgent"), found.escalate_after) == (7, 1, 5)
    assert house.store.events()[-1]["values"]["after"]["due_ordinary"] == 7


@pytest.mark.parametrize("typed", ["0", "", "-1", "366", "lima", "²"])
def test_what_is_no_number_of_days_is_refused_and_changes_nothing(
    house: House, client: FlaskClient, typed: str
) -> None:
    answer = client.post("/admin/deadlines", data=form(client, "/admin/deadlines") | GOOD | {"due_urgent": typed})
    assert answer.status_code == 400
    assert 'href="#due_urgent"' in answer.text
    assert 'value="7"' in answer.text
    assert again(house.settings).deadlines.due_ordinary == 5


def test_public_holidays_and_the_offices_own_days_are_listed(client: FlaskClient) -> None:
    from web.who import today

    with client.application.test_request_context():
        year = today().year
    table = f"code,indonesian,english,aliases,group,since,until\nhut,Hari jadi,Founding day,,holiday,{year}-12-07,\n"
    page = "/admin/vocabularies/days-off"
    assert client.post(f"{page}/take", data=form(client, page) | {"text": table}).status_code == 302
    said = client.get("/admin/deadlines").text
    assert "Hari jadi" in said or "Founding day" in said
    assert "Hari Kemerdekaan" in said or "Independence Day" in said


def test_a_village_works_six_days(house: House, client: FlaskClient) -> None:
    values = filled(client, "/admin/units/dpu")
    assert client.post("/admin/units/dpu", data=values | {"workdays": "6"}).status_code == 302
    assert (house.store.get(Unit, "dpu") or {})["workdays"] == 6
    refused = client.post("/admin/units/dpu", data=filled(client, "/admin/units/dpu") | {"workdays": "7"})
    assert refused.status_code == 422
    assert (house.store.get(Unit, "dpu") or {})["workdays"] == 6
