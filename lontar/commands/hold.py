"""lontar hold: legal holds on letters and case files: placed, listed, released."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.many import casefiles
from lontar.retention import holds
from office.access import Reader
from schemas.errors import NotFound, WrongUse
from schemas.letter import Letter


@shared.command("hold", "Legal holds: while one stands, nothing of its letter or case file is destroyed.")
@click.argument("things", nargs=-1)
@click.option("--reason", metavar="TEXT", default="", help="Why THINGS (letters, case files) are held, or freed.")
@click.option("--release", is_flag=True, help="Release the holds on THINGS.")
@click.option("--released", is_flag=True, help="List those that were released.")
@as_person
@as_json
def command(console: Console, things: tuple[str, ...], person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    if things and not options["reason"]:
        raise WrongUse(what="lontar hold", why="it needs --reason")
    done = []
    for named in things:
        thing = _thing(console, reader, named)
        if options["release"]:
            found = holds.of_thing(house, thing)
            if found is None:
                raise NotFound(what=f"A hold on {named}")
            holds.release(house, reader, found["_id"], options["reason"])
            done.append(found["_id"])
        else:
            done.append(holds.hold(house, reader, thing, options["reason"]).id)
    rows = holds.holds(house, reader, standing=not (options["released"] or options["release"]))
    for one in holds.said(house, [row for row in rows if not things or row["_id"] in done]):
        if as_json:
            say(one)
        else:
            click.echo(f"{one['id']}  {one['named']:<30} {one['reason']}")


def _thing(console: Console, reader: Reader, named: str) -> str:
    """A letter by its id, a case file by its id or number."""
    if console.house.store.get(Letter, named) is not None:
        return f"letters/{named}"
    return f"casefiles/{casefiles.casefile(console.house, reader, named)['_id']}"
