"""Who asks: a person by a personal token (JSON API only) or by a session."""

from dataclasses import dataclass

from flask import request
from flask_login import current_user

from office import personal_tokens
from office.access import Reader, reader_of
from schemas.person import Person
from store.contract import Row
from web.accounts import sessions
from web.accounts.datastore import User
from web.current import house
from web.setup.founder import founder


@dataclass(frozen=True)
class Principal:
    """Who asks, the row of their account (None for the installation, while a home has no people), and the row of the
    personal token that they showed."""

    reader: Reader
    account: Row | None = None
    token: Row | None = None


def bearer() -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None


def speaks_for_itself() -> bool:
    """Whether a personal token is shown, good or bad: then no cookie counts, and nothing can be forged by one."""
    return bearer() is not None and request.path.startswith("/api/")


def by_token() -> tuple[Row | None, Row | None]:
    """The account and the token that is shown, where it is good."""
    secret = bearer()
    if secret is None or not speaks_for_itself():
        return None, None
    token = personal_tokens.found(house().store, secret)
    return (house().store.get(Person, token["person"]), token) if token else (None, None)


def by_session() -> Row | None:
    """The account of a session that lives and, where a second factor is on, has given its code."""
    user = current_user._get_current_object()
    if not (isinstance(user, User) and user.is_authenticated and sessions.is_live(user.row)):
        return None
    return None if sessions.lacks_code(user) else user.row


def who_asks() -> Principal | None:
    """None when signed out. A bad token never falls back to the session.

    In a home without people, whoever may set it up is the installation."""
    shown = bearer() is not None
    row, token = by_token() if shown else (by_session(), None)
    if row is None and not shown:
        installation = founder()
        return Principal(installation) if installation else None
    if row is None or not row.get("active", True):
        return None
    if token is not None:
        personal_tokens.used(house().store, token, request.remote_addr or "")
    return Principal(reader_of(house().store, str(row["_id"])), row, token)
