"""What people's corrections teach of the next letters of the same sender, within one unit.

A lesson is made of the letters under one letterhead of which people have said something, whenever they say more. Only
letters that the whole unit may read teach: a lesson may hold a value, and what is learned of a limited or secret letter
would stand on letters that others read."""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from ingest import fields, lessons
from ingest.fields.lines import Sheet
from ingest.lessons import TAUGHT, Example
from ingest.lessons.learn import Lesson as Learned
from ingest.lessons.rule import Rule
from lontar.following import Follower
from lontar.paging import in_order, rows_of
from lontar.understanding.known import known as vocabularies
from lontar.understanding.pages_said import reading_said
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.errors import Conflict, NotFound, Unavailable
from schemas.lesson import Lesson
from schemas.letter import FieldValue, Letter
from schemas.stored import now
from schemas.times import in_utc
from store.again import again
from store.changes import Changes, Remove
from store.contract import Row
from store.removal import removed

FOLLOWER = "lessons"
"""Its cursor in the event log."""
TEACHING = ("letter.described", "letter.classified", "letter.withdrawn", "letter.restored")
"""Verbs of events after which a letter may teach something else."""
EXAMPLES = 12
"""Letters that a lesson is made of, the last ones that people spoke of: an office changes its paper now and then."""
MOST = 2000
"""Letterheads of one unit that are looked through for one letter (0.2 s)."""
BATCH = 500
log = logging.getLogger("lontar.lessons")


class LessonFollower(Follower):
    """Learns from what people say, one step behind them."""

    called = "what corrections teach"

    def step(self) -> int:
        store = self.house.store
        events = store.events(store.cursor(FOLLOWER), BATCH)
        if not events:
            return 0
        for id in dict.fromkeys(one["thing"].partition("/")[2] for one in events if one["verb"] in TEACHING):
            self._learn(id)
        with suppress(Conflict):  # another process followed them too; learning twice gives the same
            store.advance(FOLLOWER, events[-1]["sequence"])
        return len(events)

    def _learn(self, id: str) -> None:
        """A letter that cannot be learned from holds nothing else up: lessons can be made again."""
        try:
            learn(self.house, id)
        except Unavailable:
            raise
        except Exception:
            log.exception("nothing was learned of letter %s", id)


def learn(house: House, id: str) -> None:
    """Make the lesson that a letter belongs to anew; one that it no longer teaches is made without it."""

    def decide() -> Changes:
        letter = house.store.get(Letter, id)
        where = house.store.find(Lesson, {"letters": id}, limit=MOST)
        sheets = sheets_of(house, letter) if letter and teaches(letter) else []
        head = lessons.letterhead_of(sheets[0]) if sheets else ()
        home = _lesson_for(house, letter["unit"], head) if letter and head else None
        changes = sum((_made(house, one, without=id) for one in where if not home or one["_id"] != home.id), Changes())
        if home is not None:
            home.letters = [*(one for one in home.letters if one != id), id][-EXAMPLES:]
            home.letterhead = home.letterhead or list(head)
            changes += _made(house, home)
        return changes

    again(house.store, decide)


def known(house: House, reader: Reader) -> list[dict[str, Any]]:
    """The lessons of the reader's units, as `lontar lessons --json` gives them."""
    demand(reader, "letter.describe")
    rows = [row for row in house.store.every(Lesson) if may_see(reader, row)]
    return [_told(row, _readable(house, reader, row["letters"])) for row in rows]


def forget(house: House, reader: Reader, id: str) -> None:
    """Take a lesson away; its letterhead teaches anew from the next corrections on. Raises NotFound, Forbidden."""
    row = house.store.get(Lesson, id)
    if row is None:
        raise NotFound(what=f"Lesson {id}")
    demand(reader, "letter.describe", row, what=f"Lesson {id}")
    removed(house.store, Lesson, row)


def rebuild(house: House, reader: Reader) -> int:
    """All lessons anew from the letters that stand; how many there are. Raises Forbidden."""
    demand(reader, "office.manage")
    for row in list(house.store.every(Lesson)):
        house.store.commit(Changes(removes=(Remove(Lesson, row["_id"], row["version"]),)))
    for row in house.store.every(Letter, fields=("fields", "grants", "unit", "withdrawn")):
        if teaches(row):
            learn(house, row["_id"])
    return house.store.count(Lesson)


def teaches(letter: Row) -> bool:
    """Whether a letter teaches: people said something of it that can be learned, and their whole unit may read it."""
    said = any(one.get("by_hand") and name in TAUGHT for name, one in (letter.get("fields") or {}).items())
    return said and not letter.get("withdrawn") and f"unit:{letter['unit']}" in letter.get("grants", ())


def taught(house: House, unit: str, sheets: Sequence[Sheet], found: dict[str, FieldValue]) -> dict[str, FieldValue]:
    """The fields that the plain rules found in a letter of a unit, with what its lessons know better."""
    head = lessons.letterhead_of(sheets[0]) if sheets else ()
    lesson = _lesson_for(house, unit, head) if head else None
    return lessons.applied(_rules(lesson), sheets, found) if lesson is not None and lesson.rules else found


def sheets_of(house: House, letter: Row) -> list[Sheet]:
    """The letter's own pages as they are stored."""
    pages = in_order(letter["files"], rows_of(house, letter["_id"]))
    return fields.sheets_of((one["file"], reading_said(one)) for one in pages if one["source"] != "failed")


def _lesson_for(house: House, unit: str, head: Sequence[str]) -> Lesson | None:
    """The lesson of a letterhead in a unit; a new one, not stored yet, where there is none."""
    known = house.store.find(Lesson, {"unit": unit}, limit=MOST, fields=("letterhead",))
    same = next((one for one in known if lessons.is_same(one["letterhead"], head)), None)
    row = house.store.get(Lesson, same["_id"]) if same else None
    return Lesson.unpacked(row) if row else Lesson(unit=unit, grants=[f"unit:{unit}"])


def _made(house: House, lesson: Lesson | Row, without: str = "") -> Changes:
    """A lesson made anew of its letters, or taken away when none is left."""
    held = Lesson.unpacked(lesson) if isinstance(lesson, dict) else lesson
    rows = house.store.get_many(Letter, [one for one in held.letters if one != without])
    held.letters = [one for one in held.letters if one in rows and teaches(rows[one])]
    if not held.letters:
        return Changes(removes=(Remove(Lesson, held.id, held.version),)) if held.version else Changes()
    known = lessons.learned([_example(house, rows[one]) for one in held.letters])
    held.rules, held.made_at = [asdict(one) for one in known], now()
    return Changes.of(held)


def _example(house: House, letter: Row) -> Example:
    sheets = sheets_of(house, letter)
    read = fields.fields_of(sheets, vocabularies(house.settings.home))
    said = {name: one for name, one in letter["fields"].items() if one.get("by_hand") and name in TAUGHT}
    pointed = {
        name: (one.get("file", 1), one["page"], tuple(one["box"]))
        for name, one in said.items()
        if one.get("box") and one.get("page")
    }
    values = {name: one["value"] or None for name, one in said.items()}
    return Example(sheets, values, {name: one.value for name, one in read.items()}, pointed)


def _readable(house: House, reader: Reader, ids: Sequence[str]) -> list[str]:
    """One that is secret since then taught until a moment ago."""
    rows = house.store.get_many(Letter, ids)
    return [id for id in ids if id in rows and may_see(reader, rows[id])]


def _told(row: Row, letters: Sequence[str]) -> dict[str, Any]:
    names = ("name", "way", "words", "value")
    rules = [
        {name: one["rule"][name] for name in names} | {"right": one["right"], "wrong": one["wrong"]}
        for one in row.get("rules", ())
    ]
    return {"id": row["_id"], "unit": row["unit"], "letterhead": row["letterhead"], "letters": letters,
            "rules": rules, "made_at": in_utc(row["made_at"])}  # fmt: skip


def _rules(lesson: Lesson) -> Iterable[Learned]:
    for one in lesson.rules:
        yield Learned(**{**one, "rule": Rule.of(one["rule"])})
