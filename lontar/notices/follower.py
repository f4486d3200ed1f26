"""Who is told of what happened to letters that were registered and handed on, and to drafts: a follower of the event
log.

Each is told once: a notice has an id that follows from the event and the person, and is committed together with the
cursor. What is done, declined or taken back is new to nobody any more: its notices count as seen.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from lontar.following import Follower
from lontar.notices import loans
from lontar.notices.drafts import OfDrafts
from lontar.notices.made import Maker, channels_of, kept, not_known
from lontar.notices.recipients import Recipients
from lontar.wiring import House
from schemas.assignment import Assignment
from schemas.day import day_number
from schemas.disposition import Disposition
from schemas.entry import RegisterEntry
from schemas.errors import Conflict
from schemas.notice import PASSING, Notice
from schemas.sending import Mailing, Sending
from schemas.stored import now
from store.changes import Changes
from store.contract import Row

CURSOR = "notices"
BATCH = 500
MOST = 10_000
ENDED = ("letter.followed-up", "letter.declined", "letter.recalled", "letter.reassigned")
CLOSED = ("letter.closed", "letter.number-cancelled")
TOLD = {"letter.followed-up": "done", "letter.declined": "declined"}
"""What the one who asked is told, by what happened."""
NUDGED = {"letter.reassigned": "received", "letter.reminded": "reminded"}
"""What whoever has an assignment now is told."""


class NoticeFollower(Follower):
    """Makes the notices of what happened. Several may run: what one has done, no other does again."""

    called = "whoever tells of what was handed on"

    def step(self) -> int:
        store = self.house.store
        cursor = store.cursor(CURSOR)
        events = store.events(cursor, BATCH)
        if not events:
            return 0
        with suppress(Conflict):  # another process has followed them too, or somebody has just seen one: once more
            store.advance(CURSOR, int(events[-1]["sequence"]), Telling(self.house).of(events))
        return len(events)


class Telling:
    """Of one moment: who acts in which position is looked up once."""

    def __init__(self, house: House) -> None:
        self._store, at = house.store, now()
        self._maker, self._people = Maker(house.store, channels_of(house), at), Recipients(house.store, at)

    def of(self, events: Sequence[Row]) -> Changes:
        """The notices of events, and those that are of no use any more."""
        drafts = OfDrafts(self._store, self._maker, self._people, events)
        told: list[Row] = []
        ended: set[str] = set()
        for event in events:
            after = (event.get("values") or {}).get("after")
            if not after:
                continue  # of another kind, or of a letter that was destroyed since
            told += [row for row in self._told(event, after) if row["person"] != event["actor"]]
            ended |= self._ended(event["verb"], after)
        rows = self._store.get_many(Assignment, [row["assignment"] for row in told if row.get("assignment")])
        over = {id for id, row in rows.items() if row["standing"] != "own"}
        wanted = [row for row in told if row.get("assignment") not in over or row["kind"] not in PASSING]
        new = not_known(self._store, [*wanted, *drafts.told()])
        return kept([*new, *self._seen(ended), *drafts.over()])

    def _told(self, event: Row, after: dict[str, Any]) -> Iterator[Row]:
        verb, letter = event["verb"], event["thing"].partition("/")[2]
        if verb == "letter.disposed":
            self._people.look(after["to"])
            for position in after["to"]:
                id = Assignment.key(after["disposition"], position)
                yield from self._notice(event, self._people.of(position), "received", letter, id, after.get("due"))
        elif verb in NUDGED:
            row = self._store.get(Assignment, after["assignment"]) or {}
            person = self._people.of(after["position"])
            yield from self._notice(event, person, NUDGED[verb], letter, after["assignment"], row.get("due"))
        elif verb in TOLD:
            person = self._asked(after["assignment"])
            yield from self._notice(event, person, TOLD[verb], letter, after["assignment"])
        elif verb in ("letter.registered", "letter.delivered"):
            entries = self._store.get_many(RegisterEntry, after.get("entries") or [after["entry"]])
            for entry in entries.values():
                if entry["handling"] == "waiting" and not entry.get("historic"):
                    person, id = self._people.head(entry["unit"]), Assignment.root(entry["_id"])
                    root = self._store.get(Assignment, id) or {}
                    yield from self._notice(event, person, "entry", letter, id, root.get("due"))
        elif verb.startswith("loan."):
            yield from loans.told(self._store, self._maker, event, after)
        elif verb == "letter.mail-failed":
            yield from self._unmailed(event, letter, after["mailing"])

    def _notice(self, event: Row, person: str | None, kind: str, *said: Any) -> Iterator[Row]:
        """`said`: letter, assignment, due; those that there are."""
        more = {name: value for name, value in zip(("letter", "assignment", "due"), said, strict=False) if value}
        made = self._maker.notice(event["sequence"], person, kind, **more) if person else None
        if made:
            yield made

    def _unmailed(self, event: Row, letter: str, mailing: str) -> Iterator[Row]:
        """Who sent it is told once a day, however many of its addresses failed."""
        row = self._store.get(Mailing, mailing) or {}
        sending = self._store.get(Sending, row.get("sending") or "")
        if sending:
            once = f"unmailed.{sending['_id']}.{day_number(event['at'])}"
            made = self._maker.notice(once, sending["made_by"], "unmailed", letter=letter)
            if made:
                yield made

    def _asked(self, assignment: str) -> str | None:
        """Who asked: whoever acts in the position now, or the person where a registry passed it on."""
        row = self._store.get(Assignment, assignment) or {}
        if row.get("sender"):
            return self._people.of(row["sender"])
        return (self._store.get(Disposition, row.get("disposition") or "") or {}).get("made_by")

    def _ended(self, verb: str, after: dict[str, Any]) -> set[str]:
        """The assignments that an event ended, passed on or gave to somebody else."""
        if verb == "letter.disposed":
            return {(self._store.get(Disposition, after["disposition"]) or {}).get("parent", "")}
        if verb in ENDED:
            return {after["assignment"]}
        if verb in CLOSED:
            where = {"entry": after["entry"]}
            rows = self._store.find(Assignment, where, sort=[("made_at", 1)], limit=MOST, fields=())
            return {row["_id"] for row in rows}
        return set()

    def _seen(self, assignments: Iterable[str]) -> list[Row]:
        found: list[Row] = []
        for id in assignments:
            rows = self._store.find(Notice, {"assignment": id, "seen": False}, limit=MOST)
            found += [row | {"seen": True} for row in rows if row["kind"] in (*PASSING, "entry")]
        return found
