"""A letter as the index takes it."""

from typing import Any

from lontar.wiring import House
from schemas.unit import Unit
from search.entry import IndexEntry
from store.contract import Row


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


def unit_rows(house: House, ids: set[str]) -> dict[str, Row]:
    return house.store.get_many(Unit, sorted(ids))
