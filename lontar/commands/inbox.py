"""lontar inbox: what waits for a person, what they passed on, what has come to its end."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.routing import inbox
from lontar.routing.titles import of_rows
from schemas.day import day_of


@shared.command("inbox", "What waits for a person: the letters that they are to handle; without --as, everybody's.")
@click.option("--passed-on", "tab", flag_value="passed-on", help="What they passed on, and who has it.")
@click.option("--done", "tab", flag_value="done", help="What has come to its end, the latest first.")
@click.option("--limit", default=inbox.SHOWN, show_default=True, type=click.IntRange(1, inbox.MOST_SHOWN))
@click.option("--after", metavar="PLACE", help="Go on behind this place, which the list before named.")
@as_person
@as_json
def command(console: Console, person: str | None, tab: str | None, *, as_json: bool, **options: Any) -> None:
    house = console.house
    found = inbox.inbox(house, console.reader(person), tab or "waiting", options["after"], options["limit"])
    rows = [row for line in found.lines for row in (line.assignment, *line.others)]
    for one in inbox.said(house, found.lines, of_rows(house, rows)):
        if as_json:
            say(one)
        else:
            click.echo(_told(one))
    if found.after:
        click.echo(f"More: lontar inbox --after {found.after}", err=True)


def _told(one: dict[str, Any]) -> str:
    due = f"due {day_of(one['due'])}" if one["due"] else ""
    late = f"late by {one['late']} working days" if one["late"] is not None else ""
    name = "(secret)" if one["secret"] else one["subject"] or one["reference_number"] or ""
    passed = ", ".join(f"{other['position']}: {other['state']}" for other in one["passed_to"])
    said = (f"no. {one['agenda_number']}", one["position"], one["state"], due, late, name, passed)
    return "  ".join([one["assignment"], *(part for part in said if part)])
