"""The administration: people, units, vocabularies, settings."""

import io
import re

import pytest
from flask.testing import FlaskClient

from lontar.settings import ROOMS
from lontar.wiring import House
from office.tables import Sentence
from office.vocabularies import KINDS
from schemas.errors import LontarError, every_error
from schemas.person import Person
from schemas.unit import Unit
from tests.web.administering import client, house, person, signed_in
from tests.web.conftest import form, token
from web.admin import words
from web.app import create_app
from web.i18n.catalogue import read_catalogue

__all__ = ["client", "house"]
OWN = "code,indonesian,english\nkawat,Surat Kawat,Telegram\n"


def filled(client: FlaskClient, address: str) -> dict[str, object]:
    """The first form of the page as a browser would send it."""
    page = client.get(address).text
    found: dict[str, object] = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', page))
    found["roles"] = re.findall(r'name="roles" value="(\w+)" checked', page)
    chosen = re.findall(r'<select[^>]* name="(unit|timezone)".*?<option value="([^"]*)" selected', page, re.DOTALL)
    return found | dict(chosen) | form(client, address) | _seen(page)


def _seen(page: str) -> dict[str, str]:
    from html import unescape

    found = re.search(r'name="seen" value="([^"]*)"', page)
    return {"seen": unescape(found[1])} if found else {}


def test_every_room_of_settings_has_a_name() -> None:
    assert words.ROOMS.keys() == ROOMS.keys()


def test_only_administrators_come_in(house: House) -> None:
    for name in ("arsiparis", "sekda", "pemeriksa"):
        client = signed_in(house, name)
        for address in ("/admin", "/admin/people", "/admin/units", "/admin/settings", "/admin/vocabularies", "/setup"):
            assert client.get(address).status_code == 404, (name, address)
        answer = client.post("/admin/units/check", data={"csrf_token": token(client.get("/").text)})
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/people",
        "/units",
        "/office",
        "/letterhead",
        "/mail",
        "/deadlines",
        "/vocabularies",
        "/templates",
        "/settings",
    ],
)
def test_every_page_of_the_menu_stands_in_both_languages(client: FlaskClient, address: str) -> None:
    for language in ("en", "id", "en_XA"):
        client.set_cookie("language", language)
        assert client.get(f"/admin{address}").status_code == 200


@pytest.mark.parametrize(
    ("address", "menu"),
    [("", "Overview"), ("/people/new", "People"), ("/units/dpu", "Units"), ("/vocabularies/urgency", "Vocabularies")],
)
def test_the_menu_marks_where_a_page_belongs(client: FlaskClient, address: str, menu: str) -> None:
    client.set_cookie("language", "en")
    bar = re.search(r'<nav class="tabs".*?</nav>', client.get(f"/admin{address}").text, re.DOTALL)
    assert bar
    assert re.findall(r"aria-current=\"\w+\">([^<]+)", bar[0]) == [menu]


def test_a_new_person_gets_a_one_time_password_that_is_shown_once(house: House, client: FlaskClient) -> None:
    data = filled(client, "/admin/people/new") | {"name": "Budi", "login": "Budi@sukamaju.example", "roles": ["staff"]}
    page = client.post("/admin/people/new", data=data).text
    password = re.search(r'id="secret">([a-z0-9-]{17})<', page)
    assert password
    id = person(house, "budi")
    assert password[1] not in client.get(f"/admin/people/{id}").text
    new = create_app(house, testing=True).test_client()
    entry = {"csrf_token": token(new.get("/sign-in").text), "email": "budi@sukamaju.example", "password": password[1]}
    assert new.post("/sign-in", data=entry).status_code == 302
    assert new.get("/").location == "/account/password"
    made = [event for event in house.store.events() if event["verb"] == "person.made"]
    assert made[-1]["actor"] == person(house, "admin")


def test_a_login_in_use_is_refused_and_what_was_typed_stays(house: House, client: FlaskClient) -> None:
    data = filled(client, "/admin/people/new") | {"name": "Dua", "login": "admin@sukamaju.example", "roles": ["clerk"]}
    answer = client.post("/admin/people/new", data=data)
    assert answer.status_code == 409
    assert "is already in use" in answer.text
    assert 'value="Dua"' in answer.text
    assert re.search(r'value="clerk" checked', answer.text)


def test_roles_are_changed_and_the_change_is_undone(house: House, client: FlaskClient) -> None:
    address = f"/admin/people/{person(house, 'staf')}"
    answer = client.post(address, data=filled(client, address) | {"roles": ["clerk", "archivist"]})
    page = client.get(answer.location).text
    event = re.search(r'name="event" value="(\d+)"', page)
    assert event
    assert house.store.load(Person, person(house, "staf")).roles == ["clerk", "archivist"]
    client.post(f"{address}/undo", data=form(client, address) | {"event": event[1]})
    assert house.store.load(Person, person(house, "staf")).roles == ["staff"]
    again = client.post(f"{address}/undo", data=form(client, address) | {"event": event[1]})
    assert again.status_code == 409  # it does not stand any more


def test_two_administrators_do_not_overwrite_one_another(house: House, client: FlaskClient) -> None:
    address = f"/admin/people/{person(house, 'staf')}"
    late = filled(client, address)
    client.post(address, data=filled(client, address) | {"name": "Staf Baru"})
    answer = client.post(address, data=late | {"name": "Staf Lain"})
    assert answer.status_code == 409
    assert "was changed by another" in answer.text
    assert house.store.load(Person, person(house, "staf")).name == "Staf Baru"


def test_a_disabled_account_is_out_at_once_and_the_last_administrator_stays(house: House, client: FlaskClient) -> None:
    staff, id = signed_in(house, "staf"), person(house, "staf")
    assert staff.get("/account").status_code == 200
    client.post(f"/admin/people/{id}/active", data=form(client, f"/admin/people/{id}") | {"active": "no"})
    assert staff.get("/account").location.startswith("/sign-in")
    assert "disabled" in client.get("/admin/people?q=staf").text
    me = f"/admin/people/{person(house, 'admin')}"
    answer = client.post(f"{me}/active", data=form(client, me) | {"active": "no"})
    assert answer.status_code == 409
    assert "Make another administrator first." in answer.text


def test_people_are_found_by_part_of_their_name_and_by_role(client: FlaskClient) -> None:
    page = client.get("/admin/people?q=KEPALA&role=manager").text
    assert "Kepala Desa" in page
    assert "Arsiparis" not in page
    assert "Nobody fits." in client.get("/admin/people?q=tidakada").text


def test_units_are_imported_after_a_dry_run(house: House, client: FlaskClient) -> None:
    table = client.get("/admin/units.csv").text
    faulty = client.post("/admin/units/check", data=form(client, "/admin/units") | {"text": table + "X,,DPU\n,Y,DPU\n"})
    assert "2 lines are wrong; nothing was saved" in faulty.text
    assert "name is empty; fill it in" in faulty.text
    fresh = table + "BM,Bina Marga,DPU\n"
    file = {"file": (io.BytesIO(fresh.encode()), "units.csv")}
    planned = client.post("/admin/units/check", data=form(client, "/admin/units") | file).text
    assert "+ <strong>BM</strong> Bina Marga" in planned
    assert house.store.find(Unit, {"code": "BM"}) == []
    client.post("/admin/units/take", data=form(client, "/admin/units") | {"text": fresh})
    assert "1 unit added, 0 changed." in client.get("/admin/units").text
    (unit,) = house.store.find(Unit, {"code": "BM"})
    assert unit["path"] == ["office", "dpu", unit["_id"]]
    event = house.store.events()[-1]
    assert (event["verb"], event["actor"]) == ("units.imported", person(house, "admin"))


def test_one_unit_is_added_and_renamed(house: House, client: FlaskClient) -> None:
    data = form(client, "/admin/units/new") | {"code": "BM", "name": "Bina Marga", "parent": "dpu"}
    assert client.post("/admin/units/new", data=data | {"timezone": "Asia/Jayapura"}).status_code == 302
    id = house.store.find(Unit, {"code": "BM"})[0]["_id"]
    address = f"/admin/units/{id}"
    renamed = filled(client, address) | {"code": "BM", "name": "Bidang Bina Marga"}
    assert client.post(address, data=renamed).status_code == 302
    assert client.post(address, data=renamed | {"name": "Lain"}).status_code == 409
    for wrong, field in (("not a code", "code"), ("DPU", "code"), ("", "code")):
        answer = client.post(address, data=filled(client, address) | {"code": wrong})
        assert answer.status_code in (400, 409)
        assert f'<a class="alert-link" href="#{field}">' in answer.text
    assert house.store.load(Unit, id).name == "Bidang Bina Marga"


@pytest.mark.parametrize("name", KINDS)
def test_every_vocabulary_is_listed_and_exported(client: FlaskClient, name: str) -> None:
    assert client.get(f"/admin/vocabularies/{name}").status_code == 200
    exported = client.get(f"/admin/vocabularies/{name}/table.csv").text
    assert exported.startswith("\ufeffcode,indonesian,english,")
    checked = client.post(f"/admin/vocabularies/{name}/check", data=form(client, "/admin/units") | {"text": exported})
    assert "Nothing was changed yet." in checked.text


def test_a_vocabulary_is_replaced_after_a_dry_run_and_the_change_undone(house: House, client: FlaskClient) -> None:
    page = "/admin/vocabularies/letter-types"
    wrong = client.post(f"{page}/check", data=form(client, page) | {"text": OWN + "kawat,,\n"}).text
    assert "1 line is wrong" in wrong
    assert "Line 3</a>: indonesian is empty; fill it in" in wrong
    checked = client.post(f"{page}/check", data=form(client, page) | {"text": OWN}).text
    assert "Codes that are gone:" in checked
    assert not (house.settings.home / "vocabularies").exists()
    answer = client.post(f"{page}/take", data=form(client, page) | {"text": OWN.replace("\n", "\r\n")})
    shown = client.get(answer.location).text
    assert "Surat Kawat" in shown
    assert "Nota Dinas" not in shown
    event = re.search(r'name="event" value="(\d+)"', shown)
    assert event
    client.post(f"{page}/undo", data=form(client, page) | {"event": event[1]})
    assert "Nota Dinas" in client.get(page).text


def test_settings_say_where_they_came_from_and_hide_secrets(client: FlaskClient) -> None:
    page = client.get("/admin/settings").text
    assert "LONTAR_SMTP_PASSWORD" in page
    assert "sangat-rahasia" not in page
    assert "set, hidden" in page
    changed = client.get("/admin/settings?changed").text
    assert "LONTAR_HOME" in changed
    assert "LONTAR_PORT" not in changed


def test_what_the_environment_sets_is_not_changed_by_the_mail_page(house: House, client: FlaskClient) -> None:
    assert re.search(r'name="smtp_password"[^>]* disabled', client.get("/admin/mail").text)
    data = {"smtp_host": "mail.x", "smtp_port": "587", "smtp_tls": "tls", "smtp_user": "u", "mail_from": "a@mail.x"}
    data |= {"smtp_password": "lain"}
    assert client.post("/admin/mail", data=form(client, "/admin/mail") | data).status_code == 302
    assert "lain" not in (house.settings.home / "lontar.toml").read_text()
    wrong = client.post("/admin/mail", data=form(client, "/admin/mail") | data | {"smtp_port": "x"})
    assert wrong.status_code == 400
    assert 'href="#smtp_port"' in wrong.text
    told = house.store.events()[-1]
    assert told["verb"] == "settings.changed"
    assert "smtp_password" not in told["values"]["after"]


def test_faults_kinds_and_errors_of_the_office_have_their_indonesian() -> None:
    catalogue = read_catalogue("id")
    errors: list[type[LontarError]] = [kind for kind in every_error().values() if kind.__module__ == "office.errors"]
    said = [*map(str, Sentence), *(kind.title for kind in KINDS.values())]
    said += [part for kind in errors for part in (kind.title, kind.sentence, kind.advice) if part]
    assert [one for one in said if one not in catalogue] == []
