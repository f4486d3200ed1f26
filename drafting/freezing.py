"""A draft frozen: nothing of its text changes any more, its number is reserved, its PDF is the one that is signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from drafting import versions
from drafting.drafting import demand_state, turned
from drafting.initials import demand_initialled
from office.actor import Actor
from schemas.draft import Draft
from schemas.entry import RegisterEntry
from store.changes import Changes


@dataclass(frozen=True)
class Kept:
    """The PDF of a frozen draft among the originals. `page` and `box` (points from the lower left): where it leaves
    room for the stamp."""

    sha256: str
    size: int
    pages: int
    page: int
    box: Sequence[float]


def frozen(draft: Draft, actor: Actor, at: datetime) -> Changes:
    """The text as it is to be signed; whoever commits this reserves a number in the same commit. Raises DraftElsewhere,
    NotInitialled."""
    demand_state(draft, "initialling")
    demand_initialled(draft)
    draft.state, draft.frozen_at, draft.changed_at = "frozen", at, at
    turned(draft)
    changes = versions.kept(draft, "frozen", actor.reader.person, at)
    said = {"version": draft.versions, "entry": draft.entry, "letter": draft.letter}
    return Changes.of(draft, events=[actor.happened("draft.frozen", draft.id, after=said)]) + changes


def typeset(draft: Draft, actor: Actor, number: str, kept: Kept) -> Changes:
    """The frozen text as it was typeset with its number: from now on it waits for the signer. Raises DraftElsewhere,
    and changes nothing where it was typeset already."""
    demand_state(draft, "frozen")
    if draft.frozen_sha256:
        return Changes()
    draft.reference_number, draft.frozen_sha256 = number, kept.sha256
    draft.frozen_size, draft.frozen_pages = kept.size, kept.pages
    draft.place = {"page": kept.page, "box": list(kept.box)}
    turned(draft)
    after = {"reference_number": number, "sha256": kept.sha256, "waits": draft.waits}
    return Changes.of(draft, events=[actor.happened("draft.typeset", draft.id, after=after)])


def cancelled(draft: Draft, entry: RegisterEntry | None, actor: Actor, reason: str, at: datetime) -> Changes:
    """A draft given up with a reason; its number, where it holds one (`entry`), stays in the book with that reason.
    Raises DraftElsewhere."""
    demand_state(draft, "drafting", "initialling", "frozen")
    before = draft.state
    draft.state, draft.cancelled, draft.changed_at = "cancelled", reason, at
    turned(draft)
    event = actor.happened("draft.cancelled", draft.id, before={"state": before}, after={"reason": reason})
    changes = Changes.of(draft, events=[event])
    if entry is None:
        return changes
    entry.cancel(reason)
    said = {"entry": entry.id, "reason": reason}
    return changes + Changes.of(entry, events=[actor.happened("draft.number-cancelled", draft.id, after=said)])
