"""What people do to one letter. Each act is one commit with its event, which keeps the values before and after.

An act answers with the sequence numbers of its events, by which it can be undone; none when nothing was different.
With `version`, the version of the facts that a form was made from, two people who work on one letter do not overwrite
each other: what both changed is refused with Conflict, the rest is joined.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ingest.lessons.likeness import is_close
from lontar.act import Change, act, happened
from lontar.errors import AfterToday
from lontar.facts import FACTS, Values, as_of, fields_said, note_said, put_fields
from lontar.letters import letter_for
from lontar.values import CLASS, demand_values, stated, tags_of
from lontar.wiring import House
from office.access import Reader
from routing.routed import grants_now
from schemas.day import day_number
from schemas.errors import Conflict, NotFound
from schemas.letter import LONGEST_NOTE, FieldValue, Letter, Note
from schemas.stored import now
from schemas.work import TO_COME, Work
from store.changes import Changes, Happened
from work import lease


@dataclass(frozen=True)
class Place:
    """Where on a page a person saw a value: the file's number in the letter, the page's in it, the box in pixels of the
    page image, and what stands there."""

    file: int
    page: int
    box: Sequence[int]
    printed: str = ""


NOWHERE: Mapping[str, Place] = {}


def describe(
    house: House,
    reader: Reader,
    id: str,
    values: Mapping[str, Any],
    version: int | None = None,
    *,
    sure: Collection[str] = (),
    places: Mapping[str, Place] = NOWHERE,
) -> list[int]:
    """A person's word on fields: it wins over what is read, now and later. An empty value says that there is none.

    "security_class" among them says anew who may read the letter; routing is kept. Only what differs is changed, all
    in one commit; a value of a name in `sure` is the person's word also where the machine read the same. `places`:
    where the person saw them.
    Raises WrongUse for an unknown name or class; Conflict, with the `names` that another person changed after `version`
    and the names `touched` by this one."""
    return act(
        house, reader, id, "letter.describe", describing(house, reader, values, version, sure=sure, places=places)
    )


def describing(
    house: House,
    reader: Reader,
    values: Mapping[str, Any],
    version: int | None = None,
    *,
    sure: Collection[str] = (),
    places: Mapping[str, Place] = NOWHERE,
) -> Change:
    """What `describe` changes. Raises WrongUse at once, the rest when it is done."""
    demand_values(values)

    def change(letter: Letter) -> list[Happened]:
        base = letter if version is None else as_of(house, letter, version)
        wanted = {name: value for name, value in values.items() if _differs(value, _value(base, name)) or name in sure}
        if int(wanted.get("date") or 0) > _last_day():
            raise AfterToday(field="date")
        clash = [name for name, value in wanted.items() if _clashes(letter, base, name, value)]
        if clash:
            raise Conflict(what="This letter", field=clash[0], names=clash, touched=list(wanted))
        events = []
        security_class = wanted.pop(CLASS, letter.security_class)
        said = {name: _by_hand(letter, name, value, places.get(name)) for name, value in wanted.items()}
        before = fields_said(letter, said)
        told = {name: one for name, one in said.items() if _says_more(letter, name, one, before["fields"][name], sure)}
        if told:
            before, after = fields_said(letter, told), {"fields": told}
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


def _by_hand(letter: Letter, name: str, value: Any, place: Place | None) -> dict[str, Any]:
    """A field as a person states it, where the person saw it; else, when it only mends what was read, where that
    stands."""
    found = FieldValue(value=value or "", confidence=100.0, by_hand=True)
    read = letter.fields.get(name)
    if value and place is not None:
        found.file, found.page, found.box = place.file, place.page, list(place.box)
        found.printed = place.printed or None
    elif value and read is not None and is_close(str(read.value), str(value)):
        found.file, found.page, found.box, found.printed = read.file, read.page, read.box, read.printed
    return dict(found.to_mongo())


def _says_more(letter: Letter, name: str, said: Values, before: Values | None, sure: Collection[str]) -> bool:
    """Whether a person's word is more than stands there: another value, or the machine's that is now theirs."""
    if _differs(said["value"], letter.value(name)):
        return True
    stated = bool(before and before.get("by_hand"))
    return name in sure and (not stated or said != before)


def _classified(house: House, reader: Reader, letter: Letter, security_class: str) -> Happened:
    fact = FACTS["letter.classified"]
    before = fact.now(letter, {})
    letter.security_class = security_class
    letter.grants = grants_now(house.store, letter)
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
