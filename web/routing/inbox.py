"""The inbox: what waits for a person, what they passed on, what has come to its end."""

from dataclasses import dataclass

from flask import request, url_for

from lontar.routing import inbox as lines
from lontar.routing.inbox import TABS, Line
from lontar.routing.titles import of_rows
from office.access import Reader, may
from schemas.letter import name_of, values_of
from web.access import route
from web.current import house
from web.page import page
from web.routing.place import place
from web.routing.sent import just_sent
from web.routing.words import age_said, due_said, instructions_said, state_said
from web.who import today, who

COUNTED = 99
"""Letters that wait that are counted for the bar of every page: more are "99+"."""


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it; of a secret letter nothing but its number."""

    line: Line
    name: str
    sender: str
    asked: str
    note: str
    of: str
    age: str
    due: str
    state: tuple[str, str]
    others: list[tuple[str, tuple[str, str]]]
    can_dispose: bool


@route(place, "/inbox", action="letter.answer", summary="What waits for one")
def inbox() -> str:
    """`tab`: one of lontar.routing.inbox.TABS; `after`: where the list goes on; `sent`: what was just sent."""
    tab = request.args.get("tab", "")
    tab = tab if tab in TABS else next(iter(TABS))
    found = lines.inbox(house(), who(), tab, request.args.get("after"))
    rows = [row for line in found.lines for row in (line.assignment, *line.others)]
    titles = of_rows(house(), rows)
    return page(
        "routing/inbox.html",
        tab=tab,
        shown=[_shown(line, titles) for line in found.lines],
        next=url_for("routing.inbox", tab=tab, after=found.after) if found.after else None,
        first=not request.args.get("after"),
        waiting=lines.waiting(house(), who()),
        sent=just_sent(house(), who()),
    )


def _shown(line: Line, titles: dict[str, str]) -> Shown:
    row, made, values = line.assignment, line.disposition or {}, values_of(line.letter)
    secret = line.is_secret
    return Shown(
        line,
        "" if secret else str(values.get("subject") or name_of(line.letter)),
        "" if secret else str(values.get("sender") or ""),
        instructions_said(made.get("instructions") or ()),
        "" if secret else str(made.get("note") or ""),
        titles.get(row.get("sender") or "", ""),
        age_said(line.age),
        due_said(row, line.late, today()),
        state_said(row),
        [(str(titles.get(one["position"], one["position"])), state_said(one)) for one in line.others],
        may(who(), "letter.dispose", line.letter),
    )


def counted(reader: Reader) -> tuple[int, bool]:
    """How much waits, for the bar of every page, and whether it is more."""
    count = lines.waiting(house(), reader)
    return min(count, COUNTED), count > COUNTED


def has_seat(reader: Reader) -> bool:
    """Whether anything can wait for them: they hold a position, or act in one."""
    return any(key.startswith("position:") for key in reader.keys or ())
