"""lontar tags: the tags of all letters; one renamed, merged into another, or taken off everywhere."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.many import tags
from lontar.many.console import carried_out
from schemas.errors import WrongUse


@shared.command("tags", "The tags of all letters with their numbers; one renamed, merged into another, or deleted.")
@click.argument("begin", required=False, default="")
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Another name; one that is in use takes its letters over.")
@click.option("--delete", metavar="TAG", help="Take it off all letters.")
@click.option("--dry-run", is_flag=True, help="Only count what would be done.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@as_person
@as_json
def command(console: Console, begin: str, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    if options["rename"] and options["delete"]:
        raise WrongUse(what="lontar tags", why="it does one thing at a time")
    console.tell_behind()
    if options["rename"] or options["delete"]:
        old, new = options["rename"] or (options["delete"], "")
        job = tags.everywhere(house, reader, old, new)
        done = carried_out(console, reader, job.id, dry_run=options["dry_run"], yes=options["yes"], as_json=as_json)
        if done["state"] != "asked" and done["counts"].get("refused"):
            raise SystemExit(1)
        return
    for tag, count in tags.tags(house, reader, begin):
        if as_json:
            say({"tag": tag, "letters": count})
        else:
            click.echo(f"{count:>8}  {tag}")
