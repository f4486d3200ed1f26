"""A letter as the index takes it."""

from collections.abc import Iterable
from typing import Any

from lontar.wiring import House
from office.days import day_in
from schemas.casefile import CaseFile
from schemas.letter import values_of
from schemas.unit import Unit
from search.entry import IndexEntry
from signing.verdict import worst
from store.contract import Row

SAID = ("direction", "type", "sender", "state", "class", "verdict")
"""What is both counted and searched by, under one name."""
COUNTED = {"deadline": "deadline", "event": "event_date", "enclosures": "enclosures"}
"""Columns of the index, and the fields of a letter that they hold."""

UNFILED = "none"
"""In the place of a case file: the letter is in none yet."""


def state_of(letter: Row) -> str:
    """The state by which a letter is found: its stage, or that it is withdrawn."""
    return "withdrawn" if letter.get("withdrawn") else str(letter["stage"])


def verdict_of(letter: Row) -> str:
    """The verdict by which a letter is found: that of its worst signature, "unsigned" where its PDFs have none, and
    nothing where none of them was verified."""
    found = [file["verdict"]["verdict"] for file in letter.get("files", ()) if file.get("verdict")]
    return worst(found) if found else ""


def entry_of(letter: Row, text: Row | None, unit: Row | None = None, casefile: Row | None = None) -> IndexEntry:
    """A letter (its row, its text's, its unit's, its case file's) as the index takes it."""
    date = int(values_of(letter).get("date") or 0)
    code = str((unit or {}).get("code") or letter["unit"])
    said = _said(letter, f"{code} {(unit or {}).get('name', '')}") | {"casefile": casefile_said(casefile)}
    facets: dict[str, str | list[str]] = {name: said[name] for name in SAID}
    facets |= {"unit": code, "tag": list(letter.get("tags", ())), "casefile": letter.get("casefile") or UNFILED}
    facets |= {name: str(values_of(letter).get(name) or "") for name in ("urgency", "language")}
    facets |= _calendar(date)
    by_hand = [flat(found["value"]) for found in (letter.get("fields") or {}).values() if found.get("by_hand")]
    beside = [said["name"], said["tag"], said["note"], *by_hand, str((text or {}).get("uncertain", ""))]
    return IndexEntry(
        id=letter["_id"],
        version=letter["version"],
        grants=tuple(letter.get("grants", ())),
        text=str((text or {}).get("text", "")),
        suggested=tuple(word for _, _, word in (text or {}).get("suggested", ())),
        beside="\n".join(beside),
        date=date,
        columns=_columns(letter, unit),
        fields=said,
        facets={name: value for name, value in facets.items() if value},
    )


def _calendar(date: int) -> dict[str, str]:
    """The year, month and day of a date: 2019, 2019-03, 2019-03-05."""
    if not date:
        return {}
    year, month, day = f"{date // 10_000}", f"{date // 100 % 100:02}", f"{date % 100:02}"
    return {"year": year, "month": f"{year}-{month}", "day": f"{year}-{month}-{day}"}


def _said(letter: Row, unit: str) -> dict[str, str]:
    """The texts of a letter by the name of their field in a query, in the order in which they are told as reasons."""
    values = values_of(letter)
    return {
        "subject": flat(values.get("subject")),
        "sender": flat(values.get("sender")),
        "recipients": flat(values.get("recipients")),
        "copies": flat(values.get("copies")),
        "signer": flat(values.get("signer")),
        "position": flat(values.get("signer_position")),
        "place": flat(values.get("place")),
        "number": flat(values.get("reference_number")),
        "references": flat(values.get("references")),
        "type": flat(values.get("letter_type")),
        "urgency": flat(values.get("urgency")),
        "code": flat(values.get("classification_code")),
        "name": " ".join(file["name"] for file in letter.get("files", ())),
        "tag": " ".join(letter.get("tags", ())),
        "note": "\n".join(note["text"] for note in letter.get("notes", ())),
        "unit": unit,
        "batch": str(letter.get("batch") or ""),
        "language": flat(values.get("language")),
        "direction": letter["direction"],
        "state": state_of(letter),
        "class": letter["security_class"],
        "verdict": verdict_of(letter),
    }


def _columns(letter: Row, unit: Row | None) -> dict[str, int]:
    """The whole numbers that a query may ask for ranges of; the day on which a letter came in is that of its unit."""
    values = values_of(letter)
    found = {name: values.get(field) for name, field in COUNTED.items()}
    if added := letter.get("added_at"):
        found["added"] = day_in(unit, added)
    return {name: number for name, number in found.items() if isinstance(number, int) and number > 0}


def casefile_said(casefile: Row | None) -> str:
    """005/12 Perbaikan jembatan; nothing where there is none."""
    return f"{casefile['number']} {casefile['title']}" if casefile else ""


def flat(value: Any) -> str:
    """A value as text, names apart by semicolons."""
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value or "")


def casefile_rows(house: House, letters: Iterable[Row]) -> dict[str, Row]:
    """The case files that letters are in, by id."""
    return house.store.get_many(CaseFile, sorted({one["casefile"] for one in letters if one.get("casefile")}))


def unit_rows(house: House, ids: set[str]) -> dict[str, Row]:
    return house.store.get_many(Unit, sorted(ids))
