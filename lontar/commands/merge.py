"""lontar merge: the pages of letters appended to one."""

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.intake import arranging


@shared.command(
    "merge", "Append the pages of other letters to the first one, or give it its scan; the others are withdrawn."
)
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True)
@as_person
@as_json
def command(console: Console, ids: tuple[str, ...], *, as_json: bool, person: str | None) -> None:
    events = arranging.merge(console.house, console.reader(person), ids)
    if as_json:
        say({"id": ids[0], "events": events})
    else:
        click.echo(f"merged     {ids[0]}")
