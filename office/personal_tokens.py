"""Personal tokens: by which a program acts as a person, within a scope and until a day.

The token itself is shown once. It begins with a word that scanners of leaked secrets can look for.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

from office import tokens
from office.access import ACTIONS, ADMINISTRATION, Reader
from office.errors import UnknownChoice
from schemas.errors import Conflict, LontarError, NotFound, Unavailable, WrongUse
from schemas.personal_token import LONGEST_NAME, SCOPES, PersonalToken
from schemas.stored import now
from store.changes import Changes, Happened, Remove
from store.contract import Row, Store
from store.removal import removed

PREFIX = "lontar_"
HINT = len(PREFIX) + 4
DAYS, USUAL_DAYS = (7, 30, 90, 365), 90
MOST = 50
"""Of one person, so that a program that makes them without end is told of it."""
KEPT = timedelta(days=30)  # how long one that has ended is still listed
USED_EACH = timedelta(hours=1)
SWEPT = 100
SIGNING = frozenset({"draft.initial", "draft.sign", "retention.approve", "retention.carry-out"})
"""What a person answers for with their name."""

CALLED = {
    "read": "read what you may read",
    "add": "add letters, and nothing else",
    "write": "change letters and all that belongs to them",
    "sign": "initial, sign and approve in your name",
    "administer": "administer the office",
}
"""What each scope allows, within what the person may do; message ids of the catalogue."""


class OutOfScope(LontarError):
    code, title, status = "token-scope", "Not for this token", 403
    sentence = "This token is not for that: it lacks the scope %(scope)s."
    advice = "Make a token with this scope on the page of your account."


class TooManyDays(LontarError):
    code, title, status, exit_code = "token-days", "Too many days", 422, 2
    sentence = "A token lasts from 1 to %(most)s days."
    advice = "Choose fewer days; an administrator may set more (LONTAR_TOKEN_DAYS)."


class TooManyTokens(LontarError):
    code, title, status, exit_code = "too-many-tokens", "Too many tokens", 409, 2
    sentence = "%(name)s has %(number)s tokens already."
    advice = "End those that nothing uses any more."


def needed(action: str, safe: bool) -> str:
    """The scope that a token needs for a route. `safe`: its method only asks (RFC 9110, 9.2.1)."""
    if action == "intake.add":
        return "add"  # of a scanner: it asks too how far its letters are
    if ACTIONS.get(action) == ADMINISTRATION:
        return "administer"
    if safe:
        return "read"
    return "sign" if action in SIGNING else "write"


def demand_scope(token: Row, action: str, safe: bool) -> None:
    """Raises OutOfScope."""
    if (scope := needed(action, safe)) not in token["scopes"]:
        raise OutOfScope(scope=scope)


def new(person: str, name: str, scopes: Collection[str], days: int, secret: str) -> PersonalToken:
    """What is kept of the token `secret`. Raises WrongUse, UnknownChoice."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongUse(what="The name", why="it is empty, or longer than 80 characters", field="name")
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise UnknownChoice(value=", ".join(unknown) or "-", known=", ".join(SCOPES), field="scopes")
    kept = [scope for scope in SCOPES if scope in scopes]
    ends = now() + timedelta(days=days)
    digest = tokens.digest(secret)
    return PersonalToken(person=person, name=name, digest=digest, hint=secret[:HINT], scopes=kept, ends_at=ends)


def made(
    store: Store, by: Reader, person: Row, *, name: str, scopes: Collection[str], days: int, longest: int
) -> tuple[str, Changes]:
    """A new token of a person, which nobody sees again, and what is to be committed. `longest`: most days, as the
    office has set it. Raises WrongUse, UnknownChoice, TooManyDays, TooManyTokens."""
    if not 1 <= days <= longest:
        raise TooManyDays(most=longest, field="days")
    if len(of(store, person["_id"])) >= MOST:
        raise TooManyTokens(name=person["name"], number=MOST)
    secret = f"{PREFIX}{tokens.new()}"
    one = new(person["_id"], name, scopes, days, secret)
    told = {"name": one.name, "hint": one.hint, "scopes": list(one.scopes), "ends_at": one.ends_at}
    event = Happened("person.token-made", f"people/{person['_id']}", by.person, operator=by.operator, after=told)
    return secret, Changes.of(one, events=[event])


def of(store: Store, person: str) -> list[Row]:
    """Those of a person, the newest first; also such as have ended lately."""
    return store.find(PersonalToken, {"person": person}, sort=[("made_at", -1)], limit=MOST)


def has_ended(token: Row) -> bool:
    return bool(token["ends_at"] <= now())


def ended(store: Store, by: Reader, token: str, person: str | None = None) -> Changes:
    """End one, for ever. `person`: whose it has to be. Raises NotFound."""
    row = store.get(PersonalToken, token)
    if row is None or person not in (None, row["person"]):
        raise NotFound(what="Token")
    told = {"name": row["name"], "hint": row["hint"]}
    event = Happened("person.token-ended", f"people/{row['person']}", by.person, operator=by.operator, before=told)
    return Changes(removes=(Remove(PersonalToken, row["_id"], row["version"]),), events=(event,))


def found(store: Store, secret: str) -> Row | None:
    """The token that somebody shows, while it is good."""
    rows = store.find(PersonalToken, {"digest": tokens.digest(secret)}, limit=1)
    return None if not rows or has_ended(rows[0]) else rows[0]


def used(store: Store, token: Row, address: str) -> None:
    """Keep when and from where it was used, once an hour; a store that is full stands in nobody's way."""
    at = now()
    if (last := token.get("used_at")) and at - last < USED_EACH and token.get("used_from") == address:
        return
    kept = PersonalToken.unpacked(token)
    kept.used_at, kept.used_from = at, address
    with suppress(Conflict, Unavailable):  # another of its requests was quicker, or it was ended meanwhile
        store.commit(Changes.of(kept))


def sweep(store: Store) -> None:
    """Those that ended long ago go."""
    for row in store.find(PersonalToken, {"ends_at": {"$lt": now() - KEPT}}, sort=[("ends_at", 1)], limit=SWEPT):
        removed(store, PersonalToken, row)
