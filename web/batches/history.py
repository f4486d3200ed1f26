"""What happened to a batch, in words: who, when, and what of it can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from lontar.digitising import past
from lontar.facts import told
from lontar.wiring import House
from store.contract import Row
from web.letters.history import actor, names_of


@dataclass(frozen=True)
class Entry:
    sequence: int
    at: datetime
    who: str
    said: list[str]
    undoable: bool


def entries(house: House, row: Row) -> list[Entry]:
    """The latest first; the acts on items of an open batch can be tried to be undone."""
    events = past.events(house, row)
    names = names_of(house, events)
    return [
        Entry(
            int(event["sequence"]),
            event["at"],
            actor(event, names),
            list(_clauses(event)),
            row["state"] == "open" and event["verb"] in past.MEMBERS,
        )
        for event in events
    ]


def _clauses(event: Row) -> Iterator[str]:
    _before, after = told(event)
    count = past.count_of(event)
    if event["verb"] == "batch.listed":
        yield ngettext("%(num)s item of the manifest changed", "%(num)s items of the manifest changed", count)
    elif event["verb"] == "batch.explained":
        yield ngettext("%(num)s item explained", "%(num)s items explained", count)
    elif event["verb"] == "batch.matched":
        yield ngettext("%(num)s scan matched", "%(num)s scans matched", count)
    elif event["verb"] == "batch.closed":
        yield _("closed")
    elif event["verb"] == "batch.reopened":
        yield _("opened again: %(reason)s", reason=after.get("reason", ""))
    elif event["verb"] == "batch.papered":
        yield _("minutes and list made: %(names)s", names=", ".join(one["name"] for one in after.get("papers", ())))
    elif event["verb"] == "batch.made":
        yield _("made")
    else:
        yield _("settings changed")
