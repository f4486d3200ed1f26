"""The letterhead that a paper of a unit carries: its own, or that of the nearest unit above it."""

from typing import Any

from lontar import crest
from lontar.wiring import House
from schemas.errors import LontarError
from schemas.unit import Unit

_DRAWN: dict[str, bytes] = {}
"""Crests by the sha256 of their pictures: drawing one starts a sandbox, which takes longer than the paper does."""


def letterhead_of(house: House, unit: str) -> dict[str, Any]:
    """As paper/forms.py takes it; the unit's name where nobody wrote one."""
    row = house.store.get(Unit, unit) or {}
    path = row.get("path") or [unit]
    above = house.store.get_many(Unit, path)
    kept = [above[id].get("letterhead") or {} for id in reversed(path) if id in above]
    found = next((one for one in kept if one.get("lines")), {})
    return {"lines": found.get("lines") or [row.get("name", unit)], "crest": _crest(house, found.get("crest"))}


def _crest(house: House, sha256: str | None) -> bytes | None:
    """None too for a picture that cannot be had: a receipt goes out without it."""
    if sha256 and sha256 not in _DRAWN:
        try:
            _DRAWN[sha256] = crest.picture(house, sha256)
        except LontarError:
            return None
    return _DRAWN.get(sha256 or "")
