"""lontar draft: outgoing letters written, initialled, frozen with their number, cancelled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, say
from lontar.drafting import acts, answering, enclosing, freezing, listed, shown
from lontar.drafting.typed import read
from lontar.drafting.typesetting import template_of, typeset_of
from lontar.routing.meant import letter_meant, positions_meant
from lontar.wiring import House
from office.access import Reader
from office.units import by_code
from schemas.errors import LontarError, NotFound, WrongUse
from schemas.letter import CLASSES
from store.disk import told, write_whole

NOBODY = "none"
ACTS = "new, list, show, change, enclose, leave-out, submit, initial, back, take-back, freeze, cancel, diff or pdf"


@shared.command(
    "draft",
    "Outgoing letters before they are sent. `new [TEMPLATE]` begins one, `list [LIST]` lists them, `show ID`, "
    "`change ID`, `enclose ID FILE...` adds files that go with it, `leave-out ID NO...` takes some away, "
    "`submit ID`, `initial ID`, `back ID --reason WHY` sends it back, `take-back ID`, "
    "`freeze ID` reserves its number, `cancel ID --reason WHY`, `diff ID [NO [NO]]` compares versions, "
    "`pdf ID -o FILE` typesets it.",
)
@click.argument("words", nargs=-1, required=True, metavar="ACT [ID]")
@click.option("--set", "fields", multiple=True, metavar="FIELD=TEXT", help="A field of its form; lists apart by ;.")
@click.option("--signer", metavar="POSITION", help="Which position signs, by code or id.")
@click.option("--behalf", metavar="POSITION", help="In whose name it is signed (a.n.); none for nobody's.")
@click.option("--through", metavar="POSITION", help="Through which position (u.b.); none for none.")
@click.option("--initials", multiple=True, metavar="POSITION", help="Who initials, the lowest first; none for nobody.")
@click.option("--code", "classification_code", metavar="CODE", help="Its classification code.")
@click.option("--class", "security_class", type=click.Choice(CLASSES), help="Its security class.")
@click.option("--unit", metavar="CODE", help="Of a new one: the unit that writes it; without it your own.")
@click.option("--answers", metavar="NUMBER", help="Of a new one: the letter that it answers, by number or id.")
@click.option("--revision", type=int, metavar="N", help="Of a change: the revision that you saw; without it the last.")
@click.option("--content", metavar="SHA256", help="Of an initial: what you saw (`approves`); without it what stands.")
@click.option("--reason", default="", metavar="WHY", help="Why it is sent back or cancelled.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file of a PDF.")
@as_person
@as_json
def command(console: Console, words: tuple[str, ...], person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    act, *named = words
    id = named[0] if named else ""
    if act not in ("new", "list") and not id:
        raise WrongUse(what=f"lontar draft {act}", why=f"it is {ACTS}, and the id of a draft")
    if act in PLAIN_ACTS:
        _tell(console, reader, id, PLAIN_ACTS[act](house, reader, id, options), as_json=as_json)
        return
    match act:
        case "new":
            _new(console, reader, id, options, as_json=as_json)
        case "list":
            _list(console, reader, id or "mine", as_json=as_json)
        case "show":
            _show(console, reader, id, as_json=as_json)
        case "enclose":
            _enclose(console, reader, id, [Path(one) for one in named[1:]], as_json=as_json)
        case "leave-out":
            _leave_out(console, reader, id, named[1:], as_json=as_json)
        case "diff":
            _diff(console, reader, id, named[1:], as_json=as_json)
        case "pdf":
            _write(console, reader, id, options["output"])
        case _:
            raise WrongUse(what=f"lontar draft {act}", why=f"it is {ACTS}")


def _new(console: Console, reader: Reader, template: str, options: dict[str, Any], *, as_json: bool) -> None:
    house = console.house
    unit = by_code(house.store, options["unit"])["_id"] if options["unit"] else None
    letter = letter_meant(house, reader, options["answers"] or "")
    name = template or answering.USUAL
    values = _values(house, name, options)
    if letter:
        id = answering.begin(house, reader, letter, name, unit)
        if values:
            standing = shown.whole(house, reader, id)["content"]
            acts.change(house, reader, id, _onto(standing, values), 1)
    else:
        id = acts.make(house, reader, name, values, unit=unit)
    _show(console, reader, id, as_json=as_json)


def _changed(house: House, reader: Reader, id: str, options: dict[str, Any]) -> list[int]:
    row = acts.draft_for(house, reader, id, "draft.write")
    values = _onto(row.get("content") or {}, _values(house, row["template"], options))
    return acts.change(house, reader, id, values, options["revision"] or row["revision"])


def _initialled(house: House, reader: Reader, id: str, options: dict[str, Any]) -> list[int]:
    return acts.initial(house, reader, id, options["content"] or shown.whole(house, reader, id)["approves"])


PLAIN_ACTS: dict[str, Callable[[House, Reader, str, dict[str, Any]], list[int]]] = {
    "change": _changed,
    "submit": lambda house, reader, id, _: acts.submit(house, reader, id),
    "initial": _initialled,
    "back": lambda house, reader, id, options: acts.send_back(house, reader, id, options["reason"]),
    "take-back": lambda house, reader, id, _: acts.take_back(house, reader, id),
    "freeze": lambda house, reader, id, _: freezing.freeze(house, reader, id),
    "cancel": lambda house, reader, id, options: acts.cancel(house, reader, id, options["reason"]),
}
"""Acts that change one draft."""


def _onto(content: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Fields that were not named stay as they are."""
    return values | ({"content": content | values["content"]} if "content" in values else {})


def _values(house: House, template: str, options: dict[str, Any]) -> dict[str, Any]:
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


def _list(console: Console, reader: Reader, wanted: str, *, as_json: bool) -> None:
    rows = shown.said(console.house, reader, listed.drafts(console.house, reader, wanted))
    for one in rows:
        if as_json:
            say(one)
        else:
            told = (one["id"], one["state"], one["reference_number"], one["title"] or one["template"], one["waits"])
            click.echo("  ".join(str(part) for part in told if part))
    if not as_json:
        click.echo(counted(len(rows), "draft"))


def _show(console: Console, reader: Reader, id: str, *, as_json: bool) -> None:
    one = shown.whole(console.house, reader, id)
    if as_json:
        say(one)
        return
    for name in ("id", "title", "template", "state", "revision", "number", "reference_number", "signer", "waits"):
        if one[name] is not None:
            click.echo(f"{name.replace('_', ' '):<18} {one[name]}")
    for initial in one["initials"]:
        click.echo(f"{'initial':<18} {initial['position']}{': ' + initial['by'] if initial['by'] else ''}")
    for number, file in enumerate(one["enclosures"], 1):
        click.echo(f"{f'enclosure {number}':<18} {file['name']}")
    for name in ("sent_back", "cancelled"):
        if one[name]:
            click.echo(f"{name.replace('_', ' '):<18} {one[name]}")
    for name, value in one["content"].items():
        click.echo(f"{name}: {value}")


def _enclose(console: Console, reader: Reader, id: str, paths: list[Path], *, as_json: bool) -> None:
    """Each by itself: what cannot go with it is said, the others do, and the command ends with the first fault."""
    if not paths:
        raise WrongUse(what="lontar draft enclose", why="it takes the id of a draft and files")
    events, faults = list[int](), list[LontarError]()
    for path in paths:
        try:
            events += enclosing.enclose(console.house, reader, id, path, path.name)
        except LontarError as error:
            faults.append(error)
    for fault in faults[1:]:
        click.echo(str(fault), err=True)
    if events or not faults:
        _tell(console, reader, id, events, as_json=as_json)
    if faults:
        raise faults[0]


def _leave_out(console: Console, reader: Reader, id: str, numbers: list[str], *, as_json: bool) -> None:
    files = shown.whole(console.house, reader, id)["enclosures"]
    if not numbers or not all(one.isdecimal() and 1 <= int(one) <= len(files) for one in numbers):
        raise WrongUse(what="lontar draft leave-out", why="it takes the id of a draft and numbers of its enclosures")
    wanted = [files[int(one) - 1]["sha256"] for one in numbers]
    events = [event for one in wanted for event in enclosing.leave_out(console.house, reader, id, one)]
    _tell(console, reader, id, events, as_json=as_json)


def _tell(console: Console, reader: Reader, id: str, events: list[int], *, as_json: bool) -> None:
    """How it stands now."""
    one = shown.whole(console.house, reader, id)
    told = {name: one[name] for name in ("id", "state", "revision", "number", "reference_number", "waits")}
    if as_json:
        say(told | {"events": events})
        return
    if not events:
        click.echo("Nothing was different.", err=True)
    click.echo("  ".join(str(part) for part in (one["state"], one["reference_number"], one["waits"]) if part))


def _diff(console: Console, reader: Reader, id: str, numbers: list[str], *, as_json: bool) -> None:
    """Of two versions, or of one (the last without a number) and what stands."""
    if not all(one.isdecimal() for one in numbers) or len(numbers) > 2:
        raise WrongUse(what="lontar draft diff", why="it takes the id of a draft and two numbers of versions at most")
    last = shown.whole(console.house, reader, id)["versions"]
    if not last:
        raise NotFound(what="Version")
    first, second = [*map(int, numbers), None, None][:2]
    found = shown.difference(console.house, reader, id, last if first is None else first, second)
    if as_json:
        say({name: [one._asdict() for one in pieces] for name, pieces in found.items()})
        return
    marks = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    for name, pieces in found.items():
        click.echo(f"{name}: " + "".join(marks[one.kind].format(one.text) for one in pieces))


def _write(console: Console, reader: Reader, id: str, to: Path | None) -> None:
    """What was frozen, or the draft as it would be typeset now."""
    row = acts.draft_for(console.house, reader, id)
    if to is None:
        raise WrongUse(what="lontar draft pdf", why="it needs a file: -o FILE")
    if row.get("frozen_sha256"):
        with console.house.originals.open(row["frozen_sha256"]) as stream:
            made = stream.read()
    else:
        made = typeset_of(console.house, row).pdf
    with told(str(to)):
        write_whole(to, made)
    click.echo(to)
