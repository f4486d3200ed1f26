"""What happened to a fonds or series, in words, and what of it can be undone."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from lontar.facts import told
from lontar.shelving.changing import stands
from lontar.wiring import House
from store.contract import Row
from web.casefiles.past import Entry
from web.letters.history import actor, names_of


def titles() -> dict[str, str]:
    return {
        "code": _("Code"),
        "title": _("Title"),
        "dates": _("Dates"),
        "history": _("History of who made it"),
        "content": _("What is in it"),
    }


def entries(house: House, events: Sequence[Row], row: Row) -> list[Entry]:
    """The latest first."""
    names = names_of(house, list(events))
    return [
        Entry(int(event["sequence"]), event["at"], actor(event, names), list(_clauses(event)), _undoable(row, event))
        for event in events
    ]


def _undoable(row: Row, event: Row) -> bool:
    before, after = told(event)
    return event["verb"] == "description.changed" and bool(before) and stands(row, after)


def _clauses(event: Row) -> Iterator[str]:
    if event["verb"] == "description.made":
        yield _("made")
        return
    before, after = told(event)
    known = titles()
    for name in (name for name in known if name in after):
        yield _("%(field)s: “%(old)s” became “%(new)s”", field=known[name], old=before[name], new=after[name])
