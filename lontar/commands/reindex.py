"""lontar reindex: the index anew, while searching goes on."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, counted, progress
from lontar.faults import index_faults
from lontar.followers import IndexFollower, rebuild


@shared.command("reindex", "Build the index anew beside the live one.")
@click.option("--check", is_flag=True, help="Only compare the index with the store; exit 1 when it differs.")
def command(console: Console, **options: Any) -> None:
    if options["check"]:
        with progress() as tell:
            wrong = list(index_faults(console.house, tell))
        for fault in wrong:
            click.echo(fault)
        if wrong:
            raise SystemExit(1)
        click.echo("The index equals the store.")
        return
    with progress() as tell:
        number = rebuild(console.house, lambda done: tell(f"{counted(done, 'letter')} indexed"))
        IndexFollower(console.house).catch_up()
    click.echo(f"{counted(number, 'letter')} indexed.")
