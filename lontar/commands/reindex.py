"""lontar reindex: the index anew, while searching goes on."""

from typing import Any

import click

from lontar import console as shared
from lontar.commands.check import faults
from lontar.console import Console
from lontar.followers import IndexFollower, rebuild


@shared.command("reindex", "Build the index anew beside the live one.")
@click.option("--check", is_flag=True, help="Only compare the index with the store; exit 1 when it differs.")
def command(console: Console, **options: Any) -> None:
    if options["check"]:
        wrong = [fault for fault in faults(console) if fault.thing.startswith("index/")]
        for fault in wrong:
            click.echo(f"{fault.kind:<8} {fault.thing}: {fault.why}")
        if wrong:
            raise SystemExit(1)
        click.echo("The index equals the store.")
        return
    number = rebuild(console.house)
    IndexFollower(console.house).catch_up()
    click.echo(f"{number} letters indexed.")
