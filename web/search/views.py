"""The search page: words, filters, years, sort, snippets; works without JavaScript. And its help."""

from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from lontar.finding.find import around, find
from lontar.letters import letter_for
from lontar.shelving import labels
from office.access import may
from schemas.letter import titled
from search.contract import MOST_RELEVANT, key_of
from search.query import parse
from web.access import SIGNED_IN, route
from web.current import house
from web.page import page
from web.search import exports, help, proposed, steps
from web.search.asked import LIMIT, Asked, asked
from web.search.exports import MOST
from web.search.facets import chips, facets
from web.search.histogram import histograms
from web.search.place import place
from web.search.pointed import pointed
from web.search.understood import understood
from web.search.words import FIELDS, ORDERS, TITLES, VALUES, letters, marked
from web.who import person, today, who

__all__ = ["exports", "place", "proposed"]


@dataclass(frozen=True)
class Paging:
    """Which hits are shown, counted from 1, and the addresses of the pages beside. `ends`: by relevance the list goes
    no further down."""

    first: int
    last: int
    previous: str | None
    next: str | None
    ends: bool


@route(place, "/", action=SIGNED_IN, locked=True, summary="Search")
def search() -> str | Response:
    """What the label of a box or folder says, scanned or typed, opens that."""
    this = asked()
    if leads := labels.leads_to(house(), who(), this.query):
        return redirect(url_for(f"shelving.{leads[0]}", id=leads[1]))
    result = find(house(), who(), this.query, limit=LIMIT, after=this.after, **this.how)
    parsed = parse(this.query, today())
    return page(
        "search/search.html",
        this=this,
        result=result,
        problems=[pointed(this.query, one, gettext(one.sentence) % one.params) for one in parsed.problems],
        understood=list(understood(result["understood"]["sentence"])),
        literal=parsed.literal,
        facets=facets(result["facets"], this) if result["facets"] else [],
        chips=list(chips(this)),
        dates=list(histograms(result["facets"], this)),
        like=_title(this.like) if this.like else None,
        paging=_paging(this, result),
        instead=[_instead(this, one) for one in sorted(result["instead"], key=_misspelt)],
        values={value: str(label) for value, label in VALUES.items()},
        fields=FIELDS,
        letters=letters,
        orders=ORDERS,
        can_save=bool(this.query or this.filters) and not this.like and may(who(), "search.save"),
        most_exported=MOST,
        can_add=may(who(), "intake.add", None),
        can_manage=may(who(), "office.manage", None),
        can_file=may(who(), "casefile.manage", None),
    )


def _paging(this: Asked, result: dict[str, Any]) -> Paging:
    """A page behind the first looks back once: for its numbers, and where the page before begins."""
    first, previous = 1, None
    if this.after:
        stands = around(house(), who(), this.query, this.after, limit=LIMIT, **this.how)
        first = stands.place + stands.here
        whole = len(stands.before) == LIMIT
        previous = replace(this, after=None).address(stands.before[-1] if whole else None) if first > 1 else None
    cursor = result["cursor"]
    ends = cursor is not None and this.sort == "relevance" and key_of(cursor) >= MOST_RELEVANT
    following = this.address(cursor) if cursor and not ends else None
    return Paging(first, first + len(result["hits"]) - 1, previous, following, ends)


def _title(id: str) -> str:
    """What a letter that the reader may read is called."""
    letter = letter_for(house(), who(), id)
    return titled(letter)


def _misspelt(found: dict[str, Any]) -> bool:
    """Another spelling comes last: where anything else has hits, the word itself was right."""
    return bool(found["kind"] == "spelling")


def _instead(this: Asked, found: dict[str, Any]) -> dict[str, Any]:
    exact = this.exact and found["kind"] != "forms"
    other = replace(this, query=found["query"], filters=found["filters"], after=None, exact=exact)
    left = found["left"] if found["kind"] == "words" else [str(TITLES[name]) for name in found["left"]]
    return found | {"address": other.address(), "left": ", ".join(left)}


@route(place, "/help/search", action=SIGNED_IN, summary="How to search")
def help_page() -> str:
    told: dict[str, Any] = {"examples": help.examples(), "fields": help.fields(), "values": help.values()}
    return page("search/help.html", **told, limits=help.LIMITS)


place.add_app_template_filter(marked)


@place.app_template_global("steps")
def steps_of(id: str) -> steps.Steps:
    return steps.steps(id)


@place.app_template_global("keys_on")
def keys_on() -> bool:
    """Whether the person wants single keys to act."""
    return bool(((person() or {}).get("preferences") or {}).get("keys", True))
