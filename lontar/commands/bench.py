"""lontar bench: measurements on data it makes itself."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say
from schemas.errors import WrongUse

NAMES = (
    "search", "relevance", "many", "ingest", "store", "fields", "lessons", "threads", "duplicates", "ocr", "copies",
    "remind", "web", "load", "workers", "ledger", "typeset", "sign", "send", "backup",
)  # fmt: skip
ON_FOLDERS = ("ocr", "copies", "fields", "search", "load")
"""Those that measure on the files of a folder, where one is named; or on the home that an earlier run filled there."""


@shared.command("bench", "Measure on data it makes itself.")
@click.argument("name", type=click.Choice(NAMES))
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--letters", type=int, help="How many letters.")
@click.option("--seconds", type=click.FloatRange(min=5), help="For how long, with `load`.")
@as_json
def command(console: Console, name: str, folder: Path | None, **options: Any) -> None:
    if folder and name not in ON_FOLDERS:
        raise WrongUse(
            what=f"{folder}", why="only `lontar bench ocr`, `copies`, `fields`, `search` and `load` measure on a folder"
        )
    if options["seconds"] and name != "load":
        raise WrongUse(what="--seconds", why="only `lontar bench load` goes on for a time")
    run = import_module(f"bench.{name}").run
    given = {key: value for key, value in _given(options, folder) if value}
    found = run(**given)
    if options["as_json"]:
        say(found)
        return
    wide = max(map(len, found["results"]))
    for case, figures in found["results"].items():
        click.echo(f"{case:<{wide}}  " + "  ".join(f"{key} {value}" for key, value in figures.items()))


def _given(options: dict[str, Any], folder: Path | None) -> tuple[tuple[str, Any], ...]:
    return ("letters", options["letters"]), ("seconds", options["seconds"]), ("folder", folder)
