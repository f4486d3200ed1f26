"""A forgotten password: mail over a real connection, the link in it, a new password, and what a stranger learns."""

import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.settings import keep, load
from lontar.wiring import House, open_house
from office import people
from office.units import ROOT, root
from schemas.person import Person
from store.changes import Changes
from tests.web.conftest import form, token
from tests.web.smtp import Mailbox, mail_server
from web.accounts import post
from web.app import create_app

LOGIN, OLD, NEW = "ani@mekar.example", "kata sandi lama", "kata sandi baru"
SENT = "If this address has an account, a message with a link is on its way."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    environ = {"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_PUBLIC_URL": "http://surat.mekar.example"}
    house = open_house(load(environ, tmp_path))
    ani = people.person("Ani", LOGIN, ["administrator"], ROOT)
    people.set_password(ani, OLD, house.settings.accounts.password_length)
    house.store.commit(Changes.of(root("Mekar"), ani))
    yield house
    house.close()


@pytest.fixture
def mailbox(house: House) -> Iterator[Mailbox]:
    with mail_server() as (port, box):
        goes_to(house, port)
        yield box


def goes_to(house: House, port: int) -> None:
    """What the mail page writes; in force at once, without a new start."""
    values = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": "none", "mail_from": "arsip@mekar.example"}
    keep(house.settings, values)


@pytest.fixture
def client(house: House) -> FlaskClient:
    client = create_app(house, testing=True).test_client()
    client.set_cookie("language", "en")
    return client


def ask(client: FlaskClient, login: str) -> str:
    """The page that follows after asking for a link."""
    answer = client.post("/reset", data=form(client, "/reset") | {"email": login}, follow_redirects=True)
    assert answer.status_code == 200
    return re.sub(r'(value|content)="[^"]*"', "", answer.text)


def sign_in(client: FlaskClient, password: str) -> int:
    return client.post("/sign-in", data=form(client, "/sign-in") | {"email": LOGIN, "password": password}).status_code


def link_in(mailbox: Mailbox) -> str:
    message = mailbox.get(timeout=20)
    assert (message["To"], message["From"]) == (LOGIN, "arsip@mekar.example")
    found = re.search(r"http://surat\.mekar\.example(/reset/\S+)", message.get_content())
    assert found
    return found[1]


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail(client: FlaskClient, mailbox: Mailbox) -> None:
    assert SENT in ask(client, LOGIN)
    link = link_in(mailbox)
    data = form(client, link) | {"password": NEW, "password_confirm": NEW}
    assert client.post(link, data=data).location == "/sign-in"
    assert sign_in(client, OLD) == 200  # the form again
    assert sign_in(client, NEW) == 302
    assert client.get("/account").status_code == 200
    stranger = client.application.test_client()
    assert stranger.get(link).location == "/reset"  # a link opens once


def test_a_password_that_cannot_be_used_is_said_on_top_and_leads_to_its_field(
    client: FlaskClient, mailbox: Mailbox
) -> None:
    ask(client, LOGIN)
    link = link_in(mailbox)
    answer = client.post(link, data=form(client, link) | {"password": "pendek", "password_confirm": "pendek"})
    assert "<title>Error: New password" in answer.text
    assert 'role="alert" tabindex="-1" autofocus>' in answer.text
    assert '<a class="alert-link" href="#password">The password needs at least 10 characters.' in answer.text
    answer = client.post(link, data=form(client, link) | {"password": NEW, "password_confirm": OLD})
    assert '<a class="alert-link" href="#password_confirm">The two passwords differ.' in answer.text


def test_the_link_leads_to_our_address_whatever_the_request_calls_itself(client: FlaskClient, mailbox: Mailbox) -> None:
    evil = "http://evil.example"
    data = {"csrf_token": token(client.get("/reset", base_url=evil).text), "email": LOGIN}
    assert client.post("/reset", data=data, base_url=evil).status_code in (200, 302)
    assert link_in(mailbox).startswith("/reset/")


def test_without_an_address_of_ours_no_link_is_sent_but_to_who_sits_at_the_machine(
    house: House, mailbox: Mailbox
) -> None:
    web = replace(house.settings.web, public_url="")
    own = create_app(replace(house, settings=replace(house.settings, web=web)), testing=True).test_client()
    own.set_cookie("language", "en")
    elsewhere = {"base_url": "http://evil.example"}
    own.set_cookie("language", "en", domain="evil.example")
    page = own.get("/reset", **elsewhere).text
    assert "sends no links by mail yet" in page
    data = {"csrf_token": token(own.get("/sign-in", **elsewhere).text), "email": LOGIN}
    assert own.post("/reset", data=data, **elsewhere).status_code in (200, 302)
    post._behind.submit(int).result()
    assert mailbox.empty()
    assert SENT in ask(own, LOGIN)
    assert "http://localhost/reset/" in mailbox.get(timeout=20).get_content()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: FlaskClient, mailbox: Mailbox) -> None:
    known, unknown = ask(client, LOGIN), ask(client, "nobody@mekar.example")
    assert known.replace(LOGIN, "") == unknown.replace("nobody@mekar.example", "")
    link_in(mailbox)
    post._behind.submit(int).result()  # whatever was asked for has been sent by then
    assert mailbox.empty()


def test_a_server_that_is_away_changes_no_answer_and_is_shown_to_the_administrator(
    house: House, client: FlaskClient
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused
        goes_to(house, taken.getsockname()[1])
        assert SENT in ask(client, LOGIN)
        post._behind.submit(int).result()
        assert sign_in(client, OLD) == 302
        page = client.get("/admin/mail").text
        assert "The last message was not sent" in page
        assert "127.0.0.1" in page
        tried = client.post("/admin/mail/test", data=form(client, "/admin/mail"))
        assert tried.status_code == 503
        assert "cannot be reached" in tried.text


def test_a_message_to_oneself_proves_the_settings(house: House, client: FlaskClient, mailbox: Mailbox) -> None:
    sign_in(client, OLD)
    said = client.post("/admin/mail/test", data=form(client, "/admin/mail"), follow_redirects=True).text
    assert f"A message was sent to {LOGIN}." in said
    assert mailbox.get(timeout=20)["Subject"] == "A message from Lontar"


def test_without_a_mail_server_the_page_says_whom_to_ask(client: FlaskClient) -> None:
    page = client.get("/reset").text
    assert "This office sends no links by mail yet." in page
    assert 'name="email"' not in page


def test_asking_too_often_has_to_wait(house: House, client: FlaskClient, mailbox: Mailbox) -> None:
    data = form(client, "/reset") | {"email": "nobody@mekar.example"}
    for _ in range(house.settings.web.sign_in_attempts):
        assert client.post("/reset", data=data).status_code in (200, 302)
    answer = client.post("/reset", data=data)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_a_one_time_password_opens_only_the_page_for_an_own_one(house: House, client: FlaskClient) -> None:
    budi = people.person("Budi", "budi@mekar.example", ["staff"], ROOT)
    password = people.set_one_time_password(budi)
    house.store.commit(Changes.of(budi))
    data = form(client, "/sign-in") | {"email": "budi@mekar.example", "password": password}
    assert client.post("/sign-in", data=data).status_code == 302
    for address in ("/", "/account", "/intake"):
        assert client.get(address).location == "/account/password", address
    own = {"password": password, "new_password": NEW, "new_password_confirm": NEW}
    assert client.post("/account/password", data=form(client, "/account/password") | own).status_code == 302
    assert client.get("/account").status_code == 200
    assert not people.is_one_time(house.store.get(Person, budi.id) or {})
