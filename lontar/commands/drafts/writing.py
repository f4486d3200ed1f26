"""Drafts begun, changed, enclosed and carried on at the machine."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from lontar.commands.drafts.asked import Asked, show, tell
from lontar.drafting import acts, answering, enclosing, freezing, shown
from lontar.drafting.typed import read
from lontar.drafting.typesetting import template_of
from lontar.routing.meant import letter_meant, positions_meant
from lontar.signing import settling
from lontar.wiring import House
from office.units import by_code
from schemas.errors import LontarError, WrongUse

NOBODY = "none"


def new(asked: Asked) -> None:
    house, reader, options = asked.house, asked.reader, asked.options
    unit = by_code(house.store, options["unit"])["_id"] if options["unit"] else None
    letter = letter_meant(house, reader, options["answers"] or "")
    name = asked.id or answering.USUAL
    values = _values(house, name, options)
    if letter:
        id = answering.begin(house, reader, letter, name, unit)
        if values:
            standing = shown.whole(house, reader, id)["content"]
            acts.change(house, reader, id, _onto(standing, values), 1)
    else:
        id = acts.make(house, reader, name, values, unit=unit)
    show(asked, id)


def change(asked: Asked) -> list[int]:
    row = acts.draft_for(asked.house, asked.reader, asked.id, "draft.write")
    values = _onto(row.get("content") or {}, _values(asked.house, row["template"], asked.options))
    return acts.change(asked.house, asked.reader, asked.id, values, asked.options["revision"] or row["revision"])


def initial(asked: Asked) -> list[int]:
    seen = asked.options["content"] or shown.whole(asked.house, asked.reader, asked.id)["approves"]
    return acts.initial(asked.house, asked.reader, asked.id, seen)


CARRIED: dict[str, Callable[[Asked], list[int]]] = {
    "change": change,
    "submit": lambda asked: acts.submit(asked.house, asked.reader, asked.id),
    "initial": initial,
    "back": lambda asked: acts.send_back(asked.house, asked.reader, asked.id, asked.options["reason"]),
    "take-back": lambda asked: acts.take_back(asked.house, asked.reader, asked.id),
    "freeze": lambda asked: freezing.freeze(asked.house, asked.reader, asked.id),
    "cancel": lambda asked: acts.cancel(asked.house, asked.reader, asked.id, asked.options["reason"]),
    "sign-anew": lambda asked: settling.give_up(asked.house, asked.reader, asked.id, asked.options["reason"]),
}
"""Acts that change one draft, each with its events."""


def enclose(asked: Asked) -> None:
    """Each by itself: what cannot go with it is said, the others do, and the command ends with the first fault."""
    paths = [Path(one) for one in asked.named[1:]]
    if not paths:
        raise WrongUse(what="lontar draft enclose", why="it takes the id of a draft and files")
    events, faults = list[int](), list[LontarError]()
    for path in paths:
        try:
            events += enclosing.enclose(asked.house, asked.reader, asked.id, path, path.name)
        except LontarError as error:
            faults.append(error)
    for fault in faults[1:]:
        click.echo(str(fault), err=True)
    if events or not faults:
        tell(asked, events)
    if faults:
        raise faults[0]


def leave_out(asked: Asked) -> None:
    numbers = asked.named[1:]
    files = shown.whole(asked.house, asked.reader, asked.id)["enclosures"]
    if not numbers or not all(one.isdecimal() and 1 <= int(one) <= len(files) for one in numbers):
        raise WrongUse(what="lontar draft leave-out", why="it takes the id of a draft and numbers of its enclosures")
    wanted = [files[int(one) - 1]["sha256"] for one in numbers]
    events = [event for one in wanted for event in enclosing.leave_out(asked.house, asked.reader, asked.id, one)]
    tell(asked, events)


def _onto(content: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Fields that were not named stay as they are."""
    return values | ({"content": content | values["content"]} if "content" in values else {})


def _values(house: House, template: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """What the options say, by what can be written of a draft."""
    said = {name: options[name] for name in ("classification_code", "security_class") if options[name] is not None}
    for name in ("signer", "behalf", "through"):
        if options[name] is not None:
            said[name] = "" if options[name] == NOBODY else positions_meant(house, [options[name]])[0]
    if options["initials"]:
        said["initials"] = positions_meant(house, [one for one in options["initials"] if one != NOBODY])
    if options["fields"]:
        said["content"] = _content(house, template, options["fields"])
    return said


def _content(house: House, template: str, fields: tuple[str, ...]) -> dict[str, Any]:
    known, boxes = template_of(house, template), {}
    for one in fields:
        name, sign, text = one.partition("=")
        field = known.field(name)
        if not sign or field is None:
            names = ", ".join(field.name for field in known.fields)
            raise WrongUse(what=one, why=f"write FIELD=TEXT; the fields of {template} are {names}")
        boxes[name] = text.replace(";", "\n") if field.kind in ("list", "table") else text
    emptied = {name: "" for name, text in boxes.items() if not text.strip()}
    return emptied | read(known, boxes)
