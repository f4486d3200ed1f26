"""The disposition slip as PDF: the paper on which offices hand a letter on. It stays in the office, so it says what the
letter is about, and goes to nobody who may not read that."""

from lontar.letters import letter_for
from lontar.routing.letterheads import letterhead_of
from lontar.routing.papers import letter_said
from lontar.wiring import House
from office.access import Reader
from office.days import day_in
from office.vocabularies import Shelf
from paper.forms import form
from schemas.disposition import Disposition
from schemas.entry import RegisterEntry
from schemas.errors import NotFound
from schemas.person import Person
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row

WITHOUT_UNIT = 12
"""From so many recipients on their units are left out, so that a slip stays a slip."""


def slip(house: House, reader: Reader, disposition: str, letter: str | None = None) -> bytes:
    """Of a disposition (of this letter). Raises NotFound."""
    made = house.store.get(Disposition, disposition)
    if made is None or letter not in (None, made["letter"]):
        raise NotFound(what="Disposition")
    row = letter_for(house, reader, made["letter"])
    entry = house.store.get(RegisterEntry, made["entry"]) or {}
    unit = house.store.get(Unit, entry["unit"]) or {}
    shelf, day = Shelf(house.settings.home), day_in(unit, made["made_at"])
    names = {name: shelf.get(name) for name in ("instructions", "urgency", "security-classes")}
    asked = set(made.get("instructions") or ())
    security = names["security-classes"].find(row["security_class"])
    return form(
        "disposition",
        {
            "head": letterhead_of(house, entry["unit"]),
            "number": entry["agenda_number"],
            "received": day_in(unit, entry["received_at"]),
            "urgency": next(one.indonesian for one in names["urgency"].entries if one.code == made["urgency"]),
            "class": security.indonesian if security else row["security_class"],
            "letter": letter_said(row, whole=True),
            "to": _recipients(house, made["recipients"]),
            "instructions": [
                {"said": one.indonesian, "chosen": one.code in asked} for one in names["instructions"].entries
            ],
            "note": made.get("note") or None,
            "due": made.get("due"),
            "from": _title(house, made.get("sender")),
            "by": str((house.store.get(Person, made["made_by"]) or {}).get("name") or ""),
            "day": day,
        },
    )


def _recipients(house: House, ids: list[str]) -> list[Row]:
    rows = house.store.get_many(Position, ids)
    units = house.store.get_many(Unit, sorted({row["unit"] for row in rows.values()}))
    short = len(ids) > WITHOUT_UNIT
    return [
        {"title": rows[id]["title"], "unit": None if short else units[rows[id]["unit"]]["name"]}
        for id in ids
        if id in rows
    ]


def _title(house: House, position: str | None) -> str | None:
    row = house.store.get(Position, position or "")
    return str(row["title"]) if row else None
