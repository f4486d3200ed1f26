"""How a letter is handled, for its page: the tree of who asked whom, and the forms of what the reader can do."""

from typing import Any

from lontar.routing.days import Days
from lontar.routing.handling import Handling, under_way
from schemas.day import day_of
from schemas.entry import CLOSED_AS
from schemas.letter import name_of, values_of
from store.contract import Row
from web.current import house
from web.routing import words
from web.routing.place import act
from web.routing.sent import just_sent
from web.who import who

MOST = 20
"""Entries of a letter that are shown; and assignments of an entry that are in sight at once."""


def handling(thing: Row) -> dict[str, Any]:
    """What letters/handling.html shows; nothing of it for a letter that is in no register."""
    entries, days = Handling(house(), who(), thing).entries(MOST), Days(house())
    return {
        "entries": entries,
        "mine": under_way(entries),
        "called": _called,
        "said": words.handling_said,
        "state": lambda node: words.state_said(node.row),
        "due": lambda node: words.due_said(node.row, node.late, days.of(node.row["unit"]).day),
        "due_day": lambda node: day_of(node.row["due"]).isoformat() if node.row.get("due") else "",
        "instructions": words.instructions_said,
        "closed_as": [(code, words.CLOSED_AS[code]) for code in CLOSED_AS],
        "to": lambda name: act(thing["_id"], name),
        "most": MOST,
        "sent": just_sent(house(), who()),
    }


def _called(row: Row) -> str:
    values = values_of(row)
    return str(values.get("reference_number") or values.get("subject") or name_of(row))
