"""Single sessions that can be ended one by one: each cookie names a session, the account lists those that live."""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, cast

from flask import g, request, session

from office.second_factor import is_on
from schemas.errors import Conflict, Unavailable
from schemas.person import Person
from schemas.stored import now
from store.contract import Row
from web.accounts.datastore import User, edit
from web.current import house, web_settings

KEY, RENEWED = "sid", "renewed"
PARTS, OFTEN = 20, 600.0
"""A session is renewed once a part of its life is over, ten minutes at most, so that most answers carry no new cookie
and the account is not written for each."""
WHOLE = frozenset({"sso", "change"})
"""Ways of signing in behind which no code of the second factor is asked for."""
MOST = 20  # sessions of one person; the oldest ends when one more begins


def begin(sender: Any, user: User, authn_via: Sequence[str] | None = None, **_: Any) -> None:
    """After a sign-in: remember this session at the account. Connected to the library's signal. A second factor is for
    the office's sign-in service to ask for, where that let the person in; whoever chose a new password has given it."""
    sid = secrets.token_urlsafe(12)
    entry: dict[str, Any] = {"sid": sid, "at": now(), "address": request.remote_addr or "", "browser": browser_name()}
    if WHOLE.intersection(authn_via or ()):
        entry["code"] = True

    def change(person: Person) -> None:
        person.account["sessions"] = [*living(person.account)[-(MOST - 1) :], entry]

    edit(user.id, change, "person.signed-in")
    session[KEY] = sid
    session.permanent = True


def living(account: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sessions of an account's `account` that nobody ended and whose hours are not over, the oldest first."""
    oldest = now() - timedelta(hours=web_settings().session_hours)
    return [one for one in account.get("sessions", []) if last_seen(one) > oldest]


def last_seen(one: Mapping[str, Any]) -> datetime:
    """When a page was last opened in a session, to ten minutes."""
    return cast(datetime, one.get("seen") or one["at"])


def is_live(row: Row) -> bool:
    """Whether the session of this request has not been ended."""
    sid = session.get(KEY)
    return any(one.get("sid") == sid for one in (row.get("account") or {}).get("sessions", []))


def lacks_code(user: User | None) -> bool:
    """Whether the session of this request lives, but only by a password where a second factor is on."""
    if user is None or not is_live(user.row) or not is_on(user.row):
        return False
    sid, listed = session.get(KEY), (user.row.get("account") or {}).get("sessions", [])
    return not any(one.get("sid") == sid and one.get("code") for one in listed)


def mark_whole(account: Person) -> None:
    """The session of this request has given its code."""
    _noted(account, session.get(KEY), code=True)


def _noted(account: Person, sid: str | None, **said: Any) -> None:
    """More is known of one session of an account."""
    listed = account.account.get("sessions", [])
    account.account["sessions"] = [dict(one) | (said if one["sid"] == sid else {}) for one in listed]


def renew() -> None:
    """The hours of a session begin anew when the person opens a page, and its account says when that was. What a page
    that lies open asks for by itself does not count: browsers tell the two apart where the line is safe."""
    opened = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    part = min(web_settings().session_hours * 3600 / PARTS, OFTEN)
    if KEY in session and opened and time.time() - session.get(RENEWED, 0) >= part:
        session[RENEWED] = int(time.time())
        _seen(str(session.get("_user_id", "")), session[KEY])


def _seen(uniquifier: str, sid: str) -> None:
    """Keep that a page was opened in a session. Whoever is looking at pages is not to wait for a store that is away or
    full."""
    at = now()
    with suppress(Unavailable, Conflict):
        rows = house().store.find(Person, {"uniquifier": uniquifier}, limit=1, fields=())
        if rows:
            edit(rows[0]["_id"], lambda person: _noted(person, sid, seen=at), "")


def end(person_id: str, sid: str) -> None:
    _kept(person_id, lambda one: one["sid"] != sid, "person.signed-out")


def end_others(person_id: str) -> None:
    """All but the one of this request."""
    sid = session.get(KEY)
    _kept(person_id, lambda one: one["sid"] == sid, "person.sessions-ended")


def _kept(person_id: str, keep: Callable[[Mapping[str, Any]], bool], verb: str) -> None:
    """Only these sessions go on."""

    def change(person: Person) -> None:
        person.account["sessions"] = [one for one in person.account.get("sessions", []) if keep(one)]

    edit(person_id, change, verb)


def end_this(sender: Any, user: Any, **_: Any) -> None:
    """At sign-out. Connected to Flask-Login's signal."""
    sid = session.pop(KEY, None)
    if sid and isinstance(user, User):
        end(user.id, sid)


def drop() -> None:
    """Forget in this browser a session that has ended already."""
    for name in ("_user_id", KEY):
        session.pop(name, None)
    g.pop("_login_user", None)  # where Flask-Login keeps who it found in this request


def browser_name() -> str:
    """A short name of the browser and system, so that a person can tell one session from another."""
    agent = request.user_agent.string
    browser = next((name for name in ("Edg", "Firefox", "Chrome", "Safari") if name in agent), "")
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux") if name in agent), "")
    return " · ".join(part for part in (browser.replace("Edg", "Edge"), system) if part)
