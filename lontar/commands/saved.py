"""lontar saved: a person's saved searches, with the new letters of each; one saved, renamed, deleted, run."""

from typing import Any

import click

from lontar import console as shared
from lontar.commands.search import filters_of, tell
from lontar.console import Console, as_json, as_person, counted, say
from lontar.finding import alerts, saved_searches
from lontar.finding.find import find
from office.access import Reader
from schemas.errors import NotFound, WrongUse
from schemas.saved_search import ALERTS
from search.contract import SORTS
from search.entry import FILTERS
from store.contract import Row

DOES = ("query", "delete", "seen", "run", "undo")
"""Options of which one alone can be meant."""


@shared.command("saved", "Saved searches: a list with the new letters of each; one saved, renamed, deleted or run.")
@click.argument("name", required=False)
@click.option("--save", "query", metavar="QUERY", help="Save this query as NAME; it may be empty beside --filter.")
@click.option("--filter", "filters", multiple=True, metavar="K=V", help=f"Beside --save: {', '.join(FILTERS)}.")
@click.option("--sort", type=click.Choice(SORTS), help="Beside --save: the order of the letters.")
@click.option("--exact", is_flag=True, help="Beside --save: the words as typed, in no other form.")
@click.option("--alert", type=click.Choice(ALERTS), help="How you are told of new letters: of --save, or from now on.")
@click.option("--rename", "new", metavar="NEW", help="Another name for the one called NAME.")
@click.option("--delete", is_flag=True, help="Delete it.")
@click.option("--undo", type=int, metavar="EVENT", help="Take back what was done to one, by the event's number.")
@click.option("--seen", is_flag=True, help="Its new letters are seen.")
@click.option("--run", is_flag=True, help="The letters that it finds, as `lontar search` tells them.")
@click.option("--limit", default=20, show_default=True, help="Letters of --run.")
@as_person
@as_json
def command(console: Console, name: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    wanted = [one for one in DOES if options[one] not in (None, False)]
    if len(wanted) > 1 or (wanted and options["new"]):
        raise WrongUse(what="lontar saved", why="it does one thing at a time")
    changes = {"name": options["new"], "alert": options["alert"]}
    if wanted == ["undo"]:
        _tell_done(saved_searches.undo(house, reader, options["undo"]), as_json=as_json)
    elif name is None:
        if wanted or any(changes.values()):
            raise WrongUse(what="lontar saved", why="it needs the name of a search")
        _list(console, reader, as_json=as_json)
    elif wanted == ["query"]:
        more = {one: options[one] for one in ("sort", "alert") if options[one]}
        filters, exact = filters_of(options["filters"]), options["exact"]
        done = saved_searches.save(house, reader, name, options["query"], filters=filters, exact=exact, **more)
        _tell_done(done, as_json=as_json)
    else:
        row = _own(console, reader, name)
        if wanted == ["delete"]:
            _tell_done(saved_searches.delete(house, reader, row["_id"]), as_json=as_json)
        elif wanted == ["seen"]:
            _tell_seen(alerts.see(house, reader, row["_id"]), as_json=as_json)
        elif wanted == ["run"]:
            _run(console, reader, row, options["limit"], as_json=as_json)
        elif any(changes.values()):
            _tell_done(saved_searches.change(house, reader, row["_id"], **changes), as_json=as_json)
        else:
            _tell(row, _new(console, reader).get(row["_id"], 0), as_json=as_json)


def _own(console: Console, reader: Reader, name: str) -> Row:
    """By its name, or its id. Raises NotFound."""
    for row in saved_searches.own(console.house, reader):
        if name in (row["name"], row["_id"]):
            return row
    raise NotFound(what=f"Saved search {name}")


def _new(console: Console, reader: Reader) -> dict[str, int]:
    """How many new letters each search has, by its id."""
    found: dict[str, int] = {}
    for alert, _letter in alerts.unseen(console.house, reader):
        found[alert["search"]] = found.get(alert["search"], 0) + 1
    return found


def _list(console: Console, reader: Reader, *, as_json: bool) -> None:
    new = _new(console, reader)
    for row in saved_searches.own(console.house, reader):
        _tell(row, new.get(row["_id"], 0), as_json=as_json)


def _tell(row: Row, new: int, *, as_json: bool) -> None:
    said = saved_searches.said(row)
    if as_json:
        say(said | {"new": new})
        return
    narrowed = [f"{name}={value}" for name, values in said["filters"].items() for value in values]
    asked = "  ".join(one for one in (said["query"], *narrowed, said["sort"], "exact" if said["exact"] else "") if one)
    told = f"  ({counted(new, 'new letter')})" if new else ""
    click.echo(f"{said['id']}  {click.style(said['name'], bold=True)}{told}  {asked}  [{said['alert']}]")


def _run(console: Console, reader: Reader, row: Row, limit: int, *, as_json: bool) -> None:
    said = saved_searches.said(row)
    sort = said["sort"] or ("relevance" if said["query"] else "newest")
    how: dict[str, Any] = {"filters": said["filters"], "sort": sort, "exact": said["exact"], "limit": limit}
    result = find(console.house, reader, said["query"], **how)
    if as_json:
        say(result)
        return
    tell(result)
    console.tell_behind()


def _tell_done(done: saved_searches.Saved, *, as_json: bool) -> None:
    if as_json:
        say({"id": done.id, "event": done.event})
    else:
        click.echo(f"Undo: lontar saved --undo {done.event}" if done.event else "Nothing was different.", err=True)


def _tell_seen(number: int, *, as_json: bool) -> None:
    if as_json:
        say({"seen": number})
    else:
        click.echo(f"{counted(number, 'letter')} seen")
