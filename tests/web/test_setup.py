"""The first run: a home without people belongs to whoever sits at its machine or has the token, and to nobody else."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.settings import load
from lontar.wiring import House, open_house
from office.people import administrators
from schemas.office import Office
from schemas.unit import Unit
from tests import files
from tests.web.conftest import form
from web.app import create_app
from web.setup.founder import FILE, token_of

STRANGER = {"REMOTE_ADDR": "10.0.0.7"}
ADMIN = {"name": "Ani", "login": "ani@mekar.example", "password": "sepuluh-huruf", "password_again": "sepuluh-huruf"}
TABLE = "code,name,parent\nMEKAR,Kabupaten Mekar,\nDPU,Dinas PU,MEKAR\n"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    yield house
    house.close()


def browser(house: House, **environ: str) -> FlaskClient:
    client = create_app(house, testing=True).test_client()
    client.environ_base.update(environ)
    client.set_cookie("language", "en")
    return client


def make_administrator(client: FlaskClient, **values: str) -> int:
    page = "/setup/administrator"
    return client.post(page, data=form(client, page) | ADMIN | values).status_code


def test_every_page_leads_to_the_first_run_page(house: House) -> None:
    client = browser(house)
    for address in ("/", "/intake", "/sign-in", "/letters/x", "/admin/people"):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (302, "/setup"), address
    assert client.get("/api/v1/search?q=x").status_code == 503
    assert client.get("/healthz").status_code == 200
    page = client.get("/setup").text
    assert page.count("To do") == 5


def test_a_stranger_on_the_network_can_set_up_nothing(house: House) -> None:
    client = browser(house, **STRANGER)
    page = client.get("/setup")
    assert page.status_code == 403
    assert "Not set up yet" in page.text
    assert '<form method="post" action="/setup' not in page.text
    for address in ("/setup/administrator", "/admin/office", "/admin/units", "/admin/mail", "/admin/letterhead"):
        assert client.get(address).status_code in (302, 404), address
    assert client.get("/setup?token=guess").status_code == 403
    assert client.post("/setup/administrator", data=form(client, "/setup") | ADMIN).status_code == 404
    assert administrators(house.store) == []


def test_a_proxy_or_a_borrowed_name_is_no_loopback(house: House) -> None:
    client = browser(house)
    assert client.get("/setup", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 403
    assert client.get("/setup", headers={"Host": "evil.example"}).status_code == 403


def test_the_token_opens_it_from_elsewhere_and_leaves_the_address(house: House) -> None:
    client = browser(house, **STRANGER)
    token = token_of(house.settings.home)
    assert (house.settings.home / FILE).stat().st_mode & 0o077 == 0
    answer = client.get(f"/setup?token={token}")
    assert (answer.status_code, answer.location) == (302, "/setup")
    assert client.get("/setup").status_code == 200
    assert make_administrator(client) == 302
    assert not (house.settings.home / FILE).exists()
    late = browser(house, **STRANGER)
    assert late.get(f"/setup?token={token}").location.startswith("/sign-in")


def test_the_administrator_is_signed_in_and_there_is_no_second_first_one(house: House) -> None:
    client = browser(house)
    assert make_administrator(client) == 302
    assert "ani@mekar.example" in client.get("/setup").text
    assert client.get("/").status_code == 200
    other = browser(house)
    assert other.get("/setup/administrator").status_code == 404
    assert other.get("/setup").location.startswith("/sign-in")
    assert [row["login"] for row in administrators(house.store)] == ["ani@mekar.example"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"password_again": "sebelas-huruf"}, "The password cannot be used: the two entries differ."),
        ({"password": "pendek", "password_again": "pendek"}, "The password needs at least 10 characters."),
        ({"login": "ani"}, "ani cannot be used: it must be an e-mail address."),
        ({"name": " "}, "The name cannot be used: it is empty."),
    ],
)
def test_a_wrong_form_says_why_and_keeps_what_was_typed(house: House, values: dict[str, str], said: str) -> None:
    client = browser(house)
    answer = client.post("/setup/administrator", data=form(client, "/setup/administrator") | ADMIN | values)
    assert answer.status_code == 400
    assert said in answer.text
    assert "<title>Error: " in answer.text
    assert f'value="{values.get("login", ADMIN["login"])}"' in answer.text
    assert "sepuluh-huruf" not in answer.text
    assert administrators(house.store) == []


def test_the_tasks_can_be_done_before_the_administrator_and_the_link_stays_until_they_are(house: House) -> None:
    client = browser(house)
    office = {"name": "Kabupaten Mekar", "language": "en", "timezone": "Asia/Makassar", "back": "/setup"}
    assert client.post("/admin/office", data=form(client, "/admin/office") | office).location == "/setup"
    checked = client.post("/admin/units/check", data=form(client, "/admin/units") | {"text": TABLE})
    assert "Nothing was changed yet." in checked.text
    once = re.search(r'name="once" value="([^"]+)"', checked.text)
    assert once
    take = form(client, "/admin/units") | {"once": once[1], "text": TABLE, "back": "/setup"}
    assert client.post("/admin/units/take", data=take).location == "/setup"
    assert make_administrator(client) == 302
    assert "Setting up: 2 tasks are left" in client.get("/").text
    letterhead = {"lines": "KABUPATEN MEKAR", "crest": (io.BytesIO(files.scan()), "crest.png")}
    assert client.post("/admin/letterhead", data=form(client, "/admin/letterhead") | letterhead).status_code == 302
    crest = re.search(r'src="(/admin/crest/[0-9a-f]{64})"', client.get("/admin/letterhead").text)
    assert crest
    assert client.get(crest[1]).data.startswith(b"RIFF")
    client.post("/setup/leave", data=form(client, "/setup") | {"task": "mail"})
    assert "Setting up:" not in client.get("/").text
    client.post("/setup/leave", data=form(client, "/setup") | {"task": "mail", "back": "1"})
    assert "Setting up: 1 task is left" in client.get("/").text
    assert {row["code"] for row in house.store.every(Unit)} == {"MEKAR", "DPU"}
    assert (house.store.get(Office, "office") or {})["name"] == "Kabupaten Mekar"
    actors = {event["verb"]: event["actor"] for event in house.store.events()}
    assert actors["office.named"] == actors["person.made"] == "installation"
