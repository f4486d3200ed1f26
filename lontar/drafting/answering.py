"""A draft that answers a letter: what it begins with, and what becomes of that letter when the answer is sent."""

from typing import Any

from drafting.template import Template
from ingest.fields import number_key
from lontar.drafting.acts import make
from lontar.drafting.typesetting import template_of
from lontar.letters import letter_for
from lontar.routing.acts import entries_of
from lontar.wiring import House
from office.access import Reader
from office.actor import Actor
from routing import answering
from routing.route import Route
from schemas.entry import OPEN
from schemas.letter import LONGEST_VALUE, Letter, Tie, values_of
from schemas.months import in_words
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from store.contract import Row

USUAL = "surat-dinas"
"""The template of an answer."""


def begin(house: House, reader: Reader, letter: str, template: str = USUAL, unit: str | None = None) -> str:
    """The id of a new draft that answers a letter: to its sender, with its subject, number and date. Raises NotFound,
    Forbidden, WrongUse."""
    row = letter_for(house, reader, letter)
    content = begun_with(template_of(house, template), values_of(row))
    said = {"content": content, "security_class": row["security_class"]}
    return make(house, reader, template, said, unit=unit, answers=letter)


def begun_with(template: Template, letter: dict[str, Any]) -> dict[str, Any]:
    """The fields of a form as far as the letter answers them; what the letter does not say is left open. Offices speak
    Indonesian in their letters."""
    subject, sender = letter.get("subject"), letter.get("sender")
    said: dict[str, Any] = template.defaults | {
        "subject": f"Tanggapan atas {subject}" if subject else None,
        "recipients": [sender] if sender else None,
        "body": _refers(letter),
    }
    return {field.name: _short(said[field.name], field.most) for field in template.fields if said.get(field.name)}


def _refers(letter: dict[str, Any]) -> str:
    parts = ["Menindaklanjuti surat Saudara"]
    if letter.get("reference_number"):
        parts.append(f"nomor {letter['reference_number']}")
    if letter.get("date"):
        parts.append(f"tanggal {in_words(int(letter['date']))}")
    if letter.get("subject"):
        parts.append(f"hal {letter['subject']}")
    return " ".join(parts) + ", dengan ini kami sampaikan "


def _short(value: Any, most: int) -> Any:
    """A subject that was read may be longer than the form's."""
    return [one[:most] for one in value] if isinstance(value, list) else value[: min(most, LONGEST_VALUE)]


def ties_of(house: House, draft: Row) -> list[Tie]:
    """The word that the number cited by an answer means the letter it answers, for the letter that it becomes: so they
    stand in one thread, whatever else bears such a number."""
    letter = house.store.get(Letter, draft.get("answers") or "")
    key = number_key(str(values_of(letter).get("reference_number") or "")) if letter else ""
    return [Tie(key=key, letter=draft["answers"])] if key else []


def closing(house: House, reader: Reader, draft: Row) -> Changes:
    """The entry of the letter that a draft answers closed as answered, for who sends the answer in the same commit;
    nothing where it answers none, or that entry is closed already. It is the entry of the draft's unit, or of the
    nearest unit above that has one."""
    entry = answered_by(house, draft)
    if entry is None:
        return Changes()
    route = Route.of(house.store, entry["_id"])
    return answering.closed(route, Actor(reader), "answered", "", now(), answer=draft.get("letter"))


def answered_by(house: House, draft: Row) -> Row | None:
    """The open incoming entry that a draft answers."""
    if not draft.get("answers"):
        return None
    path = (house.store.get(Unit, draft["unit"]) or {}).get("path") or [draft["unit"]]
    rows = [row for row in entries_of(house, draft["answers"]) if row["direction"] == "incoming"]
    waiting = [row for row in rows if row["handling"] in OPEN and row["unit"] in path]
    return max(waiting, key=lambda row: path.index(row["unit"]), default=None)
