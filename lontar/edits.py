"""What people do to one letter. Each act is one commit with its event, which keeps the values before and after.

An act answers with the sequence numbers of its events, by which it can be undone; none when nothing was different.
With `version`, the version of the facts that a form was made from, two people who work on one letter do not overwrite
each other: what both changed is refused with Conflict, the rest is joined.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from lontar.act import Change, act, happened
from lontar.errors import AfterToday
from lontar.facts import FACTS, as_of, field_said, fields_said, note_said, put_fields
from lontar.letters import letter_for
from lontar.values import CLASS, demand_values, stated, tags_of
from lontar.wiring import House
from office.access import Reader
from office.grants import grants_of
from schemas.day import day_number
from schemas.errors import Conflict, NotFound
from schemas.letter import LONGEST_NOTE, FieldValue, Letter, Note
from schemas.office import OFFICE, Office
from schemas.stored import now
from schemas.work import TO_COME, Work
from store.changes import Changes, Happened
from work import lease


def describe(house: House, reader: Reader, id: str, values: Mapping[str, Any], version: int | None = None) -> list[int]:
    """A person's word on fields: it wins over what is read, now and later. An empty value takes a field away.

    "security_class" among them says anew who may read the letter; routing is kept. Only what differs is changed, all
    in one commit. Raises WrongUse for an unknown name or class; Conflict, with the `names` that another person changed
    after `version` and the names `touched` by this one."""
    return act(house, reader, id, "letter.describe", describing(house, reader, values, version))


def describing(house: House, reader: Reader, values: Mapping[str, Any], version: int | None = None) -> Change:
    """What `describe` changes. Raises WrongUse at once, the rest when it is done."""
    demand_values(values)

    def change(letter: Letter) -> list[Happened]:
        base = letter if version is None else as_of(house, letter, version)
        wanted = {name: value for name, value in values.items() if _differs(value, _value(base, name))}
        if int(wanted.get("date") or 0) > _last_day():
            raise AfterToday(field="date")
        clash = [name for name, value in wanted.items() if _clashes(letter, base, name, value)]
        if clash:
            raise Conflict(what="This letter", field=clash[0], names=clash, touched=list(wanted))
        events = []
        security_class = wanted.pop(CLASS, letter.security_class)
        if fields := {name: value for name, value in wanted.items() if _differs(value, letter.value(name))}:
            before = fields_said(letter, fields)
            after = {"fields": {name: _by_hand(value) for name, value in fields.items()}}
            put_fields(letter, after, before)
            events.append(happened(reader, "letter.described", letter.id, before=before, after=after))
        if security_class != letter.security_class:
            events.append(_classified(house, reader, letter, security_class))
        return events

    return change


def _last_day() -> int:
    """yyyymmdd of today where the day begins first (UTC+14): nobody's today is refused."""
    return day_number(now() + timedelta(hours=14))


def _value(letter: Letter, name: str) -> Any:
    return letter.security_class if name == CLASS else letter.value(name)


def _differs(value: Any, other: Any) -> bool:
    return (value or None) != (other or None)


def _clashes(letter: Letter, base: Letter, name: str, value: Any) -> bool:
    """Whether another person changed what this one changes; what the machine read meanwhile does not count."""
    today, found = _value(letter, name), letter.fields.get(name)
    by_machine = found is not None and not found.by_hand
    return _differs(today, _value(base, name)) and _differs(today, value) and not by_machine


def _by_hand(value: Any) -> dict[str, Any] | None:
    return field_said(FieldValue(value=value, confidence=100.0, by_hand=True)) if value else None


def _classified(house: House, reader: Reader, letter: Letter, security_class: str) -> Happened:
    fact = FACTS["letter.classified"]
    before = fact.now(letter, {})
    routed = {grant for grant in letter.grants if grant.startswith(("position:", "unit:"))} - {f"unit:{letter.unit}"}
    letter.security_class = security_class
    letter.grants = grants_of(dict(letter.to_mongo()), house.store.get(Office, OFFICE), routed)
    return happened(reader, "letter.classified", letter.id, before=before, after=fact.now(letter, {}))


def tag(house: House, reader: Reader, id: str, tags: list[str], version: int | None = None) -> list[int]:
    """The tags of a letter as a person left them in a form: what they added and took off, order kept, none twice."""
    typed = tags_of(tags)

    def change(letter: Letter) -> list[Happened]:
        base, before = list(as_of(house, letter, version).tags), list(letter.tags)
        others = [one for one in before if one not in base]
        gone = {one for one in base if one not in before}
        after = [*(one for one in typed if one not in gone), *(one for one in others if one not in typed)]
        return tagged(reader, letter, after)

    return act(house, reader, id, "letter.tag", change)


def tagged(reader: Reader, letter: Letter, tags: list[str]) -> list[Happened]:
    """The letter has these tags from now on."""
    before, letter.tags = list(letter.tags), tags
    if before == tags:
        return []
    return [happened(reader, "letter.tagged", letter.id, before={"tags": before}, after={"tags": tags})]


def note(house: House, reader: Reader, id: str, text: str) -> list[int]:
    """Add a note."""
    added = Note(by=reader.person, at=now(), text=stated("The note", text, LONGEST_NOTE, "note"))

    def change(letter: Letter) -> list[Happened]:
        letter.notes.append(added)
        return [happened(reader, "letter.noted", id, after=note_said(added))]

    return act(house, reader, id, "letter.note", change)


def take_back(house: House, reader: Reader, id: str, at: str) -> list[int]:
    """Take an own note back; `at` is its time in ISO form. Raises NotFound for one that is not there or not theirs."""

    def change(letter: Letter) -> list[Happened]:
        mine = [one for one in letter.notes if one.at.isoformat() == at and one.by == reader.person]
        if not mine:
            raise NotFound(what="Note")
        letter.notes = [one for one in letter.notes if one is not mine[0]]
        return [happened(reader, "letter.unnoted", id, before=note_said(mine[0]))]

    return act(house, reader, id, "letter.note", change)


def read_again(house: House, reader: Reader, id: str) -> bool:
    """Ask for another try of what could not be read; False when it is being tried already."""
    letter_for(house, reader, id, "work.retry")
    work = house.store.load(Work, id)
    if work.state in TO_COME:
        return False
    house.store.commit(lease.retry(work) + Changes(events=(happened(reader, "letter.retried", id),)))
    house.queue.announce()
    return True
