"""lontar batch: digitising batches and how what comes in with them is read."""

from typing import Any

import click

from ingest.settings import PROFILES
from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.intake import digitising
from office.units import by_code
from schemas.errors import WrongUse
from schemas.letter import CLASSES
from store.contract import Row


@shared.command(
    "batch",
    "Digitising batches and how they are read: a list, or one by name; --make makes it, what is given changes it.",
)
@click.argument("name", required=False)
@click.option(
    "--unit", metavar="CODE", help="Its unit; without it the only one with a batch of this name, else your own."
)
@click.option("--make", is_flag=True, help="Make it.")
@click.option("--languages", metavar="L+L", help="Models that its letters are read with; empty: the office's.")
@click.option("--profile", type=click.Choice([*PROFILES, ""]), help="With how much care; empty: the office's.")
@click.option("--class", "security_class", type=click.Choice(CLASSES), help="Of the old letters that come in with it.")
@as_person
@as_json
def command(console: Console, name: str | None, unit: str | None, **options: Any) -> None:
    house, reader = console.house, console.reader(options["person"])
    values = {one: options[one] for one in digitising.SAID if options[one] is not None}
    of = by_code(house.store, unit)["_id"] if unit else None
    if name is None:
        if values or options["make"]:
            raise WrongUse(what="lontar batch", why="it needs the name of a batch")
        rows = [row for row in digitising.batches(house, reader) if of in (None, row["unit"])]
        _tell(console, rows, as_json=options["as_json"])
        return
    of = of or (reader.unit if options["make"] else _unit(digitising.batches(house, reader), name, reader.unit))
    if options["make"]:
        name = digitising.make(house, reader, of, name, values).id
    elif values:
        digitising.change(house, reader, digitising.batch(house, reader, of, name)["_id"], values)
    _tell(console, [digitising.batch(house, reader, of, name)], as_json=options["as_json"])


def _unit(rows: list[Row], name: str, own: str) -> str:
    """Where the batch is meant to be: in the reader's own unit, unless another one alone has a batch of that name."""
    units = {str(row["unit"]) for row in rows if row["name"] == name}
    return units.pop() if len(units) == 1 else own


def _tell(console: Console, rows: list[Row], *, as_json: bool) -> None:
    office = console.settings.ingest
    for one in digitising.said(console.house, rows):
        if as_json:
            say(one)
            continue
        languages, profile = one["languages"] or office.languages, one["profile"] or office.profile
        click.echo(f"{one['unit']:<16} {one['name']:<40} {one['security_class']:<3} {languages}, {profile}")
