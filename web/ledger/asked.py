"""What of the ledger a page was asked for: all of it stands in the address."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from lontar.ledger.view import NAMES, WHOSE, View


def asked() -> View:
    """Of the address at hand. Raises NotAmong, WrongUse."""
    return View.of({name: request.values.get(name, "") for name in NAMES})


def address(view: View, **other: Any) -> str:
    """Of the list; `other`: members of the view that are otherwise, and the cursor `after`."""
    said = urlencode(view.said(**other))
    return url_for("ledger.ledger") + (f"?{said}" if said else "")


def usual(view: View) -> View:
    """The same filters over all that the reader answers for."""
    return replace(view, person="", position="", unit="", branch="")


def bare(view: View) -> View:
    """Whose it is alone, without filters."""
    return View(**{name: getattr(view, name) for name in WHOSE})
