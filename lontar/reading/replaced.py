"""A new reading of a page in the place of an old one: what people said of the page goes on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ingest.turning import turned_box
from lontar.reading.correcting import put
from schemas.page import Page
from store.contract import Row

KEPT = ("turned", "reviewed_by", "reviewed_at", "taken_by", "taken_at")
"""What people said of a page, beside its corrections."""


class Wanted(NamedTuple):
    """How people want a page read. `turned`: degrees clockwise; `wanted`: names and values of the settings of the
    reading, empty where nobody waits for another one."""

    turned: int | None
    wanted: Mapping[str, Any]


def how_wanted(row: Mapping[str, Any]) -> Wanted:
    return Wanted(row.get("turned"), row.get("wanted") or {})


def in_place_of(row: Row, fresh: Page) -> Page:
    """The page to store where `row` is. A good reading outlives a new one that failed, and says what was in its way."""
    held = Page.unpacked(row)
    if fresh.source == "failed" and held.source != "failed":
        held.error, held.wanted = fresh.error, {}
        return held
    fresh.version = held.version
    for name in KEPT:
        setattr(fresh, name, getattr(held, name))
    fresh.to_review = fresh.to_review and not held.reviewed_by
    by = (fresh.rotation - held.rotation) % 360  # the machine has another opinion of what is up
    put(
        fresh,
        [dict(one) | {"box": list(turned_box(one["box"], by, held.width, held.height))} for one in held.corrections],
    )
    return fresh
