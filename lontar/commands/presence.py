"""lontar presence: where a person is on which days, and who of a unit is in."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from office import presence
from office.access import Reader
from office.attendance import attendance, headed
from office.days import day_at, typed, zone_of
from office.units import by_code
from schemas.day import day_of
from schemas.errors import WrongUse
from schemas.event import INSTALLATION
from schemas.presence import KINDS
from schemas.stored import now
from store.again import again
from store.contract import Store


@shared.command("presence", "Where you are (--as you), said for today or a period; --unit shows who of a unit is in.")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.option("--since", default="", metavar="DAY", help="The first day, as 2026-12-05; without it today.")
@click.option("--until", default="", metavar="DAY", help="The last day; without it the first.")
@click.option("--note", default="", help="Where, or why.")
@click.option("--unit", metavar="CODE", help="Who of this unit, which you head, is in on the first day.")
@as_person
@as_json
def command(console: Console, kind: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    store, reader = console.house.store, console.reader(person)
    since, until = (typed(options[name], name) for name in ("since", "until"))
    first = since or day_at(now(), zone_of(store, reader.unit))
    if options["unit"] or (reader.person == INSTALLATION and not kind):
        unit = by_code(store, options["unit"])["_id"] if options["unit"] else headed(store, reader)[0]["_id"]
        _unit(store, reader, unit, first, as_json=as_json)
        return
    if reader.person == INSTALLATION:
        raise WrongUse(what="lontar presence", why="it needs --as: the person who says where they are")
    if kind:
        again(store, lambda: presence.marked(store, reader, kind, (first, until or first), options["note"]))
    for row in presence.to_come(store, reader.person, first):
        one = {name: row[name] for name in ("kind", "note")} | {
            name: day_of(row[name]).isoformat() for name in ("first", "last")
        }
        if as_json:
            say(one)
        else:
            click.echo(f"{one['first']} {one['last']} {one['kind']:<16} {one['note']}")


def _unit(store: Store, reader: Reader, unit: str, day: Any, *, as_json: bool) -> None:
    seen = attendance(store, reader, unit, day)
    people = [{"name": one["name"], "kind": said["kind"] if said else None} for one, said in seen.people]
    if as_json:
        below = [{"unit": row["code"], "counts": counts} for row, counts in seen.below]
        say(
            {"unit": seen.unit["code"], "day": day.isoformat(), "counts": seen.counts, "people": people, "below": below}
        )
        return
    for code, counts in ((seen.unit["code"], seen.counts), *((row["code"], counts) for row, counts in seen.below)):
        click.echo(f"{code:<16} " + " ".join(f"{kind} {number}" for kind, number in counts.items()))
    for one in people:
        click.echo(f"  {one['name']:<32} {one['kind'] or '-'}")
