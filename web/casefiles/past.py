"""What happened to a case file, in words: who, when, and what of it can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from lontar.facts import told
from lontar.many import casefile_acts
from lontar.wiring import House
from store.contract import Row
from web.letters.history import actor, names_of

OF_RETENTION = {
    "casefile.destroyed": "destroyed",
    "casefile.kept": "kept for ever",
    "casefile.appraised": "given another fate",
    "hold.placed": "held back from disposal",
    "hold.released": "no longer held back from disposal",
}
"""What retention did to it; message ids of the catalogue."""


@dataclass(frozen=True)
class Entry:
    sequence: int
    at: datetime
    who: str
    said: list[str]
    undoable: bool


def entries(house: House, row: Row) -> list[Entry]:
    """The latest first."""
    events = casefile_acts.events(house, row)
    names = names_of(house, events)
    return [
        Entry(
            int(event["sequence"]),
            event["at"],
            actor(event, names),
            list(_clauses(event)),
            casefile_acts.undoable(row, event),
        )
        for event in events
    ]


def _clauses(event: Row) -> Iterator[str]:
    if event["verb"] == "casefile.made":
        yield _("made")
        return
    if event["verb"] in OF_RETENTION:
        yield _(OF_RETENTION[event["verb"]])
        return
    before, after = told(event)
    if "state" in after:
        yield _("closed") if after["state"] == "closed" else _("opened again")
    titles = {"number": _("Number"), "code": _("Classification code"), "title": _("Title")}
    for name in (name for name in titles if name in after):
        yield _("%(field)s: “%(old)s” became “%(new)s”", field=titles[name], old=before[name], new=after[name])
