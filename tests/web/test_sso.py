"""Signing in by the office's sign-in service: who gets in, as whom, and what an evil service gets."""

import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey

from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo, identities, second_factor
from office.identities import Identity
from schemas.person import Person
from store.changes import Changes
from tests.web import evil
from tests.web.evil import CLIENT, DISCOVERY, KEYS, SECRET, TOKEN, Service
from web.accounts import sso, sso_provider
from web.app import create_app


@pytest.fixture(scope="module")
def running() -> Iterator[Service]:
    with evil.serving() as service:
        yield service


@pytest.fixture(scope="module")
def office(running: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("sso")
    said = {"ISSUER": running.issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "NAME": "Akun Sukamaju"}
    house = open_house(
        load({"LONTAR_HOME": str(home)} | {f"LONTAR_OIDC_{name}": one for name, one in said.items()}, home)
    )
    demo.found(house.store)
    yield house
    house.close()


@pytest.fixture(scope="module")
def app(office: House) -> Flask:
    return create_app(office, testing=True)


@pytest.fixture
def service(running: Service, office: House, app: Flask) -> Service:
    """Good, and nobody is bound."""
    running.anew()
    sso.install(app)
    for row in office.store.every(Person):
        if row.get("identity"):
            office.store.commit(identities.unbound(Person.unpacked(row), "tests"))
    return running


@pytest.fixture
def client(app: Flask, service: Service) -> FlaskClient:
    return visitor(app)


def visitor(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("language", "en")
    return client


def left(client: FlaskClient, onward: str = "/reading") -> str:
    """Where the button leads."""
    answer = client.get(f"/sign-in/sso?next={onward}")
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def came_back(client: FlaskClient, service: Service, onward: str = "/reading", **more: str) -> Any:
    back = service.code(left(client, onward)) | more
    return client.get("/sign-in/sso/back", query_string=back)


def login(client: FlaskClient) -> str:
    """Whose account is open; "" for nobody's."""
    answer = client.get("/account")
    return (
        "arsiparis@sukamaju.example"
        if "arsiparis@sukamaju.example" in answer.text
        else "?" * (answer.status_code == 200)
    )


def account(office: House, name: str = "arsiparis") -> Person:
    (row,) = office.store.find(Person, {"login": f"{name}@sukamaju.example"}, limit=1)
    return Person.unpacked(row)


def test_the_sign_in_page_leads_there_and_on(client: FlaskClient) -> None:
    page = client.get("/sign-in?next=/reading").text
    assert "Sign in with Akun Sukamaju" in page
    assert 'href="/sign-in/sso?next=/reading"' in page


def test_one_leaves_with_all_that_binds_the_answer_to_this_sign_in(client: FlaskClient, service: Service) -> None:
    first, second = (parse_qs(urlsplit(left(client)).query) for _ in range(2))
    assert first["redirect_uri"] == ["http://localhost/sign-in/sso/back"]
    assert first["scope"] == ["openid email profile"]
    assert first["client_id"] == [CLIENT]
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 43
        assert first[name] != second[name]


def test_a_verified_address_finds_its_account_once_and_the_subject_from_then_on(
    client: FlaskClient, service: Service, office: House, app: Flask
) -> None:
    answer = came_back(client, service)
    assert (answer.status_code, answer.location) == (302, "/reading")
    assert login(client) == "arsiparis@sukamaju.example"
    bound, signed_in = (office.store.events()[at] for at in (-2, -1))
    assert bound["verb"] == "person.bound"
    assert account(office).account["identity"].items() >= {"issuer": service.issuer, "subject": "0815"}.items()
    assert signed_in["verb"] == "person.signed-in"
    service.claims = {"email": "agendaris@sukamaju.example", "email_verified": False}
    again = visitor(app)
    assert came_back(again, service).status_code == 302
    assert login(again) == "arsiparis@sukamaju.example"


def test_the_session_is_listed_and_ends_like_any_other(client: FlaskClient, service: Service, office: House) -> None:
    came_back(client, service)
    before = len(account(office).account["sessions"])
    page = client.get("/account").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 302
    assert login(client) == ""
    assert len(account(office).account["sessions"]) == before - 1


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example/", "/" + "a" * 600])
def test_one_never_comes_out_elsewhere(client: FlaskClient, service: Service, onward: str) -> None:
    assert came_back(client, service, onward).location == "/"


def test_whoever_is_signed_in_stays_who_they_are(client: FlaskClient, service: Service) -> None:
    back = service.code(left(client))
    came_back(client, service)
    assert client.get("/sign-in/sso?next=/tags").location == "/tags"
    assert client.get("/sign-in/sso/back", query_string=back).status_code == 400, "what waited went with the sign-in"


def test_an_address_that_the_token_lacks_is_asked_for(client: FlaskClient, service: Service) -> None:
    service.claims = {"email": None, "email_verified": None}
    service.info = {"sub": "0815", "email": "Arsiparis@Sukamaju.example", "email_verified": True}
    assert came_back(client, service).status_code == 302
    assert login(client) == "arsiparis@sukamaju.example"


def test_what_is_told_about_somebody_else_is_not_taken(client: FlaskClient, service: Service) -> None:
    service.claims = {"email": None}
    service.info = {"sub": "4711", "email": "arsiparis@sukamaju.example", "email_verified": True}
    assert refused(came_back(client, service), 502, "somebody else", client)


def refused(answer: Any, status: int, sentence: str, client: FlaskClient) -> bool:
    """A page with a sentence, and nobody is in."""
    assert answer.status_code == status, answer.text
    assert sentence in answer.text, answer.text
    assert 'href="/sign-in"' in answer.text
    return login(client) == ""


OF_CLAIMS = {
    "an address that is not verified": ({"email_verified": False}, "not verified your e-mail address"),
    "an address verified in a word": ({"email_verified": "true"}, "not verified your e-mail address"),
    "an address of nobody here": ({"email": "tamu@sukamaju.example"}, "nobody here has an account"),
    "for another program": ({"aud": "lain"}, "meant for another program"),
    "for us and another program": ({"aud": [CLIENT, "lain"]}, "meant for another program"),
    "by way of another program": ({"azp": "lain"}, "meant for another program"),
    "expired": ({"exp": 1}, "not valid any more"),
    "of another service": ({"iss": "https://evil.example"}, "names itself otherwise"),
    "of another sign-in": ({"nonce": "lain"}, "belongs to another sign-in"),
    "of no sign-in": ({"nonce": None}, "belongs to another sign-in"),
}


@pytest.mark.parametrize("name", OF_CLAIMS)
def test_a_token_that_says_something_else_lets_nobody_in(client: FlaskClient, service: Service, name: str) -> None:
    service.claims, sentence = OF_CLAIMS[name]
    assert refused(came_back(client, service), 403, sentence, client)


FORMLESS = {
    "of the future": {"iat": 99_999_999_999}, "of no time": {"exp": float("nan")}, "endless": {"exp": None},
    "of a number": {"sub": 5}, "of nobody": {"sub": ""}, "of too many": {"sub": "a" * 256},
}  # fmt: skip


@pytest.mark.parametrize("name", FORMLESS)
def test_a_token_that_is_none_is_the_fault_of_the_service(client: FlaskClient, service: Service, name: str) -> None:
    service.claims = FORMLESS[name]
    assert refused(came_back(client, service), 502, "cannot be used", client)


def test_nothing_and_what_all_know_sign_nothing(client: FlaskClient, service: Service) -> None:
    for signs in (service.unsigned, service.signed_by_what_all_know):
        service.signs = signs
        assert refused(came_back(client, service), 403, "not signed in a way that proves", client)
    service.signs = lambda claims: service.signed(claims)[:-6] + "AAAAAA"
    assert refused(came_back(client, service), 403, "wrong signature", client)
    service.signs = lambda _: "surat"
    assert refused(came_back(client, service), 502, "no form", client)


def test_a_key_that_nobody_knows_proves_nothing_and_one_that_is_new_does(client: FlaskClient, service: Service) -> None:
    assert came_back(client, service).status_code == 302
    client.delete_cookie("lontar")
    old, service.key = service.key, RSAKey.generate_key(2048, auto_kid=True)
    service.published = [old.as_dict(private=False)]
    assert refused(came_back(client, service), 403, "a key that it does not name", client)
    asked = service.asked[KEYS]
    service.published = None
    assert came_back(client, service).status_code == 302
    assert service.asked[KEYS] == asked + 1


def test_a_state_is_good_once_in_its_browser_for_ten_minutes(
    client: FlaskClient, service: Service, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = service.code(left(client))
    assert refused(
        visitor(app).get("/sign-in/sso/back", query_string=back), 400, "did not begin in this browser", client
    )
    assert refused(client.get("/sign-in/sso/back", query_string=back | {"state": "x"}), 400, "did not begin", client)
    assert refused(client.get("/sign-in/sso/back"), 400, "did not begin", client)
    assert client.get("/sign-in/sso/back", query_string=back).status_code == 302
    client.delete_cookie("lontar")
    assert refused(client.get("/sign-in/sso/back", query_string=back), 400, "used already", client)
    back = service.code(left(client))
    monkeypatch.setattr(sso, "time", Later)
    assert refused(client.get("/sign-in/sso/back", query_string=back), 400, "more than 10 minutes ago", client)


class Later:
    """A clock eleven minutes on."""

    @staticmethod
    def time() -> float:
        return time.time() + 660


def test_a_code_serves_only_the_browser_that_began(client: FlaskClient, service: Service, app: Flask) -> None:
    """Stolen on its way back, and brought into a sign-in that somebody else has begun: PKCE and the nonce."""
    stolen = service.code(left(client))["code"]
    thief = visitor(app)
    assert refused(came_back(thief, service, code=stolen), 502, "invalid_grant", thief)


def test_a_code_that_was_used_is_not_taken(client: FlaskClient, service: Service) -> None:
    back = service.code(left(client))
    service.codes.clear()
    assert refused(client.get("/sign-in/sso/back", query_string=back), 502, "invalid_grant", client)


def test_what_the_service_declines_is_said_and_nothing_else_of_the_address(
    client: FlaskClient, service: Service
) -> None:
    state = service.code(left(client))["state"]
    answer = client.get("/sign-in/sso/back", query_string={"state": state, "error": "access_denied"})
    assert refused(answer, 403, "(access_denied)", client)
    state = service.code(left(client))["state"]
    answer = client.get("/sign-in/sso/back", query_string={"state": state, "error": "<b>Call us</b>"})
    assert refused(answer, 403, "(error)", client)
    state = service.code(left(client))["state"]
    assert refused(client.get("/sign-in/sso/back", query_string={"state": state}), 502, "without a code", client)


def test_whoever_mixes_up_services_is_found_out(client: FlaskClient, service: Service) -> None:
    assert refused(came_back(client, service, iss="https://evil.example"), 403, "names itself otherwise", client)
    assert came_back(client, service, iss=service.issuer).status_code == 302


@pytest.mark.parametrize("path", [DISCOVERY, KEYS, TOKEN])
def test_a_service_that_is_broken_is_named_so(client: FlaskClient, service: Service, app: Flask, path: str) -> None:
    for answer, sentence in (
        ((200, b"<html>", {}), "not JSON"),
        ((200, b"[" * 100_000, {}), "not JSON"),
        ((200, b"{}" + b" " * sso_provider.LARGEST, {}), "larger than"),
        ((302, b"", {"location": service.issuer + path}), "the status 302" if path != TOKEN else "not JSON"),
        ((500, b"{}", {}), "the status 500"),
    ):
        service.anew()
        sso.install(app)
        service.instead[path] = lambda answer=answer: answer  # type: ignore[misc]
        began = client.get("/sign-in/sso")
        back = service.code(began.location) if path == TOKEN else {}
        found = client.get("/sign-in/sso/back", query_string=back) if path == TOKEN else began
        assert refused(found, 502, sentence, client)
        assert service.asked[path] == 1, "not followed, not asked again"


def test_a_slow_service_is_left_and_one_that_is_away_is_named(
    client: FlaskClient, service: Service, app: Flask, office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    service.instead[DISCOVERY] = lambda: (200, b"{}" if over.wait(30) else b"", {})
    app.extensions["lontar.sso"] = sso_provider.Provider(office.settings.single_sign_on, "", seconds=0.2)
    try:
        assert refused(client.get("/sign-in/sso"), 502, "does not answer", client)
    finally:
        over.set()
    monkeypatch.setattr(sso_provider, "WELL_KNOWN", ":1/")  # a port of nobody
    sso.install(app)
    assert client.get("/sign-in/sso").status_code == 502


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("address", ["http://10.0.0.1/x", "file:///etc/passwd", "javascript:alert(1)", "", None, 5])
def test_a_service_leads_nowhere_it_should_not(
    client: FlaskClient, service: Service, name: str, address: object
) -> None:
    service.metadata = {name: address}
    assert refused(client.get("/sign-in/sso"), 502, "is not https:// with a host", client)


def test_a_service_that_names_itself_otherwise_is_none(client: FlaskClient, service: Service) -> None:
    service.metadata = {"issuer": service.issuer + "/"}
    assert refused(client.get("/sign-in/sso"), 403, "names itself otherwise than LONTAR_OIDC_ISSUER", client)


def test_one_account_belongs_to_one_identity(client: FlaskClient, service: Service, office: House, app: Flask) -> None:
    came_back(client, service)
    thief = visitor(app)
    service.claims = {"sub": "4711"}
    assert refused(came_back(thief, service), 403, "belongs to another identity", thief)
    office.store.commit(identities.unbound(account(office), "tests"))
    assert came_back(thief, service).status_code == 302


def test_an_account_that_is_switched_off_lets_nobody_in(client: FlaskClient, service: Service, office: House) -> None:
    for bound in (False, True):
        if bound:
            identities.bind(office.store, Identity(service.issuer, "0815"), "arsiparis@sukamaju.example")
        person = account(office)
        person.active = False
        office.store.commit(Changes.of(person))
        try:
            assert refused(came_back(client, service), 403, "switched off", client)
        finally:
            person = account(office)
            person.active = True
            office.store.commit(Changes.of(person))


def test_without_leave_no_account_is_given_out_by_its_address(
    client: FlaskClient, service: Service, office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sso, "settings", lambda: sso.SingleSignOn(service.issuer, CLIENT, SECRET, oidc_bind=False))
    assert refused(came_back(client, service), 403, "none is given out by address", client)
    identities.bind(office.store, Identity(service.issuer, "0815"), "arsiparis@sukamaju.example")
    assert came_back(client, service).status_code == 302


def test_from_elsewhere_the_way_back_must_be_set(client: FlaskClient) -> None:
    answer = client.get("/sign-in/sso", headers={"host": "evil.example"})
    assert answer.status_code == 503
    assert "LONTAR_PUBLIC_URL" in answer.text


def test_a_password_that_somebody_saw_is_not_asked_for(client: FlaskClient, service: Service, office: House) -> None:
    person = account(office)
    person.account["once"] = True
    office.store.commit(Changes.of(person))
    came_back(client, service)
    try:
        assert client.get("/account").status_code == 200
    finally:
        person = account(office)
        person.account.pop("once")
        office.store.commit(Changes.of(person))


def test_a_second_factor_of_ours_is_not_asked_for(client: FlaskClient, service: Service, office: House) -> None:
    person = account(office)
    person.second_factor = {"secret": "JBSWY3DPEHPK3PXP"}
    office.store.commit(Changes.of(person))
    try:
        came_back(client, service)
        assert login(client) == "arsiparis@sukamaju.example"
    finally:
        person = account(office)
        second_factor.off(person)
        office.store.commit(Changes.of(person))


def test_without_a_service_there_is_no_button_and_no_way(office: House) -> None:
    app = create_app(office, testing=True)
    del app.extensions["lontar.sso"]
    client = visitor(app)
    assert "/sign-in/sso" not in client.get("/sign-in").text
    assert client.get("/sign-in/sso").status_code == 404
