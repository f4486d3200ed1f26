"""A letter as the index takes it."""

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from lontar.wiring import House
from schemas.day import day_number
from schemas.unit import Unit
from search.entry import IndexEntry
from store.contract import Row

COUNTED = {"deadline": "deadline", "event": "event_date", "enclosures": "enclosures"}
"""Columns of the index, and the fields of a letter that they hold."""
ZONE = "Asia/Jakarta"
"""The time zone of a unit that has said none."""


def values_of(letter: Row) -> dict[str, Any]:
    """What the fields of a letter say, by name."""
    return {name: found["value"] for name, found in (letter.get("fields") or {}).items()}


def state_of(letter: Row) -> str:
    """The state by which a letter is found: its stage, or that it is withdrawn."""
    return "withdrawn" if letter.get("withdrawn") else str(letter["stage"])


def entry_of(letter: Row, text: Row | None, unit: Row | None) -> IndexEntry:
    """A letter (its row, its text's, its unit's) as the index takes it."""
    date = int(values_of(letter).get("date") or 0)
    code = str((unit or {}).get("code") or letter["unit"])
    said = _said(letter, f"{code} {(unit or {}).get('name', '')}")
    facets = {name: said[name] for name in ("direction", "type", "sender", "state")}
    facets |= {"unit": code, "year": str(date // 10_000) if date else ""}
    by_hand = [_flat(found["value"]) for found in (letter.get("fields") or {}).values() if found.get("by_hand")]
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


def _said(letter: Row, unit: str) -> dict[str, str]:
    """The texts of a letter by the name of their field in a query, in the order in which they are told as reasons."""
    values = values_of(letter)
    return {
        "subject": _flat(values.get("subject")),
        "sender": _flat(values.get("sender")),
        "recipients": _flat(values.get("recipients")),
        "copies": _flat(values.get("copies")),
        "signer": _flat(values.get("signer")),
        "position": _flat(values.get("signer_position")),
        "place": _flat(values.get("place")),
        "number": _flat(values.get("reference_number")),
        "references": _flat(values.get("references")),
        "type": _flat(values.get("letter_type")),
        "urgency": _flat(values.get("urgency")),
        "code": _flat(values.get("classification_code")),
        "name": " ".join(file["name"] for file in letter.get("files", ())),
        "tag": " ".join(letter.get("tags", ())),
        "note": "\n".join(note["text"] for note in letter.get("notes", ())),
        "unit": unit,
        "batch": str(letter.get("batch") or ""),
        "language": _flat(values.get("language")),
        "direction": letter["direction"],
        "state": state_of(letter),
        "class": letter["security_class"],
    }


def _columns(letter: Row, unit: Row | None) -> dict[str, int]:
    """The whole numbers that a query may ask for ranges of; the day on which a letter came in is that of its unit."""
    values = values_of(letter)
    found = {name: values.get(field) for name, field in COUNTED.items()}
    if added := letter.get("added_at"):
        zone = ZoneInfo(str((unit or {}).get("timezone") or ZONE))
        found["added"] = day_number(added.replace(tzinfo=UTC).astimezone(zone))
    return {name: number for name, number in found.items() if isinstance(number, int) and number > 0}


def _flat(value: Any) -> str:
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value or "")


def unit_rows(house: House, ids: set[str]) -> dict[str, Row]:
    return house.store.get_many(Unit, sorted(ids))
