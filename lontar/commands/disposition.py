"""lontar disposition: a letter handed on to positions; an answer to what was asked; the slip on paper."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.letters import letter_for
from lontar.routing import acts
from lontar.routing.defaults import default_due, default_order
from lontar.routing.handling import Handling, said
from lontar.routing.meant import assignment_meant, letter_meant, positions_meant
from lontar.routing.slip import slip
from office.access import Reader
from routing.answering import Answer
from routing.disposing import Order
from schemas.day import day_number
from schemas.disposition import URGENCIES
from schemas.errors import WrongUse
from store.contract import Row
from store.disk import told

ANSWERS = {"done": "done", "decline": "declined", "begin": "in-progress", "withdraw": "withdrawn"}
"""The state that an option of an answer leads to."""
NO_DAY = "none"


@shared.command(
    "disposition",
    "Hand a letter on to positions, or show how it is handled. `answer ASSIGNMENT` answers what was asked, "
    "`recall DISPOSITION` takes back what nobody has read, `slip DISPOSITION` writes its slip.",
)
@click.argument("words", nargs=-1, required=True, metavar="[answer|recall|slip] ID")
@click.option(
    "--to", "to", multiple=True, metavar="POSITION", help="A position by code or id; several times for several."
)
@click.option("--instruction", "instructions", multiple=True, metavar="CODE", help="Of the vocabulary of instructions.")
@click.option("--note", default="", help="What else is to be said.")
@click.option("--due", metavar="YYYY-MM-DD", help="Until when; none for no day. Without it by the urgency.")
@click.option("--urgency", type=click.Choice(URGENCIES), help="Without it as urgent as the letter says.")
@click.option("--done", metavar="TEXT", help="Of an answer: what was done.")
@click.option("--letter", metavar="NUMBER", help="Of an answer, with --done: the answering letter, by number or id.")
@click.option("--decline", metavar="WHY", help="Of an answer: why it is declined.")
@click.option("--begin", is_flag=True, help="Of an answer: it is begun.")
@click.option("--withdraw", is_flag=True, help="Of what you asked and nobody has read.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file of a slip.")
@as_person
@as_json
def command(console: Console, words: tuple[str, ...], person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    act, id = words if len(words) == 2 else ("show" if not options["to"] else "make", words[0])
    match act:
        case "make":
            made, events = acts.dispose(house, reader, *_order(console, reader, id, options))
            _tell({"disposition": made, "events": events}, as_json=as_json)
        case "show":
            _show(console, reader, id, as_json=as_json)
        case "answer":
            _tell({"events": acts.answer(house, reader, id, _answer(console, reader, options))}, as_json=as_json)
        case "recall":
            _tell({"events": acts.recall(house, reader, id)}, as_json=as_json)
        case "slip":
            _write(console, reader, id, options["output"])
        case _:
            raise WrongUse(what=f"lontar disposition {act}", why="it is answer, recall or slip, and an id")


def _order(console: Console, reader: Reader, id: str, options: dict[str, Any]) -> tuple[str, Order]:
    """The assignment that is passed on, and what is asked."""
    house = console.house
    letter = letter_for(house, reader, id, "letter.dispose")
    of = assignment_meant(house, reader, letter["_id"])
    usual = default_order(house, of)
    urgency = options["urgency"] or usual.urgency
    due = _due(options["due"]) if options["due"] else default_due(house, of, urgency)
    recipients = positions_meant(house, options["to"])
    instructions = options["instructions"] or usual.instructions
    return of["_id"], Order(recipients, instructions, options["note"], urgency, due)


def _due(said: str) -> int | None:
    if said == NO_DAY:
        return None
    try:
        return day_number(date.fromisoformat(said))
    except ValueError:
        raise WrongUse(what=said, why="write the day as 2026-12-31", field="due") from None


def _answer(console: Console, reader: Reader, options: dict[str, Any]) -> Answer:
    wanted = [name for name in ANSWERS if options[name] not in (None, False)]
    if options["letter"] and not wanted:
        wanted = ["done"]
    if len(wanted) != 1:
        raise WrongUse(what="lontar disposition answer", why="say one of --done, --decline, --begin, --withdraw")
    (name,) = wanted
    said = options[name] if isinstance(options[name], str) else ""
    return Answer(ANSWERS[name], said, letter_meant(console.house, reader, options["letter"] or ""))


def _show(console: Console, reader: Reader, id: str, *, as_json: bool) -> None:
    house = console.house
    letter: Row = letter_for(house, reader, id)
    for one in said(Handling(house, reader, letter).entries()):
        if as_json:
            say(one)
            continue
        click.echo(f"{one['unit']} {one['agenda_number']}  {one['handling']}  {one['closed_as'] or ''}".rstrip())
        for row in one["assignments"]:
            depth = "  " * (1 + (1 if row["parent"] else 0))
            told = (row["assignment"], row["position"], row["state"], row["follow_up"])
            click.echo(depth + "  ".join(part for part in told if part))


def _write(console: Console, reader: Reader, id: str, to: Path | None) -> None:
    if to is None:
        raise WrongUse(what="lontar disposition slip", why="it needs a file: -o FILE")
    made = slip(console.house, reader, id)
    with told(str(to)):
        to.write_bytes(made)
    click.echo(to)


def _tell(done: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say(done)
    elif not done["events"]:
        click.echo("Nothing was different.", err=True)
    else:
        click.echo(done.get("disposition") or "Done.")
