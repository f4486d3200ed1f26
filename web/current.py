"""What the request at hand is about: the house, the office, the person."""

from datetime import tzinfo
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from flask import current_app, g, has_request_context, request

from office.access import Reader
from schemas.office import Office
from schemas.unit import Unit
from store.contract import Row
from web.settings import Settings

if TYPE_CHECKING:
    from lontar.wiring import House

LOOPBACK = ("127.0.0.1", "::1")
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


def house() -> "House":
    """The engines this process opened."""
    return cast("House", current_app.extensions["lontar"])


def web_settings() -> Settings:
    return cast(Settings, current_app.extensions["lontar.web"])


def office() -> Row | None:
    """The office, read once a request; None in a home that was never initialised."""
    if "office" not in g:
        g.office = house().store.get(Office, "office")
    return cast("Row | None", g.office)


def is_demo() -> bool:
    return bool((office() or {}).get("demo"))


def reader() -> Reader | None:
    """Who asks: by personal token or by session; None when signed out."""
    if "reader" not in g:
        from web.accounts.principal import who_asks

        g.reader = who_asks()
    return cast("Reader | None", g.reader)


def who() -> Reader:
    """Who asks, where the route has made sure that somebody does."""
    found = reader()
    assert found is not None
    return found


def person() -> Row | None:
    """The account of who asks, as the accounts library loaded it."""
    reader()
    return cast("Row | None", g.get("person"))


def by_token() -> bool:
    """Whether the request carries a personal token that is good: then it needs no CSRF token."""
    reader()
    return bool(g.get("by_token"))


def unit_zone() -> tzinfo:
    """The time zone of the asking person's unit."""
    if "unit_zone" not in g:
        who = reader()
        unit = house().store.get(Unit, who.unit) if who else None
        g.unit_zone = ZoneInfo(str((unit or {}).get("timezone") or "Asia/Jakarta"))
    return cast(tzinfo, g.unit_zone)


def is_loopback() -> bool:
    """Whether the person sits at this machine: address and name of the host both say so, and no proxy stands between.

    The host's name is looked at because a page on the internet may point its own name at 127.0.0.1."""
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"))
    host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    return request.remote_addr in LOOPBACK and host in LOCAL_NAMES and not forwarded


def wants_json() -> bool:
    """Whether an answer to a machine is wanted."""
    if not has_request_context():
        return False
    if request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def put_aside(name: str, value: Any) -> None:
    """Keep something for the rest of this request."""
    setattr(g, name, value)
