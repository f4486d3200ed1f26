"""lontar casefile: the case files (berkas) of one's units; one made, renamed, closed, opened again."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.many import casefile_acts, casefiles
from office.access import Reader
from office.units import by_code
from schemas.casefile import CaseFile
from schemas.errors import WrongUse
from store.contract import Row


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
@click.option("--closed", is_flag=True, help="List those that are closed.")
@as_person
@as_json
def command(console: Console, name: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    values = {one: options[one] for one in ("title", "number", "code", "state") if options[one] is not None}
    if options["undo"]:
        _tell_done(console, casefile_acts.undo(house, reader, options["undo"]), as_json=as_json)
    elif options["make"]:
        _tell(console, [_made(console, reader, name, options)], as_json=as_json)
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


def _made(console: Console, reader: Reader, title: str | None, options: dict[str, Any]) -> Row:
    if not (title and options["number"] and options["code"]):
        raise WrongUse(what="lontar casefile --make", why="it needs a title, --number and --code")
    unit = by_code(console.house.store, options["unit"])["_id"] if options["unit"] else reader.unit
    made = casefiles.make(console.house, reader, unit, number=options["number"], code=options["code"], title=title)
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
