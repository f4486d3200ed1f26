"""lontar search: letters by a few words."""

from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, say
from lontar.finding.exporting import exported
from lontar.finding.find import find
from lontar.many.spreadsheet import Cell, as_csv, as_xlsx
from schemas.day import day_of
from schemas.errors import WrongUse
from search.contract import SORTS
from search.entry import FILTERS
from search.highlight import marked
from store.disk import told

NEW_FILE = click.Path(path_type=Path, dir_okay=False, writable=True)
TITLES = ("Number", "Date", "Subject", "Sender", "Recipients", "Unit", "State", "Signatures", "Address")


@shared.command("search", "Find letters by words.")
@click.argument("query", nargs=-1)
@click.option("--limit", default=20, show_default=True, help="Letters a page.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@click.option("--filter", "filters", multiple=True, metavar="K=V", help=f"Narrow by {', '.join(FILTERS)}.")
@click.option("--exact", is_flag=True, help="The words as typed, in no other form and nothing that stands for them.")
@click.option("--after", metavar="CURSOR", help="The page behind this cursor.")
@click.option("--like", metavar="ID", help="Only letters that are about what this one is about.")
@click.option("--csv", "csv", type=NEW_FILE, help="Write all letters found into this table instead.")
@click.option("--xlsx", "xlsx", type=NEW_FILE, help="The same as a workbook.")
@as_person
@as_json
def command(console: Console, query: tuple[str, ...], filters: tuple[str, ...], **options: Any) -> None:
    house, reader, words = console.house, console.reader(options["person"]), " ".join(query)
    asked: dict[str, Any] = {name: options[name] for name in ("sort", "like", "exact")}
    asked["filters"] = filters_of(filters)
    tables = {options[name]: write for name, write in (("csv", as_csv), ("xlsx", as_xlsx)) if options[name]}
    if tables:
        rows = [_row(one, console.settings.web.public_url) for one in exported(house, reader, words, **asked)]
        for path, write in tables.items():
            with told(str(path)):
                path.write_bytes(b"".join(write(TITLES, rows)))
            click.echo(f"{path}: {counted(len(rows), 'letter')}", err=True)
        return
    result = find(house, reader, words, limit=options["limit"], after=options["after"], **asked)
    if options["as_json"]:
        say(result)
        return
    tell(result)
    console.tell_behind()


def _row(one: dict[str, Any], site: str) -> list[Cell]:
    """As the columns stand in TITLES; the address when the archive has one, else the id."""
    address = f"{site.rstrip('/')}/letters/{one['id']}" if site else one["id"]
    names = ("reference_number", "date", "subject", "sender", "recipients", "unit", "state", "verdict")
    plain = [one[name] for name in names]
    plain[1], plain[4] = day_of(plain[1]) if plain[1] else None, "; ".join(plain[4])
    return [*plain, address]


def filters_of(given: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign:
            raise WrongUse(what=f"--filter {one}", why="write NAME=VALUE")
        found.setdefault(name, []).append(value)
    return found


def tell(result: dict[str, Any]) -> None:
    for problem in result["understood"]["problems"]:
        click.echo(click.style(problem["message"], fg="yellow"), err=True)
    if result["nearly"]:
        click.echo(click.style(_nearly(result["nearly"]), fg="yellow"), err=True)
    for hit in result["hits"]:
        title = hit["subject"] or hit["name"] or ""
        head = [str(hit[name]) for name in ("date", "reference_number", "sender") if hit[name]]
        click.echo(f"{hit['id']}  {click.style(title, bold=True)}  {' · '.join(head)}")
        for one in hit["snippets"]:
            text = marked(one["text"], one["marks"], "[", "]")
            click.echo(f"    p. {one['page']}: {text}")
        if hit["pages"]:
            click.echo(
                "    " + " · ".join(f"{one['text']} p. {', '.join(map(str, one['pages']))}" for one in hit["pages"])
            )
        for one in hit["reasons"]:
            click.echo(f"    {one['field']}: {one['text']}{_for(one)}")
        if hit["missing"]:
            click.echo(f"    without: {', '.join(hit['missing'])}")
        if hit["also"]:
            click.echo(f"    also here: {', '.join(one['id'] for one in hit['also'])}")
    click.echo(f"{counted(result['total'], 'letter')}, {result['took_ms']} ms")
    for one in result["instead"]:
        left = f" without {', '.join(one['left'])}" if one["left"] else ""
        if one["kind"] == "forms":
            left = " without --exact"
        click.echo(f"Try: {one['query']}{left}: {counted(one['total'], 'letter')}")
    if result["cursor"]:
        click.echo(f"More: --after {result['cursor']}")


def _nearly(said: dict[str, Any]) -> str:
    """That no letter has all the words, and what these have."""
    words, least = len(said["words"]), said["least"]
    shown = [f"Shown with {', '.join(near)} for {word}." for word, near in said["near"].items()]
    some = [f"These have at least {least} of {words}."] if least < words else []
    without = [f"Without: {', '.join(said['without'])}."] if said["without"] else []
    return " ".join(["No letter has all the words.", *some, *shown, *without, f"Exactly: {said['query']}"])


def _for(reason: dict[str, Any]) -> str:
    """Behind what the letter has instead of the words asked for: those."""
    return f" (for {reason['asked']})" if "asked" in reason else ""
