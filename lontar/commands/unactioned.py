"""lontar unactioned: the ledger as the page shows it, and what is done to many of its lines."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, progress, say
from lontar.ledger import acts
from lontar.ledger.acts import Outcome
from lontar.ledger.calendar import AGES, Calendar
from lontar.ledger.follower import LedgerFollower, counted_until, rebuild
from lontar.ledger.lines import every, listed
from lontar.ledger.said import Said, said
from lontar.ledger.view import SHOWS, SORTS, View
from office.access import Reader
from schemas.disposition import URGENCIES
from schemas.errors import NotFound, WrongUse
from schemas.position import Position
from schemas.times import in_utc

FILTERS = ("branch", "unit", "position", "age", "overdue", "unopened", "urgency", "show", "week", "sort")


@shared.command("unactioned", "What waits, for whom, how old and how late; whatever the page of the ledger lists.")
@click.option("--branch", metavar="CODE", help="Of a unit and all below it; else of all you answer for.")
@click.option("--unit", metavar="CODE", help="Of one unit.")
@click.option("--position", metavar="CODE", help="Of one position.")
@click.option("--person", "of_person", metavar="ID", help="Of who holds positions; `me`: your own.")
@click.option("--age", type=click.Choice(AGES), help="So many working days old.")
@click.option("--overdue", is_flag=True, help="Only what is late.")
@click.option("--unopened", is_flag=True, help="Only what nobody opened.")
@click.option("--urgency", type=click.Choice(URGENCIES), help="Only what is so urgent.")
@click.option("--show", type=click.Choice(SHOWS), help="What waits (open), or was done, came, was closed in a week.")
@click.option("--week", metavar="DAY", help="A day of that week, as 20261123; without it this week.")
@click.option("--sort", type=click.Choice(SORTS), help="The order; oldest first without it.")
@click.option("--limit", default=50, show_default=True, help="Lines of the list.")
@click.option("--remind", is_flag=True, help="Remind of every line of the list.")
@click.option("--reassign", nargs=2, metavar="FROM TO", help="Give what waits for a position to another one, by codes.")
@click.option("--why", default="", help="The reason, together with --reassign.")
@click.option("--undo", nargs=2, type=int, metavar="FIRST LAST", help="Take back what events gave away.")
@click.option("--recount", is_flag=True, help="Count all numbers of the ledger anew.")
@as_person
@as_json
def command(console: Console, person: str | None, *, as_json: bool, **options: Any) -> None:
    house = console.house
    if options["recount"]:
        with progress() as tell:
            units = rebuild(house, lambda done: tell(f"{counted(done, 'unit')} counted"))
            LedgerFollower(house).catch_up()
        click.echo(f"{counted(units, 'unit')} counted.")
        return
    reader = console.reader(person)
    if options["reassign"]:
        _tell_done(_reassigned(console, reader, options["reassign"], options["why"]), as_json=as_json, undo=True)
    elif options["undo"]:
        _tell_done(acts.undo(house, reader, *options["undo"]), as_json=as_json)
    else:
        view, calendar = _view(options), Calendar.of(house)
        if options["remind"]:
            ids = [line.row["_id"] for line in every(house, reader, view, calendar)]
            _tell_done(acts.remind(house, reader, ids), as_json=as_json)
        else:
            _list(console, reader, view, calendar, limit=options["limit"], as_json=as_json)


def _view(options: dict[str, Any]) -> View:
    asked = {name: "1" if options[name] is True else options[name] or "" for name in FILTERS}
    return View.of(asked | {"person": options["of_person"] or ""})


def _list(console: Console, reader: Reader, view: View, calendar: Calendar, *, limit: int, as_json: bool) -> None:
    found = listed(console.house, reader, view, calendar, limit=limit)
    for one in said(console.house, found.lines, calendar):
        if as_json:
            say(one.as_dict())
        else:
            click.echo(_line(one))
    if found.cursor and not as_json:
        click.echo(f"There are more than {limit}: --limit shows them.", err=True)
    if until := counted_until(console.house):
        click.echo(f"The numbers of the pages are of {in_utc(until)}.", err=True)


def _line(one: Said) -> str:
    late = f"late {one.late}" if one.late else (f"due {one.due}" if one.due else "")
    whose = one.position or f"head of {one.unit}"
    holder = f" ({one.holder})" if one.holder else ""
    subject = one.subject or one.name
    return f"{one.age:>4}  {late:<12} {one.state:<12} {one.unit:<14} {whose}{holder}: {subject}"


def _reassigned(console: Console, reader: Reader, codes: tuple[str, str], why: str) -> Outcome:
    """From a position to another one. Raises NotFound, Forbidden, WrongUse."""
    former, new = codes
    ids = acts.lines_of(console.house, _position(console, former))
    if not ids:
        raise WrongUse(what=former, why="nothing that it was asked waits for it")
    return acts.reassign(console.house, reader, ids, _position(console, new), why)


def _position(console: Console, code: str) -> str:
    rows = console.house.store.find(Position, {"code": code}, limit=1)
    if not rows:
        raise NotFound(what=f"Position {code}")
    return str(rows[0]["_id"])


def _tell_done(done: Outcome, *, as_json: bool, undo: bool = False) -> None:
    if as_json:
        reasons = [{"error": error.as_dict(), "lines": number} for error, number in done.refused]
        say({"done": done.done, "refused": reasons, "events": list(done.events)})
        return
    click.echo(f"{counted(done.done, 'line')} done")
    for error, number in done.refused:
        click.echo(f"    {counted(number, 'line')}: {error}")
    if undo and done.done:
        click.echo(f"Undo: lontar unactioned --undo {done.events[0]} {done.events[1]}", err=True)
