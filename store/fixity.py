"""Fixity: is every original still the bytes that arrived?"""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Protocol

from schemas.batch import Batch
from schemas.draft import Draft
from schemas.errors import NotFound
from schemas.letter import Letter
from schemas.proposal import Proposal
from schemas.signing_attempt import SigningAttempt
from schemas.tombstone import Tombstone
from schemas.unit import Unit
from store.contract import Row, Snapshot, Store
from store.faults import Fault
from store.originals import Originals


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


CHUNK = 1 << 20
HASH = re.compile(r"[0-9a-f]{64}")
RETURNED = "a letter that was destroyed had this file; nothing has it now: carry the tombstones out again"
STRAY = "it is no original of ours: look at what it is, and take it away"
LEFT = "no letter has this file: what brought it was cut off before it was acknowledged; send that file again"


def check(store: Store, originals: Originals, done: Callable[[int, int], None] | None = None) -> Iterator[Fault]:
    """Reads every original: names the missing, the altered, and those that belong to no letter, draft or letterhead.

    `done` is told how many of how many have been read."""
    standing = {sha256 for sha256, _ in originals.every()}
    wanted: set[str] = set()
    yield from missing(store, originals, wanted)
    for number, sha256 in enumerate(sorted(standing), 1):
        if done:
            done(number, len(standing))
        if fault := altered(originals, sha256):
            yield fault
    yield from unknown(store, originals, standing - wanted)


def missing(store: Store, originals: Originals, seen: set[str]) -> Iterator[Fault]:
    """Originals that something names and that are not there. All that is named is added to `seen`."""
    for sha256, what in named(store):
        if sha256 not in seen:
            seen.add(sha256)
            if not originals.has(sha256):
                yield Fault("missing", f"originals/{sha256}", what)


def unknown(store: Store, originals: Originals, some: set[str]) -> Iterator[Fault]:
    """Those of `some` that belong to nothing by now either, and what lies among the originals and is none."""
    for sha256 in sorted(some):
        if originals.has(sha256) and not store.count(Letter, {"files.sha256": sha256}):
            gone = store.count(Tombstone, {"sha256": sha256})
            yield Fault("unknown", f"originals/{sha256}", RETURNED if gone else LEFT)
    for name in originals.strays():
        yield Fault("unknown", f"originals/{name}", STRAY)


def altered(originals: Originals, sha256: str) -> Fault | None:
    """Reads an original; the fault when it is not what arrived, None when it is, or was destroyed meanwhile."""
    try:
        whole = hashed(originals, sha256) == sha256
    except NotFound:
        return None
    return None if whole else Fault("altered", f"originals/{sha256}", "the bytes are not those that arrived")


def named(store: Store | Snapshot, *, letters: bool = True) -> Iterator[tuple[str, str]]:
    """All originals that something names, each with what that is; `letters`: of letters too, which an index finds."""
    for unit in store.every(Unit, fields=("code", "letterhead")):
        for sha256 in _crests(unit.get("letterhead") or {}):
            yield sha256, f"the crest of unit {unit['code']}"
    yield from _of_drafts(store)
    yield from _papers(store)
    for letter in store.every(Letter, fields=("files",)) if letters else ():
        for file in letter.get("files", ()):
            yield file["sha256"], f"{file['name']} of letter {letter['_id']}"


def _of_drafts(store: Store | Snapshot) -> Iterator[tuple[str, str]]:
    for draft in store.every(Draft, fields=("frozen_sha256", "former", "enclosures")):
        for sha256 in (*draft.get("former", ()), draft.get("frozen_sha256")):
            if sha256:
                yield sha256, f"draft {draft['_id']} as it was"
        for file in draft.get("enclosures", ()):
            yield file["sha256"], f"{file['name']} of draft {draft['_id']}"
    for attempt in store.every(SigningAttempt, fields=("draft", "came_sha256")):
        if attempt.get("came_sha256"):
            yield attempt["came_sha256"], f"draft {attempt['draft']} as a service signed it"


def _papers(store: Store | Snapshot) -> Iterator[tuple[str, str]]:
    """Minutes and lists."""
    for batch in store.every(Batch, fields=("name", "papers")):
        for paper in batch.get("papers", ()):
            yield paper["sha256"], f"{paper['name']} of batch {batch['name']}"
    for proposal in store.every(Proposal, fields=("number", "minutes")):
        if proposal.get("minutes"):
            yield proposal["minutes"]["sha256"], f"the minutes of proposal {proposal['number']}"


def _crests(letterhead: Row) -> list[str]:
    """The crest in use and those before it."""
    return [*([letterhead["crest"]] if letterhead.get("crest") else []), *letterhead.get("former", ())]


def hashed(originals: Originals, sha256: str) -> str:
    """The hash of the bytes that are kept under this one. Raises NotFound."""
    with originals.open(sha256) as stream:
        return digest(stream)


def digest(stream: Readable) -> str:
    """SHA-256 of what is left of a stream."""
    found = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()
