"""People with accounts: made, changed, and their passwords."""

import secrets
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from office.errors import LastAdministrator, TooShort, UnknownChoice
from schemas.errors import NotFound, WrongUse
from schemas.person import ROLES, Person
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Row, Store

ARGON2 = {"memory_cost": 19_456, "time_cost": 2, "parallelism": 1}
"""How dear a password check is: 19 MiB, t=2, p=1 (OWASP's second choice), 37 ms; argon2's own 64 MiB cost 250 ms."""
_hasher = PasswordHasher(ARGON2["time_cost"], ARGON2["memory_cost"], ARGON2["parallelism"])
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another on paper
EDITABLE = ("name", "login", "roles", "unit", "active")
"""What an administrator changes of an account."""
ONCE = "once"
"""Set in `account` while the password is one that an administrator has seen: it opens only the page for a new one."""


def person(name: str, login: str, roles: list[str], unit: str) -> Person:
    """A new account; without a password it can be used after a reset only. Raises WrongUse, UnknownChoice."""
    values = _checked({"name": name, "login": login, "roles": roles})
    return Person(**values, unit=unit, uniquifier=secrets.token_hex(16))


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """The values in their normal form. Raises WrongUse, UnknownChoice."""
    name, login, roles = values["name"].strip(), values["login"].strip().lower(), list(values["roles"])
    if not name:
        raise WrongUse(what="The name", why="it is empty", field="name")
    if "@" not in login[1:-1] or any(letter.isspace() for letter in login):
        raise WrongUse(what=login or "The e-mail address", why="it must be an e-mail address", field="login")
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise UnknownChoice(value=", ".join(unknown) or "-", known=", ".join(ROLES), field="roles")
    return values | {"name": name, "login": login, "roles": roles}


def set_password(account: Person, password: str, shortest: int) -> None:
    """A new password; sessions that are open end with it. `shortest`: characters, as the office has set it. Raises
    TooShort."""
    if len(password) < shortest:
        raise TooShort(what="The password", least=shortest, field="password")
    account.password = _hasher.hash(password)
    account.account.pop(ONCE, None)
    end_sessions(account)


def end_sessions(account: Person) -> None:
    """Whoever is signed in to this account, signs in again."""
    account.uniquifier = secrets.token_hex(16)
    account.account["sessions"] = []


def is_password(row: Row, typed: str) -> bool:
    """Whether this is the password of the account."""
    try:
        return _hasher.verify(row.get("password") or "", typed)
    except (VerificationError, InvalidHashError):
        return False


def set_one_time_password(account: Person) -> str:
    """A password to pass on by hand, three groups of five (74 bits), good for choosing an own one."""
    made = "-".join("".join(secrets.choice(SIGNS) for _ in range(5)) for _ in range(3))
    set_password(account, made, len(made))
    account.account[ONCE] = True
    return made


def is_one_time(row: Row) -> bool:
    """Whether this account still has a password that somebody else has seen."""
    return bool((row.get("account") or {}).get(ONCE))


def said(row: Row | Person) -> dict[str, Any]:
    """What an event tells of an account: what an administrator may change of it."""
    values = row.to_mongo() if isinstance(row, Person) else row
    return {name: values.get(name) for name in EDITABLE} | {"roles": sorted(values["roles"])}


def added(store: Store, account: Person, actor: str, operator: str | None = None) -> Changes:
    """A new account in a unit that exists. Raises NotFound."""
    _demand_unit(store, account.unit)
    event = Happened("person.made", f"people/{account.id}", actor, operator=operator, after=said(account))
    return Changes.of(account, events=[event])


def changed(store: Store, account: Person, values: dict[str, Any], actor: str) -> Changes:
    """`values`: some of EDITABLE. Raises WrongUse, NotFound, LastAdministrator."""
    before = said(account)
    after = before | _checked(before | values)
    if after["unit"] != before["unit"]:
        _demand_unit(store, after["unit"])
    if _administers(before) and not _administers(after):
        _demand_another_administrator(store, account.id)
    for name in EDITABLE:
        setattr(account, name, after[name])
    verb = "person.changed"
    if before["active"] != after["active"]:
        verb = "person.enabled" if after["active"] else "person.disabled"
        end_sessions(account)
    event = Happened(
        verb, f"people/{account.id}", actor, before=before, after=after | {"roles": sorted(after["roles"])}
    )
    return Changes.of(account, events=[event])


def _administers(values: dict[str, Any]) -> bool:
    return bool(values["active"] is not False and "administrator" in values["roles"])


def administrators(store: Store) -> list[Row]:
    """The accounts that may administer this office now, by name."""
    rows = store.find(Person, sort=[("name", 1)], limit=10_000, fields=EDITABLE)
    return [row for row in rows if _administers({"active": True} | row)]


def _demand_another_administrator(store: Store, id: str) -> None:
    if all(row["_id"] == id for row in administrators(store)):
        raise LastAdministrator


def _demand_unit(store: Store, unit: str) -> None:
    if store.get(Unit, unit) is None:
        raise NotFound(what=f"Unit {unit}")


def named(store: Store, text: str) -> Row:
    """The account of a login, or of a name that one person alone has. Raises WrongUse, NotFound, with the field."""
    text = " ".join(text.split())
    rows = store.find(Person, {"login": text.lower()}, limit=1) or store.find(
        Person, {"name": text}, sort=[("name", 1)], limit=2
    )
    if len(rows) > 1:
        raise WrongUse(what=text, why="several people have this name; write the e-mail address", field="person")
    if not rows:
        raise NotFound(what=text or "The person", field="person")
    return rows[0]
