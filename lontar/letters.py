"""What can be done with one letter, and how it is shown and indexed."""

from collections.abc import Mapping
from typing import Any

from ingest.fields import number_key
from lontar.wiring import House
from office.access import Reader, demand
from office.grants import grants_of
from schemas.arrival import Arrival
from schemas.errors import NotFound, WrongUse
from schemas.event import Event
from schemas.letter import CLASSES, FieldValue, Letter, Note
from schemas.letter_text import PAGE_BREAK, LetterText
from schemas.office import Office
from schemas.page import Page
from schemas.unit import Unit
from schemas.work import Work
from search.entry import IndexEntry
from store.changes import Changes, Happened, Remove
from store.contract import Row

NAMES = ("subject", "sender", "recipients", "letter_type", "urgency", "reference_number", "date")


def entry_of(letter: Row, text: Row | None, unit: Row | None) -> IndexEntry:
    """A letter (its row, its text's, its unit's) as the index takes it."""
    fields = {name: found["value"] for name, found in (letter.get("fields") or {}).items()}
    date = int(fields.get("date") or 0)
    code = str((unit or {}).get("code") or letter["unit"])
    names = " ".join(file["name"] for file in letter.get("files", ()))
    tags = " ".join(letter.get("tags", ()))
    notes = "\n".join(note["text"] for note in letter.get("notes", ()))
    state = "withdrawn" if letter.get("withdrawn") else letter["stage"]
    by_hand = [_flat(found["value"]) for found in (letter.get("fields") or {}).values() if found.get("by_hand")]
    said = {
        "subject": _flat(fields.get("subject")),
        "sender": _flat(fields.get("sender")),
        "recipients": _flat(fields.get("recipients")),
        "number": _flat(fields.get("reference_number")),
        "type": _flat(fields.get("letter_type")),
        "name": names,
        "tag": tags,
        "note": notes,
        "unit": f"{code} {(unit or {}).get('name', '')}",
        "batch": str(letter.get("batch") or ""),
        "direction": letter["direction"],
        "state": state,
        "class": letter["security_class"],
    }
    facets = {
        "year": str(date // 10_000) if date else "",
        "unit": code,
        "direction": letter["direction"],
        "type": said["type"],
        "sender": said["sender"],
        "state": state,
    }
    return IndexEntry(
        id=letter["_id"],
        version=letter["version"],
        grants=tuple(letter.get("grants", ())),
        text=str((text or {}).get("text", "")),
        beside="\n".join([names, tags, notes, *by_hand, str((text or {}).get("uncertain", ""))]),
        date=date,
        fields=said,
        facets={name: value for name, value in facets.items() if value},
    )


def _flat(value: Any) -> str:
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value or "")


def letter_for(house: House, reader: Reader, id: str, action: str = "letter.read") -> Row:
    """The row of a letter that the reader may do `action` to. Raises NotFound, Forbidden."""
    row = house.store.get(Letter, id)
    if row is None:
        raise NotFound(what=f"Letter {id}")
    demand(reader, action, row, what=f"Letter {id}")
    return row


def show(house: House, reader: Reader, id: str) -> dict[str, Any]:
    """A letter as `lontar show --json` and the JSON API give it."""
    row = letter_for(house, reader, id)
    work = house.store.get(Work, id) or {}
    return {
        "id": id,
        "stage": row["stage"],
        "withdrawn": row.get("withdrawn"),
        "direction": row["direction"],
        "unit": row["unit"],
        "security_class": row["security_class"],
        "added_at": row["added_at"].isoformat(timespec="seconds"),
        "added_by": row.get("added_by"),
        "batch": row.get("batch"),
        "confidence": row.get("confidence"),
        "error": row.get("error") or work.get("error") or None,
        "files": [
            {name: file.get(name) for name in ("no", "name", "sha256", "size", "kind", "pages", "part", "error")}
            for file in row["files"]
        ],
        "fields": {name: _field(found) for name, found in (row.get("fields") or {}).items()},
        "tags": row.get("tags", []),
        "notes": [{"by": note["by"], "text": note["text"]} for note in row.get("notes", ())],
        "version": row["version"],
    }


def _field(found: Mapping[str, Any]) -> dict[str, Any]:
    names = ("value", "printed", "confidence", "file", "page", "box", "by_hand")
    return {name: found.get(name) for name in names if found.get(name) not in (None, [])}


def text_of(house: House, reader: Reader, id: str) -> str:
    """The text of a letter, pages apart by a form feed."""
    letter_for(house, reader, id)
    return str((house.store.get(LetterText, id) or {}).get("text", ""))


def words_of(house: House, reader: Reader, id: str) -> list[dict[str, Any]]:
    """The pages of a letter with the boxes of their words, in pixels of the page image as served."""
    letter_for(house, reader, id)
    pages = house.store.find(Page, {"letter": id}, sort=[("file", 1), ("page", 1)], limit=10_000)
    return [_words(page) for page in pages]


def _words(page: Row) -> dict[str, Any]:
    text = page.get("text", "")
    words = [
        {"text": text[start:end], "box": box, "confidence": confidence}
        for start, end, *box, confidence in page.get("words", ())
    ]
    return {name: page.get(name) for name in ("file", "page", "width", "height", "source")} | {"words": words}


def withdraw(house: House, reader: Reader, id: str, reason: str) -> None:
    """Take a wrong registration out of sight, with the reason; `restore` undoes it."""
    if not reason.strip():
        raise WrongUse(what="The reason", why="it is empty")
    letter = _edited(house, reader, id, "letter.withdraw")
    if letter.withdrawn:
        raise WrongUse(what=f"Letter {id}", why="it is withdrawn already")
    letter.withdrawn = reason.strip()
    removes = []
    row = house.store.get(Arrival, Arrival.key(letter.unit, [file.sha256 for file in letter.files]))
    if row is not None and row["letter"] == id:
        removes.append(Remove(Arrival, row["_id"], row["version"]))
    event = _happened(reader, "letter.withdrawn", id, after={"reason": letter.withdrawn})
    house.store.commit(Changes.of(letter, events=[event]) + Changes(removes=tuple(removes)))


def restore(house: House, reader: Reader, id: str) -> None:
    """Undo a withdrawal."""
    letter = _edited(house, reader, id, "letter.restore")
    before, letter.withdrawn = letter.withdrawn, None
    event = _happened(reader, "letter.restored", id, before={"reason": before or ""})
    house.store.commit(Changes.of(letter, events=[event]))


def tag(house: House, reader: Reader, id: str, tags: list[str]) -> None:
    """The tags of a letter, instead of those it had; order kept, none twice."""
    letter = _edited(house, reader, id, "letter.tag")
    before, wanted = list(letter.tags), list(dict.fromkeys(one.strip() for one in tags if one.strip()))
    letter.tags = wanted
    event = _happened(reader, "letter.tagged", id, before={"tags": before}, after={"tags": wanted})
    house.store.commit(Changes.of(letter, events=[event]))


def note(house: House, reader: Reader, id: str, text: str) -> None:
    """Add a note."""
    if not text.strip():
        raise WrongUse(what="The note", why="it is empty")
    letter = _edited(house, reader, id, "letter.note")
    letter.notes.append(Note(by=reader.person, text=text.strip()))
    event = _happened(reader, "letter.noted", id, after={"text": text.strip()})
    house.store.commit(Changes.of(letter, events=[event]))


def describe(house: House, reader: Reader, id: str, values: Mapping[str, Any]) -> bool:
    """A person's word on fields: it wins over what is read, now and later. An empty value takes a field away.

    Only what differs is changed, all in one commit; False when nothing did. Raises WrongUse for an unknown name."""
    for name in values:
        if name not in NAMES:
            raise WrongUse(what=f"The field {name}", why=f"known are {', '.join(NAMES)}")
    letter = _edited(house, reader, id, "letter.describe")
    changed = {name: value for name, value in values.items() if (value or None) != (letter.value(name) or None)}
    if not changed:
        return False
    before = {name: letter.value(name) for name in changed}
    for name, value in changed.items():
        if value:
            letter.fields[name] = FieldValue(value=value, confidence=100.0, by_hand=True)
        else:
            letter.fields.pop(name, None)
    if "reference_number" in changed:
        letter.number_key = number_key(str(changed["reference_number"])) or None
    house.store.commit(
        Changes.of(letter, events=[_happened(reader, "letter.described", id, before=before, after=changed)])
    )
    return True


def classify(house: House, reader: Reader, id: str, security_class: str) -> None:
    """Another security class, and with it who may read the letter: grants are made anew, routing is kept."""
    if security_class not in CLASSES:
        raise WrongUse(what=f"The security class {security_class}", why=f"known are {', '.join(CLASSES)}")
    letter = _edited(house, reader, id, "letter.describe")
    before = letter.security_class
    routed = {grant for grant in letter.grants if grant.startswith(("position:", "unit:"))} - {f"unit:{letter.unit}"}
    letter.security_class = security_class
    letter.grants = grants_of(dict(letter.to_mongo()), house.store.get(Office, "office"), routed)
    event = _happened(
        reader, "letter.classified", id, before={"security_class": before}, after={"security_class": security_class}
    )
    house.store.commit(Changes.of(letter, events=[event]))


def history(house: House, reader: Reader, id: str) -> list[Row]:
    """What happened to a letter, the latest first."""
    letter_for(house, reader, id)
    return house.store.find(Event, {"thing": f"letters/{id}"}, sort=[("sequence", -1)], limit=200)


def _edited(house: House, reader: Reader, id: str, action: str) -> Letter:
    return Letter.unpacked(letter_for(house, reader, id, action))


def _happened(reader: Reader, verb: str, id: str, **values: Any) -> Happened:
    return Happened(verb, f"letters/{id}", reader.person, operator=reader.operator, **values)


def joined(pages: list[Row]) -> tuple[str, list[list[int]]]:
    """The text of all pages (by hand where corrected) and where each begins: rows [file, page, start]."""
    parts, rows, at = [], [], 0
    for page in pages:
        text = page.get("by_hand") or page.get("text", "")
        rows.append([page["file"], page["page"], at])
        parts.append(text.replace(PAGE_BREAK, " "))
        at += len(text) + 1
    return PAGE_BREAK.join(parts), rows


def unit_rows(house: House, ids: set[str]) -> dict[str, Row]:
    return house.store.get_many(Unit, sorted(ids))
