"""The archive brought into another store: documents, events, numbers and originals, all of it proven there before that
store may be opened. The archive itself is only read.

Whatever cuts it off, it goes on when it is called again: until its end a mark stands in the new store
(schemas/move.py), with which nothing but a move opens it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lontar.errors import WrittenMeanwhile
from schemas.documents import every_document
from schemas.errors import WrongUse
from schemas.event import INSTALLATION, Event
from schemas.move import MOVE, Move
from schemas.stored import Stored
from store import chain, moving, moving_originals
from store.changes import Changes, Happened, Remove
from store.contract import Ledgers, Store
from store.faults import Fault
from store.originals import Originals

VERB = "store.moved"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Place:
    """Where an archive stands or is to stand. `address`: its store's, fit to be shown."""

    address: str
    store: Store
    originals: Originals


@dataclass
class Moved:
    """What was compared: documents by collection, originals and their bytes.

    `differing`: what is not in the new store as it is in the archive; then the move is not at its end.
    `before`: what was wrong in the archive already, and is as wrong in the new store or not there.
    `already`: a move that was called again after its end, of which nothing was done."""

    documents: dict[str, int] = field(default_factory=dict)
    originals: int = 0
    bytes: int = 0
    differing: list[Fault] = field(default_factory=list)
    before: list[Fault] = field(default_factory=list)
    already: bool = False


def move(source: Place, target: Place, operator: str, tell: Tell) -> Moved:
    """Bring all of the source into the target, or what is missing of it, and compare.

    Raises WrongUse (nothing to move; a target that holds anything else), WrittenMeanwhile, and what stores raise."""
    archive = _name_of(source.store)
    if archive is None:
        raise WrongUse(what="lontar move", why="nothing is in this archive yet; set LONTAR_STORE to the new address")
    if _is_moved(source.store, target.store, archive):
        return Moved(already=True)
    _mark(source, target, archive)
    changed, ledgers = source.store.changed(), source.store.ledgers()
    for kind in kinds():
        moving.bring(source.store, target.store, kind, _telling(tell, "Copied", kind, source.store.count(kind)))
    target.store.receive_ledgers(ledgers)
    found = Moved()
    _bring_originals(source.originals, target.originals, found, tell)
    _compare(source.store, target.store, found, tell)
    _demand_still(source.store, target.store, changed, ledgers, quick=bool(found.differing))
    if not found.differing:
        found.before += chain.verify(target.store)
        target.store.commit(_ended(source, target, found, operator))
    return found


def kinds() -> list[type[Stored]]:
    """All that an archive consists of."""
    return [kind for kind in every_document() if kind is not Move]


def _name_of(store: Store) -> str | None:
    """What tells one archive from all others: the hash of its first event, of which its time and a salt are part."""
    first = store.events(limit=1)
    return first[0]["chain"] if first else None


def _is_moved(source: Store, target: Store, archive: str) -> bool:
    """Whether a move came to its end: the event that says so follows the last one that was moved."""
    following = target.events(chain.last(source), limit=1)
    return bool(following) and following[0]["verb"] == VERB and _name_of(target) == archive


def _mark(source: Place, target: Place, archive: str) -> None:
    """The new store says what is moved into it. Raises WrongUse when it holds anything else."""
    mark = target.store.get(Move, MOVE)
    if mark is None:
        _demand_empty(source, target, archive)
        target.store.commit(Changes.of(Move(id=MOVE, archive=archive)))
    elif mark["archive"] != archive:
        raise _refused(target, "half of another archive is there")


def _demand_empty(source: Place, target: Place, archive: str) -> None:
    """But for originals that the archive has too: they may stay where they are."""
    if _name_of(target.store) == archive:
        raise _refused(target, "it is the store of this archive, or a copy of it")
    if any(target.store.count(kind) for kind in kinds()) or target.store.ledgers() != Ledgers({}, {}):
        raise _refused(target, "something is in it already")
    if not all(source.originals.has(sha256) for sha256, _ in target.originals.every()):
        raise _refused(target, "originals are there that this archive does not have")


def _refused(target: Place, why: str) -> WrongUse:
    return WrongUse(what=f"--to {target.address}", why=why)


def _telling(tell: Tell, did: str, kind: type[Stored], of: int) -> moving.Seen:
    return lambda number: tell(f"{did}: {kind.collection()} {number} of {of}")


def _bring_originals(source: Originals, target: Originals, found: Moved, tell: Tell) -> None:
    for one in moving_originals.bring(source, target):
        fault = Fault("altered", f"originals/{one.sha256}", "the bytes are not those that arrived")
        if one.damaged:
            found.before.append(fault)
            continue
        found.differing += [fault] if one.differing else []
        found.originals, found.bytes = found.originals + 1, found.bytes + one.size
        tell(f"Copied: originals {found.originals}, {found.bytes / 1e6:.0f} MB")
    found.differing += moving_originals.unknown(source, target)


def _compare(source: Store, target: Store, found: Moved, tell: Tell) -> None:
    for kind in kinds():
        ours, theirs = source.count(kind), target.count(kind)
        for piece in moving.differences(source, target, kind, _telling(tell, "Compared", kind, ours)):
            found.differing += [one.fault(kind) for one in piece]
        found.documents[kind.collection()] = theirs
        if ours != theirs:
            found.differing.append(Fault("altered", kind.collection(), f"there are {theirs} instead of {ours}"))
    found.differing += moving.ledger_faults(source.ledgers(), target.ledgers())


def _demand_still(source: Store, target: Store, changed: int, ledgers: Ledgers, *, quick: bool) -> None:
    """Raises WrittenMeanwhile. What others do moves `changed` too (MongoDB): then it looks closer, unless `quick`."""
    wrote = source.ledgers() != ledgers
    if not wrote and not quick and source.changed() != changed:
        wrote = not all(moving.same_versions(source, target, kind) for kind in kinds())
    if wrote:
        raise WrittenMeanwhile()


def _ended(source: Place, target: Place, found: Moved, operator: str) -> Changes:
    """From here on the new store is one like others; its log tells where it came from."""
    mark = target.store.get(Move, MOVE) or {}
    after: dict[str, Any] = {"from": source.address, "to": target.address, "events": target.store.count(Event)}
    after |= {"documents": found.documents, "originals": found.originals}
    happened = Happened(VERB, f"moves/{MOVE}", INSTALLATION, operator=operator, after=after)
    return Changes(removes=(Remove(Move, MOVE, mark["version"]),), events=(happened,))
