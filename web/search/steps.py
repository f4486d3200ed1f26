"""The way from a letter back to its list, and to the letters before and behind it there."""

from dataclasses import dataclass

from flask import request

from lontar.finding.find import around
from schemas.errors import NotFound, Unavailable
from search.contract import Around, cursor_of, id_of
from search.errors import TooDeep
from web.current import house
from web.search.asked import LIMIT, Asked, asked
from web.who import reader


@dataclass(frozen=True)
class Steps:
    """Addresses. `place` of `total`, counted from 1; `here`: whether the letter still is in the list. All but `back`
    are None for a letter that was opened from no list."""

    back: str
    previous: str | None = None
    next: str | None = None
    place: int | None = None
    total: int | None = None
    here: bool = True


def steps(id: str) -> Steps:
    """Of the letter at hand, by its address: one small search when it says where in a list the letter stands."""
    list_, key, who = asked(), request.args.get("at", type=int), reader()
    if key is None or who is None:
        return Steps(list_.address())
    cursor = cursor_of(key, id)
    try:
        stands = around(house(), who, list_.query, cursor, limit=LIMIT, **list_.how)
    except (TooDeep, Unavailable, NotFound):  # a made-up place, or no index just now: the letter itself needs neither
        return Steps(list_.address())
    nearest = [id_of(one) for one in (*stands.behind, *stands.before[:1])]
    anchor = id if stands.here else next(iter(nearest), "")
    return Steps(
        back=list_.address(border(stands), anchor),
        previous=_letter(list_, stands.before),
        next=_letter(list_, stands.behind),
        place=stands.place,
        total=stands.total,
        here=stands.here,
    )


def border(stands: Around) -> str | None:
    """The cursor behind which the page of this place begins; None for the first page."""
    steps_back = (stands.place - 1) % LIMIT
    first_page = stands.place <= LIMIT
    return None if first_page or steps_back >= len(stands.before) else stands.before[steps_back]


def _letter(list_: Asked, cursors: tuple[str, ...]) -> str | None:
    return list_.letter(cursors[0]) if cursors else None
