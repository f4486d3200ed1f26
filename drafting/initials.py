"""From hand to hand: submitted, initialled in ascending order, sent back with a reason, taken back."""

from collections.abc import Sequence
from datetime import datetime

from drafting import versions
from drafting.drafting import demand_state, none_given, turned
from drafting.refused import DraftChanged, NoSigner, NotAbove, NotInitialled, NotTheTurn, TwiceThere, WrongRank
from drafting.written import fingerprint
from office.access import Reader, holds
from office.actor import Actor, in_position
from office.positions import superior_of
from schemas.draft import Draft
from schemas.errors import NotFound
from schemas.position import Position
from store.changes import Changes
from store.contract import Store

MOST_STEPS = 100
"""From a position up to the top."""


def submitted(store: Store, draft: Draft, actor: Actor, at: datetime) -> Changes:
    """The text goes to the first initial; without initials its number can be reserved. Raises DraftElsewhere, NoSigner,
    NotFound, TwiceThere, WrongRank, NotAbove."""
    demand_state(draft, "drafting")
    if not draft.signer:
        raise NoSigner(field="signer")
    demand_order(store, [*(one.position for one in draft.initials), draft.signer])
    _demand_above(store, draft)
    draft.state, draft.sent_back, draft.sent_back_by = "initialling", None, None
    draft.changed_at = at
    none_given(draft)
    turned(draft)
    changes = versions.kept(draft, "submitted", actor.reader.person, at)
    event = actor.happened("draft.submitted", draft.id, after={"version": draft.versions, "waits": draft.waits})
    return Changes.of(draft, events=[event]) + changes


def demand_order(store: Store, positions: Sequence[str]) -> None:
    """From the first initial to the signer: none twice, none above one that comes after it. Raises NotFound,
    TwiceThere, WrongRank."""
    rows = store.get_many(Position, list(positions))
    for one in positions:
        if one not in rows or rows[one].get("closed"):
            raise NotFound(what="Position", field="signer" if one == positions[-1] else "initials")
        if positions.count(one) > 1:
            raise TwiceThere(position=rows[one]["title"], field="initials")
    for number, lower in enumerate(positions):
        above = _above(store, lower)
        for earlier in positions[:number]:
            if earlier in above:
                raise WrongRank(lower=rows[lower]["title"], upper=rows[earlier]["title"], field="initials")


def _demand_above(store: Store, draft: Draft) -> None:
    """A letter is signed in the name of positions above the signer."""
    named = [name for name in ("behalf", "through") if draft[name]]
    above = _above(store, draft.signer) if named else set()
    for name in named:
        if draft[name] not in above:
            row = store.get(Position, draft[name]) or {}
            raise NotAbove(position=row.get("title", draft[name]), field=name)


def initialled(draft: Draft, reader: Reader, content: str, at: datetime) -> Changes:
    """Approved by the position whose turn it is. `content`: the digest of what they saw. Raises DraftElsewhere,
    NotTheTurn, DraftChanged."""
    demand_state(draft, "initialling")
    if not holds(reader, draft.waits):
        raise NotTheTurn
    if content != fingerprint(draft):
        raise DraftChanged(what="This draft", by=draft.changed_by)
    actor = in_position(reader, draft.waits)
    one = next(one for one in draft.initials if one.position == draft.waits)
    one.by, one.at, one.content = reader.person, at, content
    draft.changed_at = at
    turned(draft)
    after = {"position": one.position, "order": one.order, "content": content, "waits": draft.waits}
    return Changes.of(draft, events=[actor.happened("draft.initialled", draft.id, after=after)])


def demand_initialled(draft: Draft) -> None:
    """Each initial is given, and for the text that stands. Raises NotInitialled."""
    standing = fingerprint(draft)
    missing = sum(one.content != standing for one in draft.initials)
    if missing:
        raise NotInitialled(missing=missing)


def sent_back(draft: Draft, reader: Reader, reason: str, at: datetime) -> Changes:
    """By whoever initials or signs it, with a reason: it is to be written anew. A number that it holds stays with it.
    Raises DraftElsewhere, NotTheTurn."""
    demand_state(draft, "initialling", "frozen")
    asked = [one.position for one in draft.initials] + [draft.signer]
    position = next((one for one in asked if holds(reader, one)), None)
    if position is None:
        raise NotTheTurn
    actor = in_position(reader, position)
    before = draft.state
    _written_anew(draft, at)
    draft.sent_back, draft.sent_back_by = reason, reader.person
    after = {"position": position, "reason": reason}
    return Changes.of(
        draft, events=[actor.happened("draft.sent-back", draft.id, before={"state": before}, after=after)]
    )


def taken_back(draft: Draft, actor: Actor, at: datetime) -> Changes:
    """By who drafts it, to write on. Raises DraftElsewhere."""
    demand_state(draft, "initialling", "frozen")
    before = draft.state
    _written_anew(draft, at)
    return Changes.of(draft, events=[actor.happened("draft.taken-back", draft.id, before={"state": before})])


def _written_anew(draft: Draft, at: datetime) -> None:
    draft.state, draft.changed_at = "drafting", at
    if draft.frozen_sha256:
        draft.former = [*draft.former, draft.frozen_sha256]
    draft.frozen_sha256 = draft.frozen_size = draft.frozen_pages = draft.frozen_at = None
    draft.place = {}
    none_given(draft)
    turned(draft)


def _above(store: Store, position: str) -> set[str]:
    """The positions above one, up to the top."""
    found: set[str] = set()
    row = store.get(Position, position)
    while row is not None and len(found) < MOST_STEPS:
        row = superior_of(store, row)
        if row is None or row["_id"] in found:
            break
        found.add(row["_id"])
    return found
