"""lontar casefile: the case files (berkas) of one's units."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.many import casefiles
from office.units import by_code
from schemas.casefile import CaseFile
from schemas.errors import WrongUse


@shared.command("casefile", "Case files: a list of those that are open; --make makes one.")
@click.argument("title", required=False)
@click.option("--make", is_flag=True, help="Make it.")
@click.option("--number", metavar="NUMBER", help="Its number in the unit.")
@click.option("--code", metavar="CODE", help="Its classification code.")
@click.option("--unit", metavar="CODE", help="Its unit; without it your own.")
@as_person
@as_json
def command(console: Console, title: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    rows = casefiles.casefiles(house, reader)
    if options["make"]:
        if not (title and options["number"] and options["code"]):
            raise WrongUse(what="lontar casefile --make", why="it needs a title, --number and --code")
        unit = by_code(house.store, options["unit"])["_id"] if options["unit"] else reader.unit
        made = casefiles.make(house, reader, unit, number=options["number"], code=options["code"], title=title)
        rows = [house.store.get(CaseFile, made.id) or {}]
    for one in casefiles.said(house, rows):
        if as_json:
            say(one)
        else:
            click.echo(f"{one['id']}  {one['unit']:<12} {one['number']:<16} {one['code']:<10} {one['title']}")
