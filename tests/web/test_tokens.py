"""Personal tokens: what each scope opens is asked of every address of the API; they are shown once, listed, ended."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lontar.main import lontar
from lontar.wiring import House
from office import people, personal_tokens, second_factor
from office.access import ACTIONS
from schemas.attempts import Attempts
from schemas.person import Person
from schemas.personal_token import SCOPES, PersonalToken
from schemas.stored import now
from store.changes import Changes, Remove
from tests.demo import demo_house
from tests.serving import with_token
from tests.web.conftest import app_of, form, signed_in
from tests.web.test_routes import CHANGES, METHODS
from web.access import Declared, declared
from web.api.openapi import PARAMETER, description

PAGE = "/account/tokens"
SEARCH = "/api/v1/search?q=jembatan"
WHO = "arsiparis"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


def account(house: House, name: str = WHO) -> Person:
    return Person.unpacked(house.store.find(Person, {"login": f"{name}@sukamaju.example"}, limit=1)[0])


def program(house: House, secret: str) -> FlaskClient:
    client = app_of(house).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def made(client: FlaskClient, name: str = "Pemindai", scopes: tuple[str, ...] = ("read",), days: int = 90) -> str:
    """Made on the page; the token, from the one answer that shows it."""
    data = {**form(client, PAGE), "name": name, "scopes": list(scopes), "days": days}
    found = re.search(r'id="token">(lontar_[\w-]{43})<', client.post(PAGE, data=data).text)
    assert found
    return found[1]


def asked(house: House) -> Iterator[tuple[str, str, Declared]]:
    """(method, address, declaration) of all of the API that needs a sign-in; every parameter of an address names
    nothing that there is."""
    for rule in app_of(house).url_map.iter_rules():
        for one in declared[rule.endpoint] if rule.rule.startswith("/api/v1/") else ():
            if one.action is not None and one.rule in (rule.rule, rule.rule.removeprefix("/api/v1")):
                address = re.sub(r"<int:\w+>", "1", rule.rule)
                address = re.sub(r"<\w+>", "x" * 26, address)
                yield from ((method, address, one) for method in METHODS if method in one.methods)


def test_each_scope_opens_what_it_says_on_every_route_and_nothing_else(house: House) -> None:
    """As somebody who may do everything: what is refused then, is refused for the scope."""
    chief = account(house, "sekda")
    chief.roles = sorted({role for roles in ACTIONS.values() for role in roles})
    house.store.commit(Changes.of(chief))
    for scope in SCOPES:
        alone = personal_tokens.new(chief.id, scope, [scope], 7, f"only {scope}")
        others = personal_tokens.new(chief.id, scope, set(SCOPES) - {scope}, 7, f"all but {scope}")
        house.store.commit(Changes.of(alone, others))
    described, opened = description()["paths"], set[str]()
    for method, address, one in asked(house):
        wanted = personal_tokens.needed(str(one.action), method not in CHANGES)
        told = described["/api/v1" + PARAMETER.sub(r"{\2}", one.rule)][method.lower()]
        assert told["security"] == [{"token": [wanted]}]
        before = house.store.sealed()
        assert is_out(program(house, f"all but {wanted}").open(address, method=method)), (method, address)
        assert house.store.sealed() == before
        assert not is_out(program(house, f"only {wanted}").open(address, method=method)), (method, address)
        opened.add(wanted)
    assert opened == set(SCOPES)


def is_out(answer: TestResponse) -> bool:
    return answer.status_code == 403 and (answer.json or {})["error"]["code"] == "token-scope"


def test_one_is_shown_once_and_listed_by_its_beginning_with_its_last_use(house: House) -> None:
    client = signed_in(house, WHO)
    secret = made(client)
    assert program(house, secret).get(SEARCH).status_code == 200
    page = client.get(PAGE).text
    assert "Pemindai" in page
    assert secret[:11] in page
    assert "127.0.0.1" in page
    assert secret not in page
    (row,) = personal_tokens.of(house.store, account(house).id)
    assert row["scopes"] == ["read"]
    assert 89 <= (row["ends_at"] - now()).days <= 90


def test_a_form_that_lacks_something_says_what_and_keeps_what_was_typed(house: House) -> None:
    client = signed_in(house, WHO)
    answer = client.post(PAGE, data=form(client, PAGE) | {"name": "Pemindai", "days": "90"})
    assert answer.status_code == 400
    assert 'value="Pemindai"' in answer.text
    assert 'aria-describedby="scopes-error"' in answer.text
    answer = client.post(PAGE, data=form(client, PAGE) | {"name": "Pemindai", "scopes": "read", "days": "9999"})
    assert "from 1 to 365 days" in answer.text
    assert house.store.count(PersonalToken) == 0


def test_making_one_asks_for_the_password_again_and_wrong_ones_count(house: House) -> None:
    one = account(house)
    people.set_password(one, "kata sandi yang benar", 10)
    house.store.commit(Changes.of(one))
    client, typed = signed_in(house, WHO), {"name": "Pemindai", "scopes": "read", "days": "90"}
    for _ in range(house.settings.web.sign_in_attempts):
        assert client.post(PAGE, data=form(client, PAGE) | typed | {"password": "salah"}).status_code == 422
    right = typed | {"password": "kata sandi yang benar"}
    assert client.post(PAGE, data=form(client, PAGE) | right).status_code == 429
    assert house.store.count(PersonalToken) == 0
    for row in list(house.store.every(Attempts)):
        house.store.commit(Changes(removes=(Remove(Attempts, row["_id"], row["version"]),)))
    assert client.post(PAGE, data=form(client, PAGE) | right).status_code == 200
    assert house.store.count(PersonalToken) == 1


def test_one_that_was_ended_opens_nothing_at_once_and_nobody_ends_anothers(house: House) -> None:
    client = signed_in(house, WHO)
    secret = made(client)
    (row,) = personal_tokens.of(house.store, account(house).id)
    other = signed_in(house, "staf")
    assert other.post(f"{PAGE}/end", data=form(other, PAGE) | {"token": row["_id"]}).status_code == 404
    assert program(house, secret).get(SEARCH).status_code == 200
    assert client.post(f"{PAGE}/end", data=form(client, PAGE) | {"token": row["_id"]}).status_code == 302
    assert program(house, secret).get(SEARCH).status_code == 401


def test_an_administrator_sees_and_ends_those_of_others(house: House) -> None:
    secret = made(signed_in(house, WHO))
    (row,) = personal_tokens.of(house.store, account(house).id)
    client, address = signed_in(house, "admin"), f"/admin/people/{row['person']}"
    page = client.get(address).text
    assert "Pemindai" in page
    assert secret not in page
    data = form(client, address) | {"token": row["_id"]}
    assert client.post(f"/admin/people/{account(house, 'staf').id}/tokens", data=data).status_code == 404
    assert client.post(f"{address}/tokens", data=data).status_code == 302
    assert program(house, secret).get(SEARCH).status_code == 401


def test_a_second_factor_leaves_programs_alone_and_a_closed_account_ends_them(house: House) -> None:
    with_token(house.store, WHO, "program")
    one = account(house)
    second_factor.prepare(one)
    second_factor.confirm(one, second_factor.code_at(one.second_factor["pending"], 100), 3000.0)
    house.store.commit(Changes.of(one))
    assert program(house, "program").get(SEARCH).status_code == 200
    house.store.commit(people.changed(house.store, account(house), {"active": False}, "admin"))
    assert program(house, "program").get(SEARCH).status_code == 401


def test_no_page_takes_one_and_beside_a_bad_one_no_session_counts(house: House) -> None:
    with_token(house.store, WHO, "program")
    assert program(house, "program").get("/account").status_code == 302
    client = signed_in(house, WHO)
    assert client.get(SEARCH).status_code == 200
    assert client.get(SEARCH, headers={"Authorization": "Bearer nothing"}).status_code == 401


def test_they_are_made_listed_and_ended_at_the_machine(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_HOME", str(house.settings.home))
    login = f"{WHO}@sukamaju.example"

    def said(*options: str, code: int = 0) -> str:
        result = CliRunner().invoke(lontar, ["tokens", login, *options])
        assert result.exit_code == code, result.output
        return result.output

    secret = said("--make", "Pemindai", "--scope", "add", "--days", "30").strip()
    assert program(house, secret).get("/api/v1/batches").status_code == 200
    assert program(house, secret).get(SEARCH).status_code == 403
    (line,) = said().splitlines()
    assert secret[:11] in line
    assert "Pemindai" in line
    assert "add" in line
    assert "used" in line
    assert "from 1 to 365 days" in said("--make", "Lain", "--days", "400", code=2)
    said("--end", line.split()[0])
    assert program(house, secret).get("/api/v1/batches").status_code == 401
