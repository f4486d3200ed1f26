"""lontar calendar: the invitations of one's positions, and the feed of them for other programs."""

from typing import Any

import click

from lontar import console as shared
from lontar.calendar import feeds
from lontar.calendar.listed import listed
from lontar.console import Console, as_json, as_person, say


@shared.command(
    "calendar", "The invitations of one's positions. With `feed`: the address at which another program reads them."
)
@click.argument("feed", required=False, type=click.Choice(["feed"]))
@click.option("--from", "since", metavar="DAY", help="The first day, as 2026-12-31; today without it.")
@click.option("--until", metavar="DAY", help="The last day; 30 days on without it.")
@click.option("--unit", metavar="CODE", help="Those of a unit that one leads, in the place of one's own.")
@click.option("--revoke", is_flag=True, help="With `feed`: end the address that there is.")
@as_person
@as_json
def command(console: Console, feed: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    if feed and options["revoke"]:
        ended = feeds.revoke(house, reader)
        _say({"revoked": ended}, "The feed was ended." if ended else "There was no feed.", as_json=as_json)
    elif feed:
        address = f"{house.settings.web.public_url.rstrip('/')}/calendar/{feeds.make(house, reader)}.ics"
        _say({"address": address}, address, as_json=as_json)
    else:
        for one in listed(house, reader, options["since"], options["until"], options["unit"]):
            _say(one, _line(one), as_json=as_json)


def _say(value: dict[str, Any], line: str, *, as_json: bool) -> None:
    if as_json:
        say(value)
    else:
        click.echo(line)


def _line(one: dict[str, Any]) -> str:
    hours = "all day" if one["begins"] is None else f"{one['begins']}-{one['ends'] or '?'}"
    day = one["day"] if one["until"] == one["day"] else f"{one['day']}..{one['until']}"
    state = f"{one['state']}: {one['deputy']}" if one["deputy"] else one["state"]
    clash = "  CLASH" if one["clashes"] else ""
    return f"{day}  {hours:<11}  {one['position']:<24} {state:<12} {one['subject'] or '(restricted)'}{clash}"
