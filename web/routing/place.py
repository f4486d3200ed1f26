"""The blueprint of the office work on letters, and where its forms are sent."""

from typing import Any

from flask import Blueprint, url_for

from web.letters.place import kept

place = Blueprint("routing", __name__)


def act(id: str, name: str) -> str:
    """Where the form of an act on a letter is sent; it leads back to how the letter is looked at now."""
    values: dict[str, Any] = dict(kept())
    return url_for(f"routing.{name}", id=id, **values)
