"""What people state about a letter, as its events keep it: what stands now, what stood before, and how to go back.

The version of a letter's facts is the sequence number of its last event. A form carries the version it was made from;
whatever happened since can be told from the log, and any earlier version can be made again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lontar.understanding.keys import give_keys
from lontar.values import NAMES
from lontar.wiring import House
from schemas.event import Event, EventValues
from schemas.letter import FieldValue, Letter, LetterFile, Note, Tie
from schemas.times import in_utc
from store.contract import Row

Values = dict[str, Any]
ARRANGED = ("letter.arranged", "letter.split", "letter.rejoined", "letter.merged", "letter.unmerged")
"""Events that changed which pages a letter shows in which order: "files" holds them before and after."""
READ = ("letter.understood", "letter.failed", "page.corrected", *ARRANGED)
"""Events in which what was read changed fields: "fields" before holds those that changed, as they were."""
SURE = 80
"""Confidence (0-100) from which a field needs nobody's word."""
ASKED = ("reference_number", "date", "subject", "sender")
"""The fields that nearly every letter has: one that was not found is asked for."""
NOT_FOUND = 50.0
"""How doubtful that is: what was read with less confidence comes before it."""
MOST = 10_000
LAST = 2**63 - 1
"""The largest number that a store holds; who asks for a version beyond it means one that is to come."""


@dataclass(frozen=True)
class Fact:
    """What a verb changes. `action`: what one must be allowed to change it back; `back`: the verb of doing so.

    `now(letter, values)` says what stands, in the shape of `values`; `put(letter, values, instead)` sets `values`
    where `instead` stands."""

    action: str
    back: str
    now: Callable[[Letter, Values], Values]
    put: Callable[[Letter, Values, Values], None]


def field_said(found: FieldValue | None) -> Values | None:
    """A field with its place and confidence as plain values; None for one that is not there."""
    return dict(found.to_mongo()) if found else None


def fields_said(letter: Letter, names: Iterable[str]) -> Values:
    return {"fields": {name: field_said(letter.fields.get(name)) for name in names}}


def fields_changed(letter: Letter, before: Values) -> Values:
    """Those of the fields said before that the letter no longer has so, as they were."""
    now = fields_said(letter, before["fields"])["fields"]
    return {"fields": {name: said for name, said in before["fields"].items() if said != now[name]}}


def put_fields(letter: Letter, values: Values, _: Values) -> None:
    fields = values.get("fields", {})
    for name, said in fields.items():
        if said is None:
            letter.fields.pop(name, None)
        else:
            letter.fields[name] = FieldValue(**said)
    settled(letter)


def settled(letter: Letter) -> None:
    """What a letter keeps of its fields beside them: by which it is found, and listed."""
    give_keys(letter)
    letter.doubt = doubt_of(letter)


def doubt_of(letter: Letter) -> float | None:
    """Confidence (0-100) of the most doubtful field of which no person has said anything; None when all are sure, and
    while there is nothing that was understood."""
    waits = waiting_of({name: dict(found.to_mongo()) for name, found in letter.fields.items()})
    return min(waits.values(), default=None) if letter.stage == "understood" else None


def waiting_of(fields: Mapping[str, Row]) -> dict[str, float]:
    """The fields that wait for a person's word, each with its confidence: those read with doubt somewhere on the paper,
    and those of ASKED that were not found. What was told from the whole of a letter, as its language, asks nobody."""
    waits = {name: NOT_FOUND for name in ASKED if name not in fields}
    for name, found in fields.items():
        sure = found.get("confidence")
        if name in NAMES and found.get("box") and not found.get("by_hand") and sure is not None and sure < SURE:
            waits[name] = sure
    return waits


def _fields(letter: Letter, values: Values) -> Values:
    return fields_said(letter, values.get("fields", ()))


def _tags(letter: Letter, _: Values) -> Values:
    return {"tags": list(letter.tags)}


def _put_tags(letter: Letter, values: Values, _: Values) -> None:
    letter.tags = values["tags"]


def _class(letter: Letter, _: Values) -> Values:
    return {"security_class": letter.security_class, "grants": list(letter.grants)}


def _put_class(letter: Letter, values: Values, _: Values) -> None:
    letter.security_class, letter.grants = values["security_class"], values["grants"]


def _withdrawal(letter: Letter, _: Values) -> Values:
    return {"reason": letter.withdrawn} if letter.withdrawn else {}


def _put_withdrawal(letter: Letter, values: Values, _: Values) -> None:
    letter.withdrawn = values.get("reason")


def _folder(letter: Letter, _: Values) -> Values:
    return {"folder": letter.folder or ""}


def _put_folder(letter: Letter, values: Values, _: Values) -> None:
    letter.folder = values["folder"] or None


def _casefile(letter: Letter, _: Values) -> Values:
    return {"casefile": letter.casefile or ""}


def _put_casefile(letter: Letter, values: Values, _: Values) -> None:
    letter.casefile = values["casefile"] or None


def note_said(note: Note) -> Values:
    return {"by": note.by, "at": note.at, "text": note.text}


def _note(letter: Letter, values: Values) -> Values:
    return values if any(note_said(note) == values for note in letter.notes) else {}


def _put_note(letter: Letter, values: Values, instead: Values) -> None:
    kept = [note for note in letter.notes if note_said(note) != instead]
    letter.notes = sorted([*kept, Note(**values)], key=lambda note: note.at) if values else kept


def files_said(letter: Letter) -> Values:
    """The files of a letter, each with the pages it shows and those left out. What their signatures are worth is no
    fact that people state: it changes with what the office trusts."""
    rows = [dict(file.to_mongo()) for file in letter.files]
    return {"files": [{name: value for name, value in row.items() if name != "verdict"} for row in rows]}


def _files(letter: Letter, values: Values) -> Values:
    """What else stands in the values says what came of it elsewhere; fields are the machine's, made anew each time."""
    return {name: value for name, value in values.items() if name != "fields"} | files_said(letter)


def _put_files(letter: Letter, values: Values, _: Values) -> None:
    if "files" not in values:
        return  # erased
    verdicts = {file.sha256: dict(file.verdict) for file in letter.files}
    letter.files = [LetterFile(**file | {"verdict": verdicts.get(file["sha256"], {})}) for file in values["files"]]


def ties_said(letter: Letter, values: Values) -> Values:
    """A person's word on the references that stand in `values`, by their keys; None where there is none."""
    standing = {tie.key: {"letter": tie.letter, "others": list(tie.others)} for tie in letter.ties}
    return {"ties": {key: standing.get(key) for key in values.get("ties", ())}}


def _put_ties(letter: Letter, values: Values, _: Values) -> None:
    said = values.get("ties", {})
    kept = [tie for tie in letter.ties if tie.key not in said]
    letter.ties = [*kept, *(Tie(key=key, **tie) for key, tie in said.items() if tie)]


def unlike_said(letter: Letter, _: Values) -> Values:
    return {"unlike": list(letter.unlike)}


def _put_unlike(letter: Letter, values: Values, _: Values) -> None:
    letter.unlike = values["unlike"]


FACTS = {
    "letter.described": Fact("letter.describe", "letter.described", _fields, put_fields),
    "letter.classified": Fact("letter.describe", "letter.classified", _class, _put_class),
    "letter.tagged": Fact("letter.tag", "letter.tagged", _tags, _put_tags),
    "letter.noted": Fact("letter.note", "letter.unnoted", _note, _put_note),
    "letter.unnoted": Fact("letter.note", "letter.noted", _note, _put_note),
    "letter.shelved": Fact("letter.file", "letter.shelved", _folder, _put_folder),
    "letter.filed": Fact("letter.file", "letter.filed", _casefile, _put_casefile),
    "letter.withdrawn": Fact("letter.restore", "letter.restored", _withdrawal, _put_withdrawal),
    "letter.restored": Fact("letter.withdraw", "letter.withdrawn", _withdrawal, _put_withdrawal),
    "letter.arranged": Fact("letter.arrange", "letter.arranged", _files, _put_files),
    "letter.split": Fact("letter.arrange", "letter.rejoined", _files, _put_files),
    "letter.merged": Fact("letter.arrange", "letter.unmerged", _files, _put_files),
    "letter.tied": Fact("letter.describe", "letter.tied", ties_said, _put_ties),
    "letter.told_apart": Fact("letter.describe", "letter.told_apart", unlike_said, _put_unlike),
}
"""What can be undone, by the verb of its event."""


def stands(letter: Letter, event: Row) -> bool:
    """Whether what an event (with its "values") brought about is still so: only then can it be undone."""
    fact, (before, after) = FACTS.get(event["verb"]), told(event)
    return fact is not None and bool(before or after) and fact.now(letter, after or before) == after


def told(event: Row) -> tuple[Values, Values]:
    """The values before and after an event; nothing where they were erased."""
    return event["values"].get("before") or {}, event["values"].get("after") or {}


def go_back(letter: Letter, event: Row) -> None:
    """Make the letter what it was before the event."""
    before, after = told(event)
    if event["verb"] in READ:
        put_fields(letter, before, after)
    if event["verb"] in ARRANGED:
        _put_files(letter, before, after)
    elif event["verb"] in FACTS and (before or after):
        FACTS[event["verb"]].put(letter, before, after)


def version_of(house: House, id: str) -> int:
    """The version of a letter's facts."""
    found = house.store.find(Event, {"thing": f"letters/{id}"}, sort=[("sequence", -1)], limit=1, fields=("sequence",))
    return int(found[0]["sequence"]) if found else 0


def since(house: House, id: str, version: int) -> list[Row]:
    """What happened to a letter after a version, the latest first, with its values."""
    where = {"thing": f"letters/{id}", "sequence": {"$gt": min(version, LAST)}}
    return with_values(house, house.store.find(Event, where, sort=[("sequence", -1)], limit=MOST))


def with_values(house: House, events: Sequence[Row]) -> list[Row]:
    """Events, each with its "values": empty where they were erased or there were none."""
    values = house.store.get_many(EventValues, [event["_id"] for event in events])
    return [event | {"values": values.get(event["_id"], {})} for event in events]


def as_of(house: House, letter: Letter, version: int | None) -> Letter:
    """A copy of the letter with the facts of an earlier version; of today with None."""
    copy = Letter.unpacked(dict(letter.to_mongo()))
    for event in since(house, letter.id, version) if version is not None else ():
        go_back(copy, event)
    return copy


def history(house: House, id: str) -> list[Values]:
    """What happened to a letter as the JSON API gives it, the latest first; values erased or never kept are empty."""
    events = since(house, id, 0)
    return [
        {"sequence": event["sequence"], "at": in_utc(event["at"]), "by": event["actor"], "verb": event["verb"]}
        | dict(zip(("before", "after"), told(event), strict=True))
        for event in events
    ]
