"""lontar init: a new office."""

from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console
from office import founding
from office.units import read_table
from schemas.errors import Taken


@shared.command("init", "A new office: name, first administrator, units.")
@click.option("--name", prompt="Name of the office", help="Name of the office.")
@click.option("--admin-name", prompt="Name of the first administrator", help="Name of the first administrator.")
@click.option("--admin-login", prompt="E-mail address of the administrator", help="E-mail address to sign in with.")
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Password, 10 characters or more."
)
@click.option("--units", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="CSV: code, name, parent.")
def command(console: Console, name: str, units: Path | None, **options: Any) -> None:
    if founding.is_founded(console.house.store):
        raise Taken(what=f"The home {console.settings.home}")
    tree: tuple[Any, ...] = ()
    if units is not None:
        table = read_table(units.read_text("utf-8-sig"))
        for fault in table.faults:
            click.echo(f"{units}:{fault.line}: {fault.sentence}", err=True)
        if table.faults:
            raise SystemExit(1)
        tree = table.units
    admin = (options["admin_name"], options["admin_login"], options["password"])
    founding.found(console.house.store, name, admin, tree)
    click.echo(f"{name} is ready in {console.settings.home}. Start it with: lontar run")
