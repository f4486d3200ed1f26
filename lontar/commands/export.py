"""lontar export: letters as a bag (BagIt), with originals, text, searchable copies and what is said of each."""

from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.commands.letters import written
from lontar.commands.search import filters_of
from lontar.console import Console, as_json, as_person
from lontar.many import jobs
from lontar.many.casefiles import casefile
from lontar.many.console import carried_out
from office.access import Reader
from schemas.errors import WrongUse


@shared.command("export", "Letters as a bag (BagIt) in a ZIP: originals, text, PDF/A, metadata, and their hashes.")
@click.argument("query", nargs=-1)
@click.option(
    "--bag",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The ZIP that the bag is written into.",
)
@click.option("--ids", metavar="ID,ID", help="These letters, by id, in the place of a search.")
@click.option("--casefile", metavar="CASEFILE", help="Those of a case file, by its number or id.")
@click.option("--filter", "filters", multiple=True, metavar="K=V", help="Narrow as `lontar search` does.")
@click.option("--exact", is_flag=True, help="The words as typed, in no other form and nothing that stands for them.")
@as_person
@as_json
def command(console: Console, query: tuple[str, ...], bag: Path, *, as_json: bool, **options: Any) -> None:
    reader = console.reader(options["person"])
    words = " ".join(query)
    ids, how = _chosen(console, reader, words, options)
    job = jobs.ask(console.house, reader, ids, "export", {"form": "bag"}, query=words or None, **how)
    done = carried_out(console, reader, job.id, dry_run=False, yes=True, as_json=as_json)
    failed = written(console, reader, done, bag) if done["state"] == "done" else 0
    if failed or done["state"] != "done" or done["counts"].get("refused"):
        raise SystemExit(1)


def _chosen(console: Console, reader: Reader, words: str, options: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """The ids of the letters, and how they were found. Raises WrongUse where nothing says which."""
    if options["ids"]:
        return [one.strip() for one in options["ids"].split(",") if one.strip()], {}
    filters = filters_of(options["filters"])
    if options["casefile"]:
        filters = {**filters, "casefile": [casefile(console.house, reader, options["casefile"])["_id"]]}
    if not (words or filters):
        raise WrongUse(what="lontar export", why="it needs a query, --ids, --casefile or --filter")
    how: dict[str, Any] = {"filters": filters, "exact": options["exact"]}
    ids = jobs.found(console.house, reader, words, **how)
    console.tell_behind()
    return ids, how
