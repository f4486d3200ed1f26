"""Personal tokens: a scope, an end, a last use; nobody sees one twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lontar.wiring import House
from office import personal_tokens
from office.access import ACTIONS, installation
from office.errors import UnknownChoice
from office.personal_tokens import MOST, OutOfScope, TooManyDays, TooManyTokens, demand_scope, needed, new
from schemas.errors import NotFound, WrongUse
from schemas.person import Person
from schemas.personal_token import SCOPES, PersonalToken
from schemas.stored import now
from store.changes import Changes
from store.contract import Row, Store
from tests.demo import demo_house

BY = installation("wira")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def store(house: House) -> Store:
    return house.store


@pytest.fixture
def ani(store: Store) -> Row:
    return store.find(Person, {"login": "arsiparis@sukamaju.example"}, limit=1)[0]


def made(store: Store, ani: Row, name: str = "Pemindai", days: int = 90) -> str:
    secret, changes = personal_tokens.made(store, BY, ani, name=name, scopes=["read", "add"], days=days, longest=365)
    store.commit(changes)
    return secret


def aged(store: Store, by: timedelta) -> None:
    """As if so much time had passed for every token."""
    for row in list(store.every(PersonalToken)):
        one = PersonalToken.unpacked(row)
        one.ends_at -= by
        store.commit(Changes.of(one))


@pytest.mark.parametrize(
    ("action", "safe", "scope"),
    [
        ("letter.read", True, "read"),
        ("letter.read", False, "write"),
        ("signed-in", True, "read"),
        ("letter.tag", False, "write"),
        ("intake.add", False, "add"),
        ("intake.add", True, "add"),
        ("draft.sign", False, "sign"),
        ("draft.sign", True, "read"),
        ("retention.carry-out", False, "sign"),
        ("office.manage", True, "administer"),
        ("people.manage", False, "administer"),
    ],
)
def test_which_scope_an_action_needs(action: str, safe: bool, scope: str) -> None:
    assert needed(action, safe) == scope


def test_every_action_has_a_scope_and_every_scope_an_action() -> None:
    assert {needed(action, safe) for action in ACTIONS for safe in (True, False)} == set(SCOPES)


def test_one_is_found_by_what_was_shown_once_and_nothing_of_it_is_kept(store: Store, ani: Row) -> None:
    secret = made(store, ani)
    row = personal_tokens.found(store, secret)
    assert row is not None
    assert (row["person"], row["name"], row["scopes"]) == (ani["_id"], "Pemindai", ["read", "add"])
    assert secret.startswith("lontar_")
    assert row["hint"] == secret[:11]
    assert secret not in repr(list(store.every(PersonalToken)) + store.events(0, 1000))
    assert personal_tokens.found(store, secret[:-1]) is None
    demand_scope(row, "intake.add", False)
    with pytest.raises(OutOfScope, match="lacks the scope write"):
        demand_scope(row, "letter.tag", False)


def test_after_its_days_it_is_no_token_and_later_it_is_gone(store: Store, ani: Row) -> None:
    secret = made(store, ani, days=7)
    aged(store, timedelta(days=7, seconds=1))
    assert personal_tokens.found(store, secret) is None
    personal_tokens.sweep(store)
    assert [personal_tokens.has_ended(row) for row in personal_tokens.of(store, ani["_id"])] == [True]
    aged(store, timedelta(days=30))
    personal_tokens.sweep(store)
    assert personal_tokens.of(store, ani["_id"]) == []


def test_ended_by_whose_it_is_for_ever_and_the_log_says_which(store: Store, ani: Row) -> None:
    secret = made(store, ani)
    (row,) = personal_tokens.of(store, ani["_id"])
    with pytest.raises(NotFound):
        personal_tokens.ended(store, BY, row["_id"], "somebody else")
    store.commit(personal_tokens.ended(store, BY, row["_id"], ani["_id"]))
    assert personal_tokens.found(store, secret) is None
    with pytest.raises(NotFound):
        personal_tokens.ended(store, BY, row["_id"], ani["_id"])
    told = [one for one in store.events(0, 1000) if one["verb"].startswith("person.token")]
    assert [one["verb"] for one in told] == ["person.token-made", "person.token-ended"]
    assert {one["operator"] for one in told} == {"wira"}
    assert told[1]["values"]["before"] == {"name": "Pemindai", "hint": secret[:11]}


def test_its_use_is_kept_once_an_hour_and_from_another_address_at_once(store: Store, ani: Row) -> None:
    made(store, ani)
    versions = []
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        (row,) = personal_tokens.of(store, ani["_id"])
        personal_tokens.used(store, row, address)
        (row,) = personal_tokens.of(store, ani["_id"])
        versions.append(row["version"])
    assert versions[0] == versions[1] < versions[2]
    assert row["used_from"] == "192.0.2.2"
    assert now() - row["used_at"] < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"name": " "}, WrongUse),
        ({"name": "n" * 81}, WrongUse),
        ({"scopes": []}, UnknownChoice),
        ({"scopes": ["everything"]}, UnknownChoice),
        ({"days": 0}, TooManyDays),
        ({"days": 366}, TooManyDays),
    ],
)
def test_what_is_not_well_asked_for_makes_none(
    store: Store, ani: Row, wanted: dict[str, Any], error: type[Exception]
) -> None:
    given = {"name": "Satu", "scopes": ["read"], "days": 7, "longest": 365} | wanted
    with pytest.raises(error):
        personal_tokens.made(store, BY, ani, **given)


def test_a_program_that_makes_them_without_end_is_stopped(store: Store, ani: Row) -> None:
    store.commit(Changes.of(*(new(ani["_id"], f"Program {n}", ["read"], 7, f"secret {n}") for n in range(MOST))))
    with pytest.raises(TooManyTokens):
        made(store, ani)
