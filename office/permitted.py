"""The access rule told: who may do what, who may read one letter, and why. It decides nothing (office/access.py)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from office.access import ACTIONS, CALLED, may_see, reader_of
from office.grants import EVERYBODY_HERE
from office.holders import running
from schemas.delegation import Delegation
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row, Store

WAYS = ("named", "office", "unit", "position", "delegate", "head", "registry", "auditor")


@dataclass(frozen=True)
class Permission:
    """One action by its name and in words, and the roles that may do it."""

    action: str
    called: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Way:
    """How a grant opens a letter to a person. `how`: one of WAYS; `of`: the unit's or position's name, "" where there
    is none; `form`, `until`: of a delegation."""

    how: str
    of: str = ""
    form: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class MayRead:
    """A person who may read a letter, with every way in which it is open to them."""

    person: str
    name: str
    ways: tuple[Way, ...]


def matrix() -> list[Permission]:
    """Every action with its roles, in the order of the rule."""
    return [Permission(action, CALLED[action], roles) for action, roles in ACTIONS.items()]


def readers(store: Store, letter: Mapping[str, Any], at: datetime | None = None) -> Iterator[MayRead]:
    """Everybody with an account who may read it at a time (now), by name."""
    when = at or now()
    for row in sorted(store.every(Person), key=lambda one: str(one["name"]).casefold()):
        if not row.get("active", True):
            continue
        reader = reader_of(store, row["_id"], when)
        if not may_see(reader, letter):
            continue
        keys = reader.keys or frozenset()
        found = [_way(store, row, grant, when) for grant in letter["grants"] if grant in keys]
        yield MayRead(row["_id"], row["name"], tuple(dict.fromkeys(found)))


def _way(store: Store, person: Row, grant: str, at: datetime) -> Way:
    """By what a person holds the key that a grant asks for."""
    if grant == EVERYBODY_HERE:
        return Way("office")
    kind, _, id = grant.partition(":")
    if kind == "person":
        return Way("named")
    if kind == "position":
        return _seat(store, person, id, at)
    return _of_unit(store, person, kind, id, at)


def _seat(store: Store, person: Row, id: str, at: datetime) -> Way:
    """A position of theirs, or one that they stand in for."""
    title = str((store.get(Position, id) or {}).get("title", id))
    for row in running(store, Delegation, {"person": person["_id"]}, at):
        if row["position"] == id:
            return Way("delegate", title, row["form"], row.get("until"))
    return Way("position", title)


def _of_unit(store: Store, person: Row, kind: str, id: str, at: datetime) -> Way:
    """A unit's key: they work there, hold a position there, or head one above; or they audit it."""
    unit = store.get(Unit, id) or {}
    name, above = str(unit.get("name", id)), set(unit.get("path") or [id])
    if kind == "registry":
        return Way("registry" if person["unit"] == id else "auditor", name)
    if kind == "unit" and person["unit"] == id:
        return Way("unit", name)
    for position in _seats(store, person, at):
        if kind == "unit" and position["unit"] == id:
            return _seat(store, person, position["_id"], at)
        if position.get("head") and position["unit"] in above:
            return Way("head", name)
    return Way("auditor", name)


def _seats(store: Store, person: Row, at: datetime) -> list[Row]:
    who = {"person": person["_id"]}
    held = {row["position"] for kind in (Delegation, Holding) for row in running(store, kind, who, at)}
    return list(store.get_many(Position, sorted(held)).values())
