"""lontar units: the tree of units."""

import click

from lontar import console as shared
from lontar.console import Console, as_json, say
from office.units import said, write_table
from schemas.unit import Unit


@shared.command("units", "The units of the office, as a table that `lontar init --units` reads.")
@as_json
def command(console: Console, as_json: bool) -> None:
    rows = list(console.house.store.every(Unit))
    if not as_json:
        click.echo(write_table(rows), nl=False)
        return
    for row in rows:
        say(said(row))
