"""The papers of the registry as PDF: the receipt of a letter, its control card, a register book, delivery slips.

They are the office's papers, so they speak Indonesian whoever prints them."""

from collections.abc import Sequence
from typing import Any

from lontar.routing import books
from lontar.routing.books import Line, Which
from lontar.routing.letterheads import letterhead_of
from lontar.wiring import House
from office.access import Reader
from office.days import day_in, local_day
from office.grants import ORDINARY
from paper.forms import form
from paper.sandbox import Sandbox
from schemas.assignment import HEAD, Assignment
from schemas.letter import Letter, values_of
from schemas.position import Position
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row

"""Letters of any other class are not named on papers that leave the registry."""
KINDS = {"incoming": "surat masuk", "outgoing": "surat keluar", "internal": "nota dinas"}
HANDLING = {"waiting": "menunggu", "in-hand": "ditangani", "closed": "selesai"}
CLOSED = {"answered": "dijawab", "done": "selesai", "information": "untuk diketahui", "passed-on": "diteruskan"}
STATES = {
    "unread": "belum dibaca",
    "read": "dibaca",
    "in-progress": "dikerjakan",
    "done": "selesai",
    "declined": "ditolak",
    "withdrawn": "ditarik",
}
MOST_STEPS = 1000
SECONDS = 120.0
"""For a book: one of 10,000 numbers takes seven."""


def receipt(house: House, entry: Row, site: str | None) -> bytes:
    """`site`: the address of this archive, under which the sender looks how far the letter is; None: nowhere."""
    from paper import qr  # OpenCV takes 40 MB, which a process that prints no receipt need not have

    letter = house.store.get(Letter, entry["letter"]) or {}
    address = track_address(site, entry)
    return form(
        "receipt",
        {
            "head": letterhead_of(house, entry["unit"]),
            "unit": _unit(house, entry["unit"]),
            "number": entry["agenda_number"],
            "received": local_day(house.store, entry["unit"], entry["received_at"]),
            "letter": letter_said(letter),
            "code": qr.modules(address, sturdy=True) if address else None,
            "address": address,
        },
    )


def track_address(site: str | None, entry: Row) -> str | None:
    """Where the sender of an entry looks; short, since a code of 60 characters can be read from a folded print."""
    return f"{site}/track/{entry['token']}" if site and entry.get("token") else None


def card(house: House, entry: Row) -> bytes:
    letter = house.store.get(Letter, entry["letter"]) or {}
    values = values_of(letter)
    return form(
        "card",
        {
            "head": letterhead_of(house, entry["unit"]),
            "title": "Kartu kendali surat "
            + {"incoming": "masuk", "outgoing": "keluar"}.get(entry["direction"], "internal"),
            "number": entry["agenda_number"],
            "year": entry["year"],
            "received": local_day(house.store, entry["unit"], entry["received_at"]),
            "code": values.get("classification_code"),
            "urgency": values.get("urgency"),
            "letter": letter_said(letter, whole=True)
            | {"recipients": "; ".join(values.get("recipients") or ()), "enclosures": _text(values.get("enclosures"))},
            "steps": _steps(house, entry),
            "state": _state(entry),
            "cancelled": entry.get("cancelled"),
        },
    )


def book(house: House, sandbox: Sandbox, reader: Reader, which: Which) -> bytes:
    """The whole book, the first number first. Raises TookTooLong, OutOfMemory."""
    data = {
        "head": letterhead_of(house, which.unit),
        "title": f"Buku agenda {KINDS[which.direction]}",
        "unit": _unit(house, which.unit),
        "year": which.year,
        "outgoing": which.direction == "outgoing",
    }
    rows = [_book_line(one, which.direction) for one in books.whole(house, reader, which)]
    made: bytes = sandbox.call("paper.forms:long_form", "book", data, rows, seconds=SECONDS)
    return made


def slips(house: House, letter: Row, sender: str, units: Sequence[str], number: int | None) -> bytes:
    """A page for each of the units (ids) that get the letter on paper from the unit `sender`."""
    rows = house.store.get_many(Unit, list(units))
    return form(
        "slip",
        {
            "head": letterhead_of(house, sender),
            "from": _unit(house, sender),
            "to": [row["name"] for row in sorted(rows.values(), key=lambda row: str(row["code"]))],
            "day": day_in(house.store.get(Unit, sender) or {}, now()),
            "number": number,
            "letter": letter_said(letter),
        },
    )


def _unit(house: House, id: str) -> str:
    return str((house.store.get(Unit, id) or {}).get("name") or id)


def letter_said(letter: Row, *, whole: bool = False) -> dict[str, Any]:
    """What a paper says of a letter: of what it is about only where that is for everybody, or the paper stays here."""
    values = values_of(letter)
    named = whole or letter.get("security_class", ORDINARY) == ORDINARY
    return {
        "sender": values.get("sender"),
        "number": values.get("reference_number"),
        "date": values.get("date"),
        "subject": values.get("subject") if named else None,
    }


def _book_line(line: Line, direction: str) -> dict[str, Any]:
    said = line.said or {}
    party = "; ".join(said.get("recipients") or ()) if direction != "incoming" else said.get("sender")
    note = CLOSED.get(line.closed_as or "") or HANDLING.get(line.handling or "", "")
    return {
        "number": line.number,
        "received": line.received,
        "party": party or "",
        "date": said.get("date"),
        "reference": said.get("reference_number") or "",
        "subject": said.get("subject") or "",
        "note": "dicadangkan" if line.draft else note if direction == "incoming" else "",
        "cancelled": line.cancelled,
        "restricted": line.entry is None,
    }


def _steps(house: House, entry: Row) -> list[dict[str, Any]]:
    """To whom the letter was handed on."""
    rows = house.store.find(Assignment, {"entry": entry["_id"]}, sort=[("made_at", 1)], limit=MOST_STEPS)
    rows = [row for row in rows if not row["position"].startswith(HEAD)]
    ids = {row.get(name) for row in rows for name in ("position", "sender")} - {None}
    titles = {id: row["title"] for id, row in house.store.get_many(Position, sorted(map(str, ids))).items()}
    unit = house.store.get(Unit, entry["unit"]) or {}
    return [
        {
            "day": day_in(unit, row["made_at"]),
            "from": titles.get(row.get("sender") or ""),
            "to": titles.get(row["position"], row["position"]),
            "due": row.get("due"),
            "state": STATES[row["state"]],
        }
        for row in rows
    ]


def _state(entry: Row) -> str:
    if entry.get("cancelled"):
        return "nomor dibatalkan"
    return CLOSED.get(entry.get("closed_as") or "") or HANDLING[entry["handling"]]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
