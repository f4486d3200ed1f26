"""Fixity by and by: every original is read again within some days, slowly enough that nobody has to wait for it.

Each fault is told to administrators and auditors once; one that is well again is kept as healed.
"""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import dropwhile
from typing import Any

from lontar.notices.made import Maker, channels_of, kept
from lontar.wiring import House
from schemas.errors import Conflict
from schemas.fixity import ROUND, FixityFault, FixityRound
from schemas.person import Person
from schemas.stored import now
from schemas.times import in_utc
from store import fixity
from store.changes import Changes
from store.contract import Row
from store.faults import Fault

KEPT_BYTES, KEPT_READ = 64 << 20, 200
"""How much is read between two notes of how far it is: so much is read twice after a kill."""
TOLD = {"administrator", "auditor"}
MOST = 10_000


class Round:
    """The rounds of this process, one step at a time; another process that goes on with the same round ends them."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._settings = house.settings.archive
        self._going: Iterator[tuple[str, int]] | None = None
        self._round = FixityRound(id=ROUND)
        self._known: dict[str, Row] = {}
        self._since = 0

    def look(self, over: threading.Event) -> bool:
        """Read the next original, and wait for as long as the rate asks; False: nothing is due."""
        if not self._settings.fixity_days:
            return False
        if self._going is None and not self._begin():
            return False
        began = time.monotonic()
        size = self._next()
        seconds = size / (self._settings.fixity_mb_per_second * 1e6) - (time.monotonic() - began)
        over.wait(max(seconds, 0.0))
        return True

    def _begin(self) -> bool:
        """Go on with the round there is, or begin one when it is time."""
        row = self._house.store.get(FixityRound, ROUND)
        self._round = FixityRound.unpacked(row) if row else FixityRound(id=ROUND)
        if self._round.ended_at:
            if now() - self._round.began_at < timedelta(days=self._settings.fixity_days):
                return False
            self._round.began_at, self._round.ended_at = now(), None
            self._round.after, self._round.read, self._round.bytes = "", 0, 0
        after = self._round.after
        self._going = dropwhile(lambda kept: kept[0] <= after, self._house.originals.every())
        self._known = {row["_id"]: row for row in faults(self._house)}  # no other process writes them
        return True

    def _next(self) -> int:
        """Bytes of the original that was read; at the end of the round what it alone can tell is looked for."""
        assert self._going is not None
        found = next(self._going, None)
        if found is None:
            self._end()
            return 0
        sha256, size = found
        fault = fixity.altered(self._house.originals, sha256)
        self._tell([fault] if fault else [], {sha256} if not fault else set())
        self._round.after, self._round.read, self._round.bytes = sha256, self._round.read + 1, self._round.bytes + size
        self._since += size
        if self._since >= KEPT_BYTES or self._round.read % KEPT_READ == 0:
            self._keep()
        return size

    def _end(self) -> None:
        """What is missing, and what is there and belongs to nothing."""
        store, originals = self._house.store, self._house.originals
        seen: set[str] = set()
        standing = {sha256 for sha256, _ in originals.every()}
        found = [*fixity.missing(store, originals, seen), *fixity.unknown(store, originals, standing - seen)]
        still = {fault.thing for fault in found}
        # What was altered is well when it was read so; or when it is gone and nobody names it, as after a destruction.
        open_ = [name for name, row in self._known.items() if row["kind"] != "altered" or name not in standing]
        self._tell(found, {name for name in open_ if f"originals/{name}" not in still})
        self._round.ended_at = self._round.whole_at = now()
        self._round.whole = self._round.read
        self._keep()
        self._going = None

    def _keep(self) -> None:
        self._since = 0
        try:
            self._house.store.commit(Changes.of(self._round))
        except Conflict:
            self._going = None  # another process is at it

    def _tell(self, found: list[Fault], well: set[str]) -> None:
        """Keep the faults that are new, with notices of them; those that are well again are healed."""
        healed = [self._house.store.load(FixityFault, name) for name in well & self._known.keys()]
        for one in healed:
            one.healed_at = now()
        fresh = [fault for fault in found if _name(fault) not in self._known]
        if not (healed or fresh):
            return
        changes = Changes.of(*healed)
        for fault in fresh:
            changes += Changes.of(self._fault(fault)) + self._notices(fault)
        self._house.store.commit(changes)
        self._known = {row["_id"]: row for row in faults(self._house)}

    def _fault(self, fault: Fault) -> FixityFault:
        """A fault as it is kept: that of a name which was healed before begins anew."""
        row = self._house.store.get(FixityFault, _name(fault))
        made = FixityFault.unpacked(row) if row else FixityFault(id=_name(fault))
        made.kind, made.note, made.found_at, made.healed_at = fault.kind, fault.why, now(), None
        return made

    def _notices(self, fault: Fault) -> Changes:
        maker = Maker(self._house.store, channels_of(self._house))
        people = [row for row in self._house.store.every(Person, fields=("roles",)) if TOLD & set(row["roles"])]
        once = f"fixity.{_name(fault)}.{now().isoformat()}"
        rows = [maker.notice(once, row["_id"], "damaged", data={"name": fault.thing}) for row in people]
        return kept(row for row in rows if row)


def faults(house: House) -> list[Row]:
    """What is not as it was written, by what the rounds have found, the latest first."""
    rows = house.store.find(FixityFault, sort=[("found_at", -1)], limit=MOST)
    return [row for row in rows if not row.get("healed_at")]


def state(house: House) -> Row | None:
    """The round that goes on, or the last one; None: there was none yet."""
    return house.store.get(FixityRound, ROUND)


def said(house: House) -> dict[str, Any]:
    """The round and its findings as the JSON API and `lontar status --json` give them."""
    row = state(house) or {}
    times = {name: in_utc(row[name]) if row.get(name) else None for name in ("began_at", "ended_at", "whole_at")}
    found = [
        {"thing": f"originals/{one['_id']}", "kind": one["kind"], "why": one["note"]}
        | {"found_at": in_utc(one["found_at"])}
        for one in faults(house)
    ]
    return {"round": times | {name: row.get(name, 0) for name in ("read", "bytes", "whole")}, "faults": found}


def _name(fault: Fault) -> str:
    return fault.thing.removeprefix("originals/")
