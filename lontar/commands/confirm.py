"""lontar confirm: the letters whose fields wait for a person's word."""

from dataclasses import asdict
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, say
from lontar.understanding import confirm_queue


@shared.command("confirm", "Letters whose fields were read with doubt, the most doubtful first.")
@click.option("--limit", type=click.IntRange(1, confirm_queue.AT_ONCE), default=50, show_default=True, help="Letters.")
@click.option("--after", metavar="CURSOR", help="The letters behind this cursor.")
@as_person
@as_json
def command(console: Console, limit: int, after: str | None, **options: Any) -> None:
    reader = console.reader(options["person"])
    found = confirm_queue.queue(console.house, reader, after, limit)
    if options["as_json"]:
        say({"letters": [asdict(one) for one in found.rows], "after": found.after})
        return
    for one in found.rows:
        title = click.style(one.subject or one.name, bold=True)
        click.echo(f"{one.letter}  {one.doubt:.0f} %, {', '.join(one.names)}  {title}")
    count, at_least = confirm_queue.count(console.house, reader)
    wait = f"{counted(count, 'letter')} with doubtful fields"
    click.echo(f"At least {wait}" if at_least else wait)
    if found.after:
        click.echo(f"More: --after {found.after}")
