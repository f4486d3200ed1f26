"""lontar lessons: what people's corrections teach, by letterhead; forgotten, or learned anew."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, say
from lontar.understanding import lessons


@shared.command("lessons", "What corrected letters teach of others of the same sender.")
@click.option("--forget", metavar="ID", help="Take one away: its sender teaches anew from later corrections on.")
@click.option("--rebuild", is_flag=True, help="Learn everything anew from the letters that stand.")
@as_person
@as_json
def command(console: Console, forget: str | None, rebuild: bool, **options: Any) -> None:
    reader = console.reader(options["person"])
    if forget:
        lessons.forget(console.house, reader, forget)
    if rebuild:
        lessons.rebuild(console.house, reader)
    found = lessons.known(console.house, reader)
    if options["as_json"]:
        say({"lessons": found})
        return
    for one in found:
        title = click.style(one["letterhead"][0], bold=True)
        click.echo(f"{one['id']}  {one['unit']}, {counted(len(one['letters']), 'letter')}  {title}")
        for rule in one["rules"]:
            words = rule["words"] or rule["value"] or ""
            click.echo(f"  {rule['name']}: {rule['way']} {words}".rstrip() + f"  ({rule['right']} right)")
    click.echo(counted(len(found), "lesson"))
