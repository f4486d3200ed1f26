"""The draft that a sent letter came from: with the first sending it is sent, and what it answers is answered."""

from datetime import datetime

from lontar.routing.acts import entries_of
from lontar.sending.own import issued_of
from lontar.wiring import House
from routing import answering
from routing.route import Actor, Route
from schemas.draft import Draft
from schemas.stored import now
from store.changes import Changes, Happened, PutRow
from store.contract import Row


def behind(house: House, actor: Actor, letter: Row, at: datetime) -> Changes:
    """Nothing for a letter that came from no draft, or was sent before."""
    drafts = house.store.get_many(Draft, [one["draft"] for one in issued_of(house, letter["_id"]) if one.get("draft")])
    row = next((one for one in drafts.values() if one["state"] == "signed"), None)
    if row is None:
        return Changes()
    event = Happened(
        "draft.sent",
        f"drafts/{row['_id']}",
        actor.reader.person,
        operator=actor.reader.operator,
        before={"state": row["state"]},
        after={"state": "sent", "letter": letter["_id"]},
    )
    sent = PutRow(Draft, row | {"state": "sent", "changed_at": now()})
    return Changes(puts=(sent,), events=(event,)) + _answered(house, actor, row, at)


def _answered(house: House, actor: Actor, draft: Row, at: datetime) -> Changes:
    """The entry of the draft's unit by which it has the letter that this one answers."""
    for row in entries_of(house, draft["answers"]) if draft.get("answers") else ():
        is_theirs = row["unit"] == draft["unit"] and row["direction"] == "incoming"
        if is_theirs and row["handling"] != "closed" and not row.get("cancelled"):
            return answering.closed(Route.of(house.store, row["_id"]), actor, "answered", "", at)
    return Changes()
