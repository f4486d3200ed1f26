"""lontar agenda: the agenda books; a letter registered, delivered to units, a number cancelled, papers written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, say
from lontar.routing import acts, books, delivering, papers, recording
from lontar.routing.books import Line, Which
from lontar.routing.recording import Book
from office.access import Reader
from office.units import by_code
from paper.sandbox import Sandbox
from schemas.entry import DIRECTIONS
from schemas.errors import WrongUse
from schemas.unit import Unit
from store.disk import write_whole

ACTS = ("register", "cancel", "deliver", "receipt", "card")


@shared.command(
    "agenda",
    "The agenda book of a unit and year; register: a letter entered in it; cancel: a number, with a reason; deliver: a "
    "letter to units; receipt, card: papers of an entry.",
)
@click.argument("act", required=False, type=click.Choice(ACTS))
@click.argument("id", required=False)
@click.option("--unit", "units", multiple=True, metavar="CODE", help="The unit of the book; units to deliver to.")
@click.option("--year", type=click.IntRange(1800, 3000), help="The year of the book; without it this one.")
@click.option("--direction", type=click.Choice(DIRECTIONS), default="incoming", show_default=True, help="Which book.")
@click.option("--handling", type=click.Choice(books.HANDLINGS), help="Only entries that stand so.")
@click.option("--limit", type=click.IntRange(1, books.AT_ONCE), default=50, show_default=True, help="Entries.")
@click.option("--after", metavar="CURSOR", help="The entries behind this cursor.")
@click.option("--information", is_flag=True, help="register: it is for information, nobody needs to handle it.")
@click.option("--reason", default="", metavar="TEXT", help="cancel: why the number is cancelled.")
@click.option("--all", "everywhere", is_flag=True, help="deliver: to every unit that can get it.")
@click.option("--passing-on", is_flag=True, help="deliver: close the own entry as passed on.")
@click.option(
    "--pdf",
    "pdf",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write book, receipt or card to this file.",
)
@as_person
@as_json
def command(console: Console, act: str | None, id: str | None, person: str | None, **options: Any) -> None:
    reader = console.reader(person)
    if act is None:
        _book(console, reader, options)
    elif not id:
        raise WrongUse(what=f"lontar agenda {act}", why="it needs the id of a letter or an entry")
    elif act == "register":
        _register(console, reader, id, options)
    elif act == "cancel":
        events = acts.cancel(console.house, reader, id, options["reason"])
        _tell({"entry": id, "events": events}, "Cancelled; the number stays in the book.", **options)
    elif act == "deliver":
        _deliver(console, reader, id, options)
    else:
        _paper(console, reader, act, id, options)


def _book(console: Console, reader: Reader, options: dict[str, Any]) -> None:
    if len(options["units"]) > 1:
        raise WrongUse(what="lontar agenda", why="a book is of one unit")
    asked = {name: options[name] for name in ("direction", "year", "handling")}
    book = books.which(console.house, reader, unit=next(iter(options["units"]), None), **asked)
    if options["pdf"]:
        with Sandbox(console.settings.paper) as sandbox:
            _write(options["pdf"], papers.book(console.house, sandbox, reader, book))
        return
    found = books.leaf(console.house, reader, book, options["after"], options["limit"])
    if options["as_json"]:
        say(books.said(console.house, book, found.lines, found.after))
        return
    _tell_book(book, found.lines)
    if found.after:
        click.echo(f"More: --after {found.after}")


def _tell_book(book: Which, lines: Sequence[Line]) -> None:
    for one in lines:
        said = one.said or {}
        if one.entry is None:
            click.echo(f"{one.number:>6}  restricted")
            continue
        party = said["sender"] if book.direction == "incoming" else "; ".join(said["recipients"] or ())
        held = "reserved" if one.draft else (one.closed_as or one.handling)
        stands = f"cancelled: {one.cancelled}" if one.cancelled else held
        facts = (str(one.received), party, said["reference_number"], said["subject"], f"({stands})", one.entry)
        click.echo(f"{one.number:>6}  " + "  ".join(str(fact) for fact in facts if fact))
    click.echo(counted(len(lines), "entry", "entries"))


def _register(console: Console, reader: Reader, id: str, options: dict[str, Any]) -> None:
    unit = by_code(console.house.store, options["units"][0])["_id"] if options["units"] else reader.unit
    book = Book(unit, options["direction"])
    made = recording.record(console.house, reader, id, book, information=options["information"])
    said = {"entry": made.entry, "number": made.number, "events": list(made.events)}
    _tell(said, f"Agenda number {made.number} (entry {made.entry})", **options)


def _deliver(console: Console, reader: Reader, id: str, options: dict[str, Any]) -> None:
    store = console.house.store
    ids = [by_code(store, code)["_id"] for code in options["units"]]
    if options["everywhere"]:
        ids = [row["_id"] for row, _ in delivering.units_for(console.house, id)]
    made = delivering.deliver(console.house, reader, id, ids, passing_on=options["passing_on"])
    codes = {row["_id"]: row["code"] for row in store.get_many(Unit, ids).values()}
    said = delivering.said(made, codes)
    left = f"; on paper: {', '.join(said['paper'])}" if said["paper"] else ""
    _tell(said, f"Delivered to {counted(len(made.numbers), 'unit')}{left}", **options)


def _paper(console: Console, reader: Reader, act: str, id: str, options: dict[str, Any]) -> None:
    if not options["pdf"]:
        raise WrongUse(what=f"lontar agenda {act}", why="it needs --pdf FILE")
    entry = acts.entry_for(console.house, reader, id)
    site = console.settings.web.public_url.rstrip("/") or None
    made = papers.card(console.house, entry) if act == "card" else papers.receipt(console.house, entry, site)
    _write(options["pdf"], made)


def _write(path: Path, made: bytes) -> None:
    write_whole(path, made)
    click.echo(str(path))


def _tell(said: dict[str, Any], sentence: str, *, as_json: bool, **_: Any) -> None:
    if as_json:
        say(said)
    else:
        click.echo(sentence)
