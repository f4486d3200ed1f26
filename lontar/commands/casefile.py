"""lontar casefile: the case files (berkas) of one's units; one made, renamed, closed, opened again."""

from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.describing import descriptions, filing, lists
from lontar.describing.contents import contents
from lontar.letters import letter_for
from lontar.many import casefile_acts, casefiles
from lontar.shelving import boxes
from office.access import Reader
from office.units import by_code
from paper.sandbox import Sandbox
from schemas.casefile import CaseFile
from schemas.errors import WrongUse
from schemas.letter import values_of
from store.contract import Row
from store.disk import told

FILE = click.Path(path_type=Path, dir_okay=False)


@shared.command("casefile", "Case files: a list of those that are open; one made, renamed, closed or opened again.")
@click.argument("name", required=False)
@click.option("--make", is_flag=True, help="Make one; NAME is its title.")
@click.option("--title", metavar="TITLE", help="Another title for the one whose number or id is NAME.")
@click.option("--number", metavar="NUMBER", help="Its number in the unit: of a new one, or another one.")
@click.option("--code", metavar="CODE", help="Its classification code: of a new one, or another one.")
@click.option("--unit", metavar="CODE", help="The unit of a new one; without it your own.")
@click.option("--close", "state", flag_value="closed", help="Close it: it takes no more letters.")
@click.option("--reopen", "state", flag_value="open", help="Open it again.")
@click.option("--undo", type=int, metavar="EVENT", help="Take back what was done to one, by the event's number.")
@click.option("--series", metavar="SERIES", help="The series that it belongs to, by code or id; nothing: none.")
@click.option("--folder", metavar="BOX/FOLDER", help="Where its paper lies; nothing: nowhere.")
@click.option("--contents", is_flag=True, help="List the letters in it, by their days.")
@click.option("--thread", metavar="LETTER", help="Put a letter, by id, and its whole thread into it.")
@click.option("--pdf", type=FILE, help="Write the list as a PDF/A: of files, or with NAME or --contents of contents.")
@click.option("--xlsx", type=FILE, help="The same as a workbook.")
@click.option("--closed", is_flag=True, help="List those that are closed.")
@as_person
@as_json
def command(console: Console, name: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    values = {one: options[one] for one in ("title", "number", "code", "state") if options[one] is not None}
    values |= _there(console, reader, options)
    if options["undo"]:
        _tell_done(console, casefile_acts.undo(house, reader, options["undo"]), as_json=as_json)
    elif options["make"]:
        _tell(console, [_made(console, reader, name, options)], as_json=as_json)
    elif options["pdf"] or options["xlsx"]:
        _write(console, reader, name, options)
    elif name and (options["contents"] or options["thread"]):
        _within(console, reader, casefiles.casefile(house, reader, name), options, as_json=as_json)
    elif values:
        if not name:
            raise WrongUse(what="lontar casefile", why="it needs the number or id of a case file")
        id = casefiles.casefile(house, reader, name)["_id"]
        _tell_done(console, casefile_acts.change(house, reader, id, values), as_json=as_json)
    elif name:
        _tell(console, [casefiles.casefile(house, reader, name)], as_json=as_json)
    else:
        rows = casefiles.casefiles(house, reader, "closed" if options["closed"] else "open")
        _tell(console, rows, as_json=as_json)


def _there(console: Console, reader: Reader, options: dict[str, Any]) -> dict[str, str]:
    """The series and the folder that were named, by their ids."""
    found = {}
    if (wanted := options["series"]) is not None:
        found["series"] = descriptions.one(console.house, reader, wanted)["_id"] if wanted else ""
    if (wanted := options["folder"]) is not None:
        found["folder"] = boxes.folder_at(console.house, reader, reader.unit, wanted)
    return found


def _within(console: Console, reader: Reader, row: Row, options: dict[str, Any], *, as_json: bool) -> None:
    """A thread put into a case file, or its letters listed."""
    if options["thread"]:
        filed = filing.file_thread(
            console.house, reader, letter_for(console.house, reader, options["thread"]), row["_id"]
        )
        for id, error in filed.refused:
            click.echo(f"{id}: {error}", err=True)
        for id, event in filed.events:
            say({"id": id, "event": event}) if as_json else click.echo(f"{id}  (event {event})")
        if filed.refused:
            raise SystemExit(1)
        return
    for one in contents(console.house, reader, row["_id"]):
        values = values_of(one)
        said = {name: values.get(name) for name in ("date", "reference_number", "subject")}
        if as_json:
            say({"id": one["_id"]} | said)
        else:
            click.echo("  ".join(str(value) for value in (one["_id"], *said.values()) if value))


def _write(console: Console, reader: Reader, name: str | None, options: dict[str, Any]) -> None:
    """The list of files, or of contents, into files."""
    ids = (casefiles.casefile(console.house, reader, name)["_id"],) if name else ()
    unit = by_code(console.house.store, options["unit"])["_id"] if options["unit"] else ""
    which = lists.Which(unit=unit, ids=ids, state="closed" if options["closed"] else "")
    within = bool(name or options["contents"])
    if options["xlsx"]:
        made = b"".join(lists.workbook(console.house, reader, which, contents=within))
        with told(str(options["xlsx"])):
            options["xlsx"].write_bytes(made)
    if options["pdf"]:
        with Sandbox(console.settings.paper) as sandbox:
            made = lists.paper(console.house, sandbox, reader, which, contents=within)
        with told(str(options["pdf"])):
            options["pdf"].write_bytes(made)


def _made(console: Console, reader: Reader, title: str | None, options: dict[str, Any]) -> Row:
    if not (title and options["number"] and options["code"]):
        raise WrongUse(what="lontar casefile --make", why="it needs a title, --number and --code")
    unit = by_code(console.house.store, options["unit"])["_id"] if options["unit"] else reader.unit
    said = {name: options[name] for name in ("number", "code")} | _there(console, reader, options)
    made = casefiles.make(console.house, reader, unit, title=title, **said)
    return console.house.store.get(CaseFile, made.id) or {}


def _tell(console: Console, rows: list[Row], *, as_json: bool) -> None:
    for one in casefiles.said(console.house, rows):
        if as_json:
            say(one)
        else:
            shut = "" if one["state"] == "open" else f" ({one['state']})"
            click.echo(f"{one['id']}  {one['unit']:<12} {one['number']:<16} {one['code']:<10} {one['title']}{shut}")


def _tell_done(console: Console, done: casefile_acts.Done, *, as_json: bool) -> None:
    """The case file as it stands now, and by which number this is undone."""
    if as_json:
        say({"id": done.id, "event": done.event})
        return
    _tell(console, [console.house.store.get(CaseFile, done.id) or {}], as_json=False)
    click.echo(f"Undo: lontar casefile --undo {done.event}" if done.event else "Nothing was different.", err=True)
