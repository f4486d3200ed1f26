"""lontar search: letters by a few words."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, say
from lontar.find import find
from schemas.errors import WrongUse
from search.contract import SORTS
from search.highlight import marked


@shared.command("search", "Find letters by words.")
@click.argument("query", nargs=-1)
@click.option("--limit", default=20, show_default=True, help="Letters a page.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="K=V",
    help="Narrow by year, unit, direction, type, sender, tag, casefile, state.",
)
@click.option("--after", metavar="CURSOR", help="The page behind this cursor.")
@as_person
@as_json
def command(console: Console, query: tuple[str, ...], filters: tuple[str, ...], **options: Any) -> None:
    result = find(
        console.house,
        console.reader(options["person"]),
        " ".join(query),
        filters=filters_of(filters),
        sort=options["sort"],
        limit=options["limit"],
        after=options["after"],
    )
    if options["as_json"]:
        say(result)
        return
    _tell(result)
    console.tell_behind()


def filters_of(given: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign:
            raise WrongUse(what=f"--filter {one}", why="write NAME=VALUE")
        found.setdefault(name, []).append(value)
    return found


def _tell(result: dict[str, Any]) -> None:
    for problem in result["understood"]["problems"]:
        click.echo(click.style(problem["message"], fg="yellow"), err=True)
    for hit in result["hits"]:
        title = hit["subject"] or hit["name"] or ""
        head = [str(hit[name]) for name in ("date", "reference_number", "sender") if hit[name]]
        click.echo(f"{hit['id']}  {click.style(title, bold=True)}  {' · '.join(head)}")
        for one in hit["snippets"]:
            text = marked(one["text"], one["marks"], "[", "]")
            click.echo(f"    p. {one['page']}: {text}")
        for one in hit["reasons"]:
            click.echo(f"    {one['field']}: {one['text']}")
    click.echo(f"{counted(result['total'], 'letter')}, {result['took_ms']} ms")
    for one in result["instead"]:
        left = f" without {', '.join(one['left'])}" if one["left"] else ""
        click.echo(f"Try: {one['query']}{left}: {counted(one['total'], 'letter')}")
    if result["cursor"]:
        click.echo(f"More: --after {result['cursor']}")
