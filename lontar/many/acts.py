"""What can be done to many letters, by name. Another room adds its act here, with the right that it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lontar import edits
from lontar.act import Change, happened
from lontar.errors import AwaitsScan, NotReadYet, TooMany
from lontar.facts import FACTS, since
from lontar.intake.profiles import demand_known, settings_of
from lontar.many.casefiles import filing
from lontar.many.dispositions import DISPOSITION, disposing, recalling
from lontar.paging import rows_of
from lontar.shelving.placing import shelving
from lontar.undoing import open_still, restoring, undone, withdrawing
from lontar.values import CLASS, demand_values, stated
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.job import Job
from schemas.letter import LONGEST_TAG, MOST_TAGS, Letter
from schemas.page import Page
from schemas.work import TO_COME, Work
from store.changes import Changes, PutRow
from store.contract import Row
from work import lease

Values = Mapping[str, Any]
Plan = Callable[[Letter], Changes]
"""What one letter comes to; no changes when nothing is different. Raises LontarError for a letter that is refused."""
AT_ONCE, FEW = 100, 5
"""Letters of a step, which is one commit; and where each of them takes a second, or rewrites all its pages."""
READ_ANEW = (
    "This cannot be undone: the new reading of a page takes the place of the old one, which is not kept. "
    "What people said and corrected stays."
)
FORMS = ("originals", "pdf", "bag")
"""As what letters are exported: the files as received, searchable copies, or all of it as a bag (bagging.py)."""


@dataclass(frozen=True)
class Act:
    """`action` is what one must be allowed to do to each letter; `takes` are the names and types of its values.
    `plan` says, by the values, what is done to a letter; it raises WrongUse for values that are none. `undoable`: a job
    of it can be undone; `final`: why not, said before it is confirmed. `at_once`: letters of a step."""

    action: str
    takes: Mapping[str, type]
    plan: Callable[[House, Reader, Values], Plan]
    undoable: bool = True
    final: str = ""
    at_once: int = AT_ONCE


def plan_of(house: House, reader: Reader, act: str, values: Values) -> Plan:
    """Raises NotAmong for an act or value that there is not, WrongUse, and what the act raises for its values."""
    known = ACTS.get(act)
    if known is None:
        raise NotAmong(what=act, known=", ".join(ACTS))
    for name, value in values.items():
        if name not in known.takes:
            raise NotAmong(what=name, known=", ".join(known.takes))
        if not isinstance(value, known.takes[name]):
            raise WrongUse(what=name, why="it is of another type than the description says")
    return known.plan(house, reader, values)


def _changing(change: Change, beside: Callable[[Letter], Changes] = lambda _: Changes()) -> Plan:
    """A plan that changes facts of the letter and nothing else but what `beside` holds; what would be no letter any
    more is refused."""

    def plan(letter: Letter) -> Changes:
        events = change(letter)
        if not events:
            return Changes()
        return Changes(puts=(PutRow(Letter, letter.packed()),), events=tuple(events)) + beside(letter)

    return plan


def _describe(house: House, reader: Reader, values: Values) -> Plan:
    fields = dict(values.get("fields") or {})
    if not fields:
        raise WrongUse(what="The field", why="it is empty", field="name")
    if CLASS in fields and len(fields) > 1:
        raise WrongUse(what=CLASS, why="it is set by a job of its own")
    if not fields.get(CLASS, True):
        raise WrongUse(what=CLASS, why="it is empty", field="value")
    demand_values(fields)
    return _changing(edits.describing(house, reader, fields))


def _tag(_: House, reader: Reader, values: Values) -> Plan:
    tag = _tag_said(values, "tag")

    def change(letter: Letter) -> Any:
        if tag not in letter.tags and len(letter.tags) >= MOST_TAGS:
            raise TooMany(what="The tags", most=MOST_TAGS)
        return edits.tagged(reader, letter, list(dict.fromkeys([*letter.tags, tag])))

    return _changing(change)


def _untag(_: House, reader: Reader, values: Values) -> Plan:
    tag = _tag_said(values, "tag")
    return _changing(lambda letter: edits.tagged(reader, letter, [one for one in letter.tags if one != tag]))


def _retag(_: House, reader: Reader, values: Values) -> Plan:
    """Another tag in the place of one; where the letter has both, one is left."""
    old, new = _tag_said(values, "tag"), _tag_said(values, "instead")
    return _changing(
        lambda letter: edits.tagged(
            reader, letter, list(dict.fromkeys(new if one == old else one for one in letter.tags))
        )
    )


def _tag_said(values: Values, name: str) -> str:
    tag = stated("The tag", " ".join(str(values.get(name) or "").split()), LONGEST_TAG, name)
    if "," in tag:
        raise WrongUse(what="The tag", why="commas stand between tags", field=name)
    return tag


def _file(house: House, reader: Reader, values: Values) -> Plan:
    change, held = filing(house, reader, values.get("casefile") or "")
    return _changing(change, lambda _: held)


def _shelve(house: House, reader: Reader, values: Values) -> Plan:
    change, held = shelving(house, reader, values.get("folder") or "")
    return _changing(change, lambda _: held)


def _withdraw(_: House, reader: Reader, values: Values) -> Plan:
    return _changing(withdrawing(reader, values.get("reason") or ""))


def _restore(_: House, reader: Reader, values: Values) -> Plan:
    return _changing(restoring(reader))


def _again(house: House, reader: Reader, values: Values) -> Plan:
    """All pages are read anew, with this care or as the letter's batch or the office says; what people said stays."""
    profile = values.get("profile") or None
    demand_known(house.settings.ingest, None, profile)

    def plan(letter: Letter) -> Changes:
        if letter.stage == "awaiting":
            raise AwaitsScan
        work = house.store.load(Work, letter.id)
        if work.state in TO_COME:
            return Changes()
        settings = settings_of(house, letter.unit, letter.batch)
        wanted = {"languages": settings.languages, "profile": profile or settings.profile}
        puts = tuple(PutRow(Page, row | {"wanted": wanted}) for row in rows_of(house, letter.id))
        event = happened(reader, "letter.retried", letter.id, after={"profile": wanted["profile"]})
        return Changes(puts=puts, events=(event,)) + lease.recalled(work)

    return plan


def _retry(house: House, reader: Reader, _: Values) -> Plan:
    """Another try of what failed; what was read of it stays. One that has not failed, or is tried already, is left."""

    def plan(letter: Letter) -> Changes:
        work = house.store.load(Work, letter.id)
        if letter.stage != "failed" or work.state in TO_COME:
            return Changes()
        return Changes(events=(happened(reader, "letter.retried", letter.id),)) + lease.retry(work)

    return plan


def _export(_: House, reader: Reader, values: Values) -> Plan:
    """Notes in the letter's log that it was exported; the files are handed out afterwards (lontar/many/zipping.py)."""
    form = values.get("form") or FORMS[0]
    if form not in FORMS:
        raise NotAmong(what=form, known=", ".join(FORMS), field="form")

    def plan(letter: Letter) -> Changes:
        if form == "pdf" and letter.stage == "awaiting":
            raise AwaitsScan
        if form == "pdf" and letter.stage == "arrived":
            raise NotReadYet
        return Changes(events=(happened(reader, "letter.exported", letter.id, after={"form": form}),))

    return plan


def _undo(house: House, reader: Reader, values: Values) -> Plan:
    """What another job of the reader brought about, where it is still so. Raises NotFound."""
    row = house.store.get(Job, values.get("job") or "")
    if row is None or not may_see(reader, row):
        raise NotFound(what="Job")
    job = Job.unpacked(row)
    if job.act == "dispose":
        return recalling(house, reader, job)

    def events(letter: Letter) -> list[Row]:
        mine = (event for event in since(house, letter.id, job.began or 0) if event.get("job") == job.id)
        return [event for event in mine if event["verb"] in FACTS]

    def change(letter: Letter) -> Any:
        return [undone(house, reader, letter, event) for event in events(letter)]

    def beside(letter: Letter) -> Changes:
        return sum((open_still(house, event) for event in events(letter)), Changes())

    return _changing(change, beside)


ACTS: dict[str, Act] = {
    "describe": Act("letter.describe", {"fields": dict}, _describe),
    "tag": Act("letter.tag", {"tag": str}, _tag),
    "untag": Act("letter.tag", {"tag": str}, _untag),
    "retag": Act("letter.tag", {"tag": str, "instead": str}, _retag),
    "file": Act("letter.file", {"casefile": str}, _file),
    "shelve": Act("letter.file", {"folder": str}, _shelve),
    "dispose": Act("letter.dispose", DISPOSITION, disposing),
    "again": Act("work.retry", {"profile": str}, _again, undoable=False, final=READ_ANEW, at_once=FEW),
    "retry": Act("work.retry", {}, _retry, undoable=False),
    "withdraw": Act("letter.withdraw", {"reason": str}, _withdraw),
    "restore": Act("letter.restore", {}, _restore),
    "export": Act("letter.export", {"form": str}, _export, undoable=False),
    "undo": Act("letter.read", {"job": str}, _undo),
}


def letters_at_once(act: str, values: Values) -> int:
    """Letters of a step. A searchable copy is made of each of them before."""
    return FEW if makes_copies(act, values) else ACTS[act].at_once


def makes_copies(act: str, values: Values) -> bool:
    return act == "export" and values.get("form") in ("pdf", "bag")


def under(reader: Reader, job: str) -> Reader:
    """The reader as they act in a job: all its events carry its id."""
    return replace(reader, job=job)
