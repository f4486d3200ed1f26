"""What is proposed under the search field while somebody types: each a link that could have been found otherwise."""

from dataclasses import dataclass, replace

from flask import request

from lontar.finding.proposals import Proposal, proposals
from schemas.saved_search import SavedSearch
from store.contract import Row
from web.access import SIGNED_IN, route
from web.current import house
from web.page import page
from web.search.asked import Asked, asked, of_saved
from web.search.place import place
from web.who import who


@dataclass(frozen=True)
class Shown:
    proposal: Proposal
    address: str


@route(place, "/proposals", action=SIGNED_IN, locked=True, summary="What may be meant by what is typed")
def proposed() -> str:
    """A list to be put under the field; `q` and the filters of the page as they stand."""
    found = proposals(house(), who(), request.args.get("q", ""))
    wanted = [one.id for one in found if one.kind == "saved" and one.id]
    saved = house().store.get_many(SavedSearch, wanted) if wanted else {}
    shown = [Shown(one, _address(one, asked(), saved)) for one in found]
    return page("search/proposals.html", proposals=shown)


def _address(one: Proposal, this: Asked, saved: dict[str, Row]) -> str:
    if one.kind == "letter":
        return f"/letters/{one.id}"
    if one.kind == "saved":
        return of_saved(saved[str(one.id)]).address()
    return replace(this, query=one.query, after=None).address()
