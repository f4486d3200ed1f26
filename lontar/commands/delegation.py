"""lontar delegation: who acts for whom, Plt., Plh. and secretaries; one named, one ended."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from office import delegations
from office.access import Reader
from office.days import day_at, last_day, typed, zone_of
from office.people import named
from office.positions import by_code
from schemas.delegation import FORMS
from schemas.errors import WrongUse
from schemas.person import Person
from schemas.stored import now
from store.again import again
from store.contract import Row, Store


@shared.command("delegation", "Who acts for whom now and later; --make names a delegate, --end ends a delegation.")
@click.option("--make", type=click.Choice(FORMS), help="Plt. (vacant), Plh. (its holder is away), Sek. (secretary).")
@click.option("--position", metavar="CODE", help="With --make: the position.")
@click.option("--person", "delegate", metavar="LOGIN", help="With --make: who acts in it.")
@click.option("--since", default="", metavar="DAY", help="With --make: the first day, as 2026-12-05; without it today.")
@click.option("--until", default="", metavar="DAY", help="With --make: the last day.")
@click.option("--end", metavar="ID", help="End this one now.")
@click.option("--reason", default="", help="Why.")
@as_person
@as_json
def command(console: Console, person: str | None, *, as_json: bool, **options: Any) -> None:
    store, reader = console.house.store, console.reader(person)
    if options["make"]:
        _make(store, reader, options)
    elif options["end"]:
        id, why = options["end"], options["reason"]
        again(store, lambda: delegations.ended(store, reader, delegations.delegation(store, reader, id), why))
    for row, position in delegations.delegations(store, reader):
        one = said(store, row, position)
        if as_json:
            say(one)
        else:
            click.echo(
                f"{one['id']}  {one['form']} {position['title']:<32} {one['name']:<24} {one['since']} {one['until']}"
            )


def _make(store: Store, reader: Reader, options: dict[str, Any]) -> None:
    if not (options["position"] and options["delegate"] and options["until"]):
        raise WrongUse(what="lontar delegation --make", why="it needs --position, --person and --until")
    since, until = (typed(options[name], name) for name in ("since", "until"))

    def decide() -> Any:
        position, delegate = by_code(store, options["position"]), named(store, options["delegate"])
        first = since or day_at(now(), zone_of(store, position["unit"]))
        days, why = (first, until or first), options["reason"]
        return delegations.made(store, reader, position, delegate, form=options["make"], days=days, reason=why)

    again(store, decide)


def said(store: Store, row: Row, position: Row) -> dict[str, Any]:
    """As `--json` gives it; the days as they are said in the position's unit, both inclusive."""
    zone = zone_of(store, position["unit"])
    name = (store.get(Person, row["person"]) or {}).get("name", row["person"])
    days = {"since": day_at(row["since"], zone).isoformat(), "until": str(last_day(row["until"], zone))}
    return {
        "id": row["_id"],
        "form": row["form"],
        "position": position["code"],
        "person": row["person"],
        "name": name,
        **days,
    }
