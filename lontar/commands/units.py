"""lontar units: the tree of units."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say
from office.units import write_table
from schemas.unit import Unit


@shared.command("units", "The units of the office, as a table that `lontar init --units` reads.")
@as_json
def command(console: Console, **options: Any) -> None:
    rows = list(console.house.store.every(Unit))
    if options["as_json"]:
        for row in rows:
            say(
                {
                    "id": row["_id"],
                    "code": row["code"],
                    "name": row["name"],
                    "parent": row.get("parent"),
                    "state": row["state"],
                }
            )
    else:
        click.echo(write_table(rows), nl=False)
