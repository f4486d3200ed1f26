"""The room, and the words that its pages share."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from office.access import Reader, may
from store.contract import Row

place = Blueprint("retention", __name__)

STANDINGS = {
    "due": _l("Time run out"),
    "soon": _l("Due soon"),
    "inactive": _l("Inactive"),
    "active": _l("In use"),
    "unscheduled": _l("Without a row"),
    "idle": _l("Open, idle"),
}
FATES = {"destroy": _l("destroy"), "keep": _l("keep for ever"), "appraise": _l("appraise again")}
KINDS = {"destroy": _l("Destruction"), "keep": _l("Keeping for ever"), "appraise": _l("Appraisal")}
STATES = {
    "proposed": _l("waits for approval"),
    "approved": _l("approved"),
    "going": _l("being carried out"),
    "done": _l("carried out"),
    "rejected": _l("rejected"),
    "withdrawn": _l("withdrawn"),
}
ITEM_STATES = {"in": "", "rejected": _l("rejected"), "fell-out": _l("fell out"), "done": _l("done")}
OUTSIDE = {"anri": _l("the head of the national archives (ANRI)"), "head": _l("the head of the region")}
TABS = (
    ("retention.lists", _l("What falls due"), "retention.propose"),
    ("retention.all_proposals", _l("Proposals"), "retention.approve"),
    ("retention.all_holds", _l("Legal holds"), "retention.hold"),
    ("retention.the_schedule", _l("Schedule"), "retention.schedule"),
)


PROPOSAL: Row = {"outside": None, "minutes": None, "ended_why": None, "approvals": [], "steps": []}
ITEM: Row = {"why": None, "fate": None}
APPROVAL: Row = {"position": None, "outside": None, "note": None, "letter": None}
"""What a row may lack."""


def whole(row: Row) -> Row:
    """A proposal with all its members, as the template reads them."""
    items = [ITEM | item for item in row["items"]]
    return PROPOSAL | row | {"items": items, "approvals": [APPROVAL | one for one in row.get("approvals", ())]}


def shared(reader: Reader) -> dict[str, object]:
    """What every page of the room is given."""
    tabs = [(endpoint, label) for endpoint, label, action in TABS if may(reader, action)]
    return {"tabs": tabs, "fates": FATES, "kinds": KINDS, "states": STATES, "item_states": ITEM_STATES}


def why_said(why: str) -> str:
    """A reason of Lontar's own in the language of the page; what a person wrote stays as it is."""
    return _(why) if why else ""
