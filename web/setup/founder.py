"""Who may set up a home that has no people yet: whoever sits at its machine, or has the token `lontar run` printed.

Without this rule the first stranger on the network to open the page would own the archive.
"""

import hmac
import secrets
from pathlib import Path

from flask import current_app, session

from office.access import ADMINISTRATION, Reader
from office.founding import has_people
from office.units import ROOT
from schemas.event import INSTALLATION
from store.disk import write_once
from web.current import house, is_demo, is_loopback

KEY = "founder"
FILE = "setup.token"


def token_of(home: Path) -> str:
    """The token of a home, made once and readable by its owner only."""
    path = home / FILE
    if not path.exists():
        write_once(path, secrets.token_urlsafe(24).encode())  # half a token would be easy to guess
    return path.read_text("ascii")


def has_begun() -> bool:
    """Whether somebody has an account; once true it stays so, and nobody asks the store again."""
    known = current_app.extensions.setdefault("lontar.setup", {"begun": False})
    if not known["begun"]:
        known["begun"] = is_demo() or has_people(house().store)
    return bool(known["begun"])


def take(token: str) -> bool:
    """Whether the token is right; then this browser may set up the home."""
    good = hmac.compare_digest(token.encode(), token_of(house().settings.home).encode())
    if good:
        session[KEY] = True
    return good


def may_set_up() -> bool:
    return not has_begun() and (is_loopback() or bool(session.get(KEY)))


def founder() -> Reader | None:
    """The installation, for the pages of the administration only; it sees no letter."""
    if not may_set_up():
        return None
    return Reader(INSTALLATION, "Lontar", frozenset(), ADMINISTRATION, ROOT)


def close(home: Path) -> None:
    """The token has done its work."""
    (home / FILE).unlink(missing_ok=True)
