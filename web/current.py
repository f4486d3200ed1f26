"""What the request at hand is about: the house, the office, from where it comes. Who asks is in web/who.py."""

from typing import TYPE_CHECKING, cast

from flask import current_app, g, has_request_context, request

from schemas.office import OFFICE, Office
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
        g.office = house().store.get(Office, OFFICE)
    return cast("Row | None", g.office)


def is_demo() -> bool:
    return bool((office() or {}).get("demo"))


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
