"""lontar understand: what letters say, by the rules of today."""

import click

from lontar import console as shared
from lontar.console import Console, counted, progress
from lontar.understanding.afresh import afresh


@shared.command("understand", "Find the fields of all letters again, by the rules of today; what people said stays.")
def command(console: Console) -> None:
    with progress() as tell:
        number = afresh(console.house, lambda done: tell(f"{counted(done, 'letter')} looked at"))
    click.echo(f"{counted(number, 'letter')} changed.")
