"""A letter of a unit's own sent: into the incoming books of the units that get it, by mail to those outside; and
recalled from who has not opened it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from office.actor import Actor
from routing import registering
from routing.delivering import Sent, delivered
from routing.route import Route
from routing.routed import grants_now
from routing.routed import sent as routed
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.sending import Mailing, Sending
from store.changes import Changes, PutRow
from store.contract import Row, Store

RECALLED = "ditarik kembali"
"""The reason that stands in the book beside a number that was recalled."""


@dataclass(frozen=True)
class Load:
    """`units`: as stored, those that get it in their books; `named`: the positions that it names, by unit; `paper`:
    units that get it on paper; `addresses`: outside."""

    units: Sequence[Row]
    named: Mapping[str, Sequence[str]]
    paper: Sequence[str]
    addresses: Sequence[str]


def sent(
    store: Store, letter: Letter, sending: Sending, load: Load, actor: Actor, *, due: Callable[[Row], int]
) -> tuple[list[RegisterEntry], Changes]:
    """The entries of the units, and all that the sending comes to. The letter is put whoever gets it: of two sendings
    at once the second is decided anew. `due`: the day yyyymmdd by which a unit is to handle it."""
    entries: list[RegisterEntry] = []
    changes = Changes.of(letter)
    if load.units:
        by = Sent(sending.id, load.named)
        entries, changes = delivered(store, letter, load.units, actor, at=sending.made_at, due=due, sent=by)
    mailings = [
        Mailing(sending=sending.id, letter=letter.id, address=one, at=sending.made_at, made_at=sending.made_at)
        for one in load.addresses
    ]
    sending.entries, sending.paper = [entry.id for entry in entries], list(load.paper)
    sending.mailed = len(mailings)
    said = {"sending": sending.id, "units": len(entries), "paper": len(load.paper), "mails": len(mailings)}
    event = actor.happened("letter.sent", letter.id, after=said)
    return entries, changes + Changes.of(sending, *mailings, events=[event])


def is_unread(entry: Row, root: Row | None) -> bool:
    """Whether nobody of its unit has opened it, looked at it for the register, or asked anybody to handle it."""
    if entry.get("cancelled") or entry.get("opened_at") or entry["checked"] or entry["handling"] != "waiting":
        return False
    return root is None or (root["state"] == "unread" and root["standing"] == "own")


@dataclass(frozen=True)
class Recalled:
    """Ids of the entries whose numbers are cancelled, and of those that stay because somebody opened them; addresses
    to which nothing goes any more, and those where it is."""

    taken: tuple[str, ...]
    kept: tuple[str, ...]
    unmailed: tuple[str, ...]
    mailed: tuple[str, ...]
    changes: Changes


def recalled(store: Store, letter: Letter, entries: Sequence[Row], mailings: Sequence[Row], actor: Actor) -> Recalled:
    """The letter taken back from those of the entries and mailings (as stored) that nobody opened or got. No changes
    where there is none."""
    standing = [row for row in entries if not row.get("cancelled")]
    routes = [Route.of(store, row["_id"]) for row in standing]
    taken = [one for one in routes if is_unread(dict(one.entry.to_mongo()), one.root)]
    ids = {one.entry.id for one in taken}
    back = [row for row in mailings if row["state"] in ("waiting", "failed")]
    changes = Changes()
    for one in taken:
        changes += registering.cancelled(one, actor, RECALLED, grants=False)
    if ids:
        before = routed(store, letter.id)
        after = [row | {"cancelled": RECALLED} if row["_id"] in ids else row for row in before.entries]
        letter.grants = grants_now(store, letter, before._replace(entries=after))
        changes += Changes.of(letter)
    changes += Changes(puts=tuple(PutRow(Mailing, row | {"state": "recalled"}) for row in back))
    unmailed = tuple(row["address"] for row in back)
    if changes:
        said = {"entries": sorted(ids), "mails": len(unmailed)}
        changes += Changes(events=(actor.happened("letter.sending-recalled", letter.id, after=said),))
    return Recalled(
        tuple(sorted(ids)),
        tuple(row["_id"] for row in standing if row["_id"] not in ids),
        unmailed,
        tuple(row["address"] for row in mailings if row["state"] in ("going", "mailed", "unsure")),
        changes,
    )


def opened(entry: RegisterEntry, actor: Actor, at: datetime) -> Changes:
    """An entry of a sent letter that somebody of its unit opens; no changes but the first time."""
    if entry.opened_at or entry.cancelled:
        return Changes()
    entry.opened_at, entry.opened_by = at, actor.reader.person
    event = actor.happened("letter.received", entry.letter, after={"entry": entry.id, "unit": entry.unit})
    return Changes.of(entry, events=[event])
