"""What the pages show on which fields are confirmed: the list with its pictures, and the sheet of one letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from lontar.facts import version_of
from lontar.paging import Numbered, in_order, numbered, rows_of
from lontar.understanding import confirm_queue
from lontar.understanding.confirm_queue import doubtful
from lontar.values import CLASS, KINDS, NAMES
from office.access import may_see
from paper.settings import WIDTHS
from schemas.errors import Conflict, LontarError
from schemas.letter import Letter, titled
from store.contract import Row
from web.confirm.asked import where_of
from web.confirm.place import sheet_address, to_letter
from web.current import house
from web.letters.conflict import others
from web.letters.said import MAIN, titles
from web.letters.sheet import address_of, can_be_drawn
from web.letters.shown import just_done
from web.letters.typed import CHOSEN, code_of, offered, typed_as
from web.page import page
from web.who import who

SMALL, CROPPED = WIDTHS[1], WIDTHS[-1]
MARGIN = 8
"""Pixels of paper shown round a value."""
LEAST_SHOWN = 40
"""Pixels that a cut-out is high at least, so that a short word is not shown as large as a poster."""
KIND = dict.fromkeys((*CHOSEN, "language"), "choice") | {"classification_code": "code"}
"""Fields that a list is offered for: to choose from, or beside what is typed."""


@dataclass(frozen=True)
class Picture:
    """A page of the letter that can be drawn: address of its image, width and height of its full size."""

    at: Numbered
    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Field:
    """One field of the form. `kind`: of KIND, else of KINDS; `offered`: (code, name) of its list; `value` as its box
    shows it; `sure`: its confidence; `asks`: it waits for a person's word; `where`: its place for its hidden box,
    `number`: of that page in the letter; `picture` and `crop`, a viewBox, cut it out of the page; `lines` that its box
    has; `shown`: not folded away."""

    name: str
    kind: str
    value: str
    sure: int | None
    asks: bool
    by_hand: bool
    learned: int | None
    where: str
    number: int
    offered: Sequence[tuple[str, str]]
    picture: Picture | None
    crop: tuple[int, int, int, int] | None
    lines: int
    shown: bool


def queue_shown() -> str:
    found = confirm_queue.queue(house(), who(), request.args.get("after"))
    count, at_least = confirm_queue.count(house(), who())
    return page(
        "confirm/queue.html",
        queue=found,
        count=count,
        at_least=at_least,
        titles=titles(),
        address_of=address_of,
        small=SMALL,
        just=_just(),
    )


def sheet_shown(
    thing: Row,
    problem: LontarError | None = None,
    form: Mapping[str, str] | None = None,
    version: int | None = None,
    sure: Sequence[str] = (),
) -> str:
    """With `problem`, what was typed is shown again beside the reason; `version` is that of the form it stood in."""
    today, stands = version_of(house(), thing["_id"]), dict(form or {})
    pictures = pictures_of(thing)
    fields = [field_of(thing, name, pictures, shown=name in MAIN or bool(stands.get(name))) for name in NAMES]
    framed = next((one for one in fields if one.name == request.args.get("field")), None)
    number = request.args.get("page", type=int) or (framed.number if framed else 0)
    shown = next((one for one in pictures if one.at.number == number), pictures[0] if pictures else None)
    return page(
        "confirm/sheet.html",
        letter=thing,
        sheet_address=sheet_address,
        to_letter=to_letter,
        title=titled(thing),
        fields=fields,
        waits=len(doubtful(thing)),
        stands={one.name: stands.get(one.name, one.value) for one in fields},
        security_class=stands.get(CLASS, thing["security_class"]),
        titles=titles(),
        pictures=pictures,
        shown=shown,
        framed=framed,
        version=today if version is None else version,
        checked=set(sure),
        problem=problem,
        others=others(thing, problem),
        just=_just(),
    )


def refused(thing: Row, problem: LontarError, sure: Sequence[str]) -> str:
    """The sheet as the letter stands now, with the reason. Of a form that collided with another person's only what this
    person changed stays in its boxes, so that sending it again undoes nothing unseen."""
    fresh = house().store.get(Letter, thing["_id"]) or thing
    form, version = request.form.to_dict(), request.form.get("version", type=int)
    if isinstance(problem, Conflict):
        kept = problem.params.get("touched", ())
        return sheet_shown(fresh, problem, {name: value for name, value in form.items() if name in kept})
    return sheet_shown(fresh, problem, form, version, sure)


def _just() -> dict[str, Any] | None:
    """What the person has just said of a letter, and where it can be undone."""
    id = request.args.get("was", "")
    thing = house().store.get(Letter, id) if id else None
    if thing is None or not may_see(who(), thing):
        return None
    done = just_done(thing)
    return done | {"address": url_for("letters.undo", id=id)} if done else None


def pictures_of(thing: Row) -> list[Picture]:
    """The pages of a letter that can be looked at, in their order."""
    rows = rows_of(house(), thing["_id"], ("file", "page", "width", "height", "rotation", "error"))
    by_leaf = {(row["file"], row["page"]): row for row in in_order(thing["files"], rows)}
    files = {file["no"]: file for file in thing["files"]}
    found = []
    for at in numbered(house(), thing):
        row = by_leaf.get((at.file, at.page), {})
        if row.get("width") and can_be_drawn(files[at.file], row):
            address = address_of(thing["_id"], (at.file, at.page), row.get("rotation"), CROPPED)
            found.append(Picture(at, address, int(row["width"]), int(row["height"])))
    return found


def field_of(thing: Row, name: str, pictures: Sequence[Picture], *, shown: bool) -> Field:
    found = (thing.get("fields") or {}).get(name) or {}
    by_hand, sure = bool(found.get("by_hand")), found.get("confidence")
    leaf, box = (found.get("file", 1), found.get("page")), found.get("box") or None
    picture = next((one for one in pictures if box and (one.at.file, one.at.page) == leaf), None)
    value = code_of(thing, name) if name in CHOSEN else typed_as(thing, name)
    return Field(
        name,
        KIND.get(name, KINDS[name]),
        value,
        round(sure) if sure is not None and not by_hand else None,
        name in doubtful(thing),
        by_hand,
        found.get("learned") if not by_hand else None,
        where_of(found) if picture else "",
        picture.at.number if picture else 0,
        offered(thing, name) if name in KIND else (),
        picture,
        _crop(box, picture) if box and picture else None,
        max(2, value.count("\n") + 1),
        shown or bool(found),
    )


def _crop(box: Sequence[int], picture: Picture) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    room = max(MARGIN, (LEAST_SHOWN - (y1 - y0)) // 2)
    left, top = max(x0 - MARGIN, 0), max(y0 - room, 0)
    right, bottom = min(x1 + MARGIN, picture.width), min(y1 + room, picture.height)
    return left, top, right - left, bottom - top
