"""lontar settings: every setting with default, value and source."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say
from lontar.settings import read
from lontar.settings_check import faults
from lontar.settings_typed import PREFIX


@shared.command("settings", "Every setting with its value and where it came from.")
@click.option("--check", is_flag=True, help="Only what is wrong with them, and exit code 2 if anything is.")
@as_json
def command(console: Console, **options: Any) -> None:
    """With --check nothing needs to be right: a value that cannot be used is named beside the others."""
    if options["check"]:
        _check(as_json=options["as_json"])
        return
    for one in console.settings.all:
        if options["as_json"]:
            say(asdict(one) | {"type": one.type.__name__, "value": one.shown})
        else:
            click.echo(f"{PREFIX}{one.name.upper()}={one.shown}  ({one.source})\n    {one.help}")


def _check(*, as_json: bool) -> None:
    found, wrong = read(os.environ, Path.cwd())
    known = {one.params.get("name") for one in wrong}
    wrong += [one for one in faults(found) if one.params["name"] not in known]
    if as_json:
        say({"settings": len(found.all), "faults": [one.as_dict() for one in wrong]})
    for one in wrong if not as_json else ():
        click.echo(one.sentence % one.params)
    if wrong:
        raise SystemExit(2)
    if not as_json:
        click.echo(f"All {len(found.all)} settings can be used.")
