"""lontar settings: every setting with default, value and source."""

from dataclasses import asdict
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say
from lontar.settings import PREFIX


@shared.command("settings", "Every setting with its value and where it came from.")
@as_json
def command(console: Console, **options: Any) -> None:
    for one in console.settings.all:
        if options["as_json"]:
            say(asdict(one) | {"type": one.type.__name__, "value": one.shown})
        else:
            click.echo(f"{PREFIX}{one.name.upper()}={one.shown}  ({one.source})\n    {one.help}")
