"""lontar description: fonds and series, as a tree; one made, said differently, removed."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.describing import descriptions
from lontar.describing.descriptions import NAMES, one
from lontar.shelving.changing import Done
from office.access import Reader
from office.units import by_code
from schemas.description import Description
from schemas.errors import WrongUse
from store.contract import Row


@shared.command("description", "Fonds and series: the tree of them, or one made, said differently, undone or removed.")
@click.argument("wanted", required=False)
@click.option("--make", is_flag=True, help="Make one: a fonds, or with --below a series. WANTED is its title.")
@click.option("--below", metavar="FONDS", help="The fonds of a new series, by its code or id.")
@click.option("--code", metavar="CODE", help="Its code: of a new one, or another one.")
@click.option("--title", metavar="TITLE", help="Another title.")
@click.option("--dates", metavar="DATES", help="Its dates, where they are others than those of its letters.")
@click.option("--history", metavar="TEXT", help="The history of who made it.")
@click.option("--content", metavar="TEXT", help="What is in it.")
@click.option("--unit", metavar="CODE", help="The unit of a new fonds; without it your own.")
@click.option("--remove", is_flag=True, help="Remove it, when nothing is below it.")
@click.option("--undo", type=int, metavar="EVENT", help="Take back what was said differently, by the event's number.")
@as_person
@as_json
def command(console: Console, wanted: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    values = {name: options[name] for name in NAMES if options[name] is not None}
    if options["undo"]:
        _tell_done(console, descriptions.undo(house, reader, options["undo"]), as_json=as_json)
    elif options["make"]:
        made = _made(console, reader, wanted, values, options)
        _tell(console, house.store.get(Description, made.id) or {}, as_json=as_json)
    elif not wanted:
        _tree(console, reader, as_json=as_json)
    elif options["remove"]:
        descriptions.remove(house, reader, one(house, reader, wanted)["_id"])
    elif values:
        done = descriptions.change(house, reader, one(house, reader, wanted)["_id"], values)
        _tell_done(console, done, as_json=as_json)
    else:
        row = one(house, reader, wanted)
        _tell(console, row, as_json=as_json, extent=descriptions.extent(house, reader, row))


def _made(
    console: Console, reader: Reader, title: str | None, values: dict[str, str], options: dict[str, Any]
) -> Description:
    if not (title and values.get("code")):
        raise WrongUse(what="lontar description --make", why="it needs a title and --code")
    parent = one(console.house, reader, options["below"])["_id"] if options["below"] else ""
    unit = by_code(console.house.store, options["unit"])["_id"] if options["unit"] else reader.unit
    return descriptions.make(console.house, reader, unit, values | {"title": title}, parent)


def _tree(console: Console, reader: Reader, *, as_json: bool) -> None:
    for branch in descriptions.tree(console.house, reader):
        for row in (branch.fonds, *branch.series):
            files = branch.files.get(row["_id"], 0)
            if as_json:
                say(descriptions.said(console.house, row) | {"casefiles": files})
            else:
                below = row["level"] == "series"
                count = f"  ({files})" if below else ""
                click.echo(f"{'  ' if below else ''}{row['code']:<12} {row['title']}{count}")


def _tell(console: Console, row: Row, *, as_json: bool, extent: descriptions.Extent | None = None) -> None:
    said = descriptions.said(console.house, row)
    if extent:
        said |= {"letters": extent.letters, "casefiles": extent.files, "first": extent.first, "last": extent.last}
    if as_json:
        say(said)
        return
    for name, value in said.items():
        if value not in (None, ""):
            click.echo(f"{name}: {value}")


def _tell_done(console: Console, done: Done, *, as_json: bool) -> None:
    if as_json:
        say({"id": done.id, "event": done.event})
        return
    _tell(console, console.house.store.get(Description, done.id) or {}, as_json=False)
    if done.event:
        click.echo(f"Undo: lontar description --undo {done.event}", err=True)
