"""Mistakes in what was issued: a new letter of the same unit that replaces an earlier one (ralat) or revokes it
(pencabutan). The earlier one stays, and says so."""

from collections.abc import Iterable

from office.actor import Actor
from routing.errors import AlreadyOvertaken, Overtaken, OvertakesItself
from schemas.errors import NotAmong
from schemas.issued import Issued
from schemas.letter import OVERTAKEN, Letter
from schemas.stored import now
from store.changes import Changes, Hold, PutRow
from store.contract import Row


def overtaken(old: Letter, new: Letter, standing: str, why: str, actor: Actor, *, issued: Iterable[Row]) -> Changes:
    """The earlier letter replaced or revoked by the new one; no changes where it is so already. `issued`: where anybody
    may ask whether the earlier one is genuine. The new one must stand itself, so that there is never a circle.

    Raises NotAmong, OvertakesItself, AlreadyOvertaken, Overtaken for a new one that does not stand any more."""
    if standing not in OVERTAKEN:
        raise NotAmong(what="standing", known=", ".join(OVERTAKEN), field="standing")
    if old.id == new.id:
        raise OvertakesItself(field="letter")
    if (old.overtaken, old.overtaken_by) == (standing, new.id):
        return Changes()
    if old.overtaken:
        raise AlreadyOvertaken(field="letter")
    if new.overtaken:
        raise Overtaken
    old.overtaken, old.overtaken_by, old.overtaken_why = standing, new.id, why or None
    after = {"standing": standing, "letter": new.id} | ({"why": why} if why else {})
    events = (
        actor.happened("letter.overtaken", old.id, after=after),
        actor.happened("letter.overtakes", new.id, after={"standing": standing, "letter": old.id}),
    )
    told = _told(issued, standing, new.id, why)
    return Changes.of(old, events=events) + told + Changes(holds=(Hold(Letter, new.id, new.version),))


def reinstated(old: Letter, why: str, actor: Actor, *, issued: Iterable[Row]) -> Changes:
    """The earlier letter stands again, because of a reason; no changes where it does."""
    if not old.overtaken:
        return Changes()
    before = {"standing": old.overtaken, "letter": old.overtaken_by}
    old.overtaken = old.overtaken_by = old.overtaken_why = None
    event = actor.happened("letter.reinstated", old.id, before=before, after={"why": why})
    return Changes.of(old, events=[event]) + _told(issued, "issued", None, "")


def _told(issued: Iterable[Row], standing: str, by: str | None, why: str) -> Changes:
    said = {name: value for name, value in {"by": by, "reason": why}.items() if value}
    of = ("by", "reason")
    rows = [{name: value for name, value in row.items() if name not in of} for row in issued]
    more = said | {"standing": standing, "changed_at": now()}
    return Changes(puts=tuple(PutRow(Issued, row | more) for row in rows))
