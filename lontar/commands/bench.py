"""lontar bench: measurements on data it makes itself."""

from importlib import import_module
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say

NAMES = ("search", "ingest", "store", "fields", "web", "workers")


@shared.command("bench", "Measure on data it makes itself.")
@click.argument("name", type=click.Choice(NAMES))
@click.option("--letters", type=int, help="How many letters.")
@as_json
def command(console: Console, name: str, **options: Any) -> None:
    run = import_module(f"bench.{name}").run
    found = run(options["letters"]) if options["letters"] else run()
    if options["as_json"]:
        say(found)
        return
    wide = max(map(len, found["results"]))
    for case, figures in found["results"].items():
        click.echo(f"{case:<{wide}}  " + "  ".join(f"{key} {value}" for key, value in figures.items()))
