"""Every route says who may use it, and holds to it."""

import re

import pytest

from lontar.wiring import House
from office.access import ACTIONS
from tests.web.conftest import SignIn, token
from web.access import SIGNED_IN, declared
from web.app import create_app

TOKEN = re.compile(r'(?<=csrf-token" content=")[^"]+|(?<=csrf_token" value=")[^"]+')
"""Differs from second to second, whatever the page says."""


CHANGES = ("POST", "PATCH", "PUT", "DELETE")
METHODS = ("GET", *CHANGES)


def test_every_route_is_declared(house: House) -> None:
    rules = {rule.endpoint for rule in create_app(house, testing=True).url_map.iter_rules()}
    assert rules <= set(declared), rules - set(declared)
    for several in declared.values():
        for one in several:
            assert bool(one.action) != bool(one.public), one.endpoint
            assert one.action in (None, SIGNED_IN, *ACTIONS), one.endpoint


def addresses(house: House, letter: str) -> list[tuple[str, str, str | None]]:
    """(method, address, action) of all routes, their parameters filled with a letter that exists."""
    found = []
    for rule in create_app(house, testing=True).url_map.iter_rules():
        one = next(
            one for one in declared[rule.endpoint] if one.rule in ("", rule.rule, rule.rule.removeprefix("/api/v1"))
        )
        address = rule.rule.replace("<id>", letter).replace("<int:file>", "1").replace("<int:number>", "1")
        for name in ("<build>", "<name>", "<token>", "<entry>", "<sha256>"):
            address = address.replace(name, "x")
        found += [(method, address, one.action) for method in sorted(rule.methods or ()) if method in METHODS]
    return found


def test_an_outsider_gets_nowhere(house: House, letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("")
    page = client.get("/sign-in").text
    for method, address, action in addresses(house, letters["surat.pdf"]):
        if action is None:
            continue
        headers = {"X-CSRF-Token": token(page)} if method in CHANGES else {}
        answer = client.open(address, method=method, headers=headers)
        assert answer.status_code in (302, 303, 401), (method, address, answer.status_code)
        assert "jembatan" not in answer.text
        if answer.status_code != 401:
            assert answer.location.startswith("/sign-in")


def test_without_the_forms_token_nothing_is_done(house: House, letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    for method, address, _ in addresses(house, letters["surat.pdf"]):
        if method in CHANGES and address != "/sign-out":
            assert client.open(address, method=method).status_code == 400, address
    asked = client.post("/sign-out").text  # from another site, or from a page that is older than the sign-in
    assert '<form method="post" action="/sign-out">' in asked
    assert client.get("/account").status_code == 200
    client.post("/sign-out", data={"csrf_token": token(asked)})
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize("person", ["kades", "staf", "admin"])
def test_what_a_person_may_not_read_does_not_exist(letters: dict[str, str], sign_in: SignIn, person: str) -> None:
    client, id = sign_in(person), letters["surat.pdf"]
    for address in (
        f"/letters/{id}",
        f"/letters/{id}/files/1/original",
        f"/letters/{id}/files/1/pages/1",
        f"/letters/{id}/copy.pdf",
        f"/letters/{id}/text.txt",
        f"/api/v1/letters/{id}",
        f"/api/v1/letters/{id}/hocr.html",
        f"/api/v1/letters/{id}/alto.xml",
        f"/api/v1/letters/{id}/text",
        f"/api/v1/letters/{id}/words",
    ):
        answer = client.get(address)
        assert answer.status_code == 404, address
        unknown = client.get(address.replace(id, "0" * 26))
        assert TOKEN.sub("", answer.text).replace(id, "") == TOKEN.sub("", unknown.text).replace("0" * 26, "")
    assert client.get("/api/v1/search?q=jembatan").json["total"] == 0


def test_roles_open_and_close_actions(letters: dict[str, str], sign_in: SignIn) -> None:
    from tests.web.conftest import form

    auditor, archivist = sign_in("pemeriksa"), sign_in("arsiparis")
    id = letters["surat.pdf"]
    assert auditor.get(f"/letters/{id}").status_code == 200
    assert auditor.get("/intake").status_code == 404
    assert archivist.get("/intake").status_code == 200
    answer = auditor.post(f"/letters/{id}/withdraw", data=form(auditor, f"/letters/{id}") | {"reason": "x"})
    assert answer.status_code == 403
