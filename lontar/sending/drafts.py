"""The draft that a sent letter came from: with the first sending it is sent, and what it answers is answered."""

from datetime import datetime

from lontar.drafting.answering import closing
from lontar.sending.own import issued_of
from lontar.wiring import House
from office.actor import Actor
from schemas.draft import Draft
from store.changes import Changes, PutRow
from store.contract import Row


def behind(house: House, actor: Actor, letter: Row, at: datetime) -> Changes:
    """Nothing for a letter that came from no draft, or was sent before."""
    drafts = house.store.get_many(Draft, [one["draft"] for one in issued_of(house, letter["_id"]) if one.get("draft")])
    row = next((one for one in drafts.values() if one["state"] == "signed"), None)
    if row is None:
        return Changes()
    after = {"state": "sent", "letter": letter["_id"]}
    event = Actor(actor.reader).happened("draft.sent", row["_id"], before={"state": row["state"]}, after=after)
    sent = PutRow(Draft, row | {"state": "sent", "changed_at": at})
    return Changes(puts=(sent,), events=(event,)) + closing(house, actor.reader, row)
