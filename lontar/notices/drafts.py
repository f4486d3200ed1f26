"""Who is told of what happened to drafts: whoever acts in the position whose turn it is, and who wrote them.

What an event asked for is told while it still holds: a draft that was taken back meanwhile waits for nobody.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from lontar.notices.made import Maker
from lontar.notices.recipients import Recipients
from schemas.draft import Draft
from schemas.notice import Notice
from store.contract import Row, Store

ROOM = "draft."
ASKS = {
    "draft.submitted": "initial",
    "draft.initialled": "initial",
    "draft.changed": "initial",
    "draft.typeset": "signature",
}
"""What whoever it waits for is told, by what happened; it says for which position it waits since."""
APPROVED = ("draft.submitted", "draft.initialled")
"""After these it may wait for no initial more."""
WRITER = {"draft.sent-back": "returned", "draft.signed": "signed", "draft.cancelled": "cancelled"}
MOST = 10_000


class OfDrafts:
    """The notices of some events, as rows."""

    def __init__(self, store: Store, maker: Maker, people: Recipients, events: Sequence[Row]) -> None:
        self._store, self._maker, self._people = store, maker, people
        self._events = [one for one in events if one["verb"].startswith(ROOM)]
        ids = {one["thing"].partition("/")[2] for one in self._events}
        self._drafts = store.get_many(Draft, sorted(ids))

    def told(self) -> list[Row]:
        """The new ones; of the same asked twice the last."""
        found: dict[tuple[str, ...], Row] = {}
        for event in self._events:
            draft = self._drafts.get(event["thing"].partition("/")[2])
            after = (event.get("values") or {}).get("after") or {}
            for row in self._of(event, after, draft) if draft else ():
                if row["person"] != event["actor"] and holds(row, self._drafts[row["draft"]]):
                    found[row["person"], row["kind"], row["draft"]] = row
        return list(found.values())

    def over(self) -> list[Row]:
        """Those of the same drafts that are of no use any more, as seen."""
        rows = [
            row for id in self._drafts for row in self._store.find(Notice, {"draft": id, "seen": False}, limit=MOST)
        ]
        return [row | {"seen": True} for row in rows if not holds(row, self._drafts[row["draft"]])]

    def _of(self, event: Row, after: dict[str, Any], draft: Row) -> Iterator[Row]:
        verb = event["verb"]
        if verb in ASKS and after.get("waits"):
            person = self._people.acting(after["waits"])
            yield from self._made(event, person, ASKS[verb], draft, {"waits": after["waits"]})
        elif verb in APPROVED:
            yield from self._made(event, draft["made_by"], "ready", draft)
        elif verb in WRITER:
            yield from self._made(event, draft["made_by"], WRITER[verb], draft)

    def _made(
        self, event: Row, person: str | None, kind: str, draft: Row, data: dict[str, str] | None = None
    ) -> Iterator[Row]:
        said = {"draft": draft["_id"], "data": data or {}}
        made = self._maker.notice(event["sequence"], person, kind, **said) if person else None
        if made:
            yield made


def holds(notice: Row, draft: Row) -> bool:
    """Whether what a notice says of a draft is so."""
    state, waits = draft["state"], draft.get("waits")
    match notice["kind"]:
        case "initial":
            return bool(state == "initialling" and waits == notice["data"]["waits"])
        case "signature":
            return bool(state == "frozen" and waits == notice["data"]["waits"])
        case "ready":
            return state == "initialling" and not waits
        case "returned":
            return state == "drafting" and bool(draft.get("sent_back"))
    return True
