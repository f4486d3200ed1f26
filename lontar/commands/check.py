"""lontar check: originals, event log, and index against the store."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, progress, say
from lontar.faults import faults


@shared.command("check", "Prove originals, index and event log against each other.")
@as_json
def command(console: Console, **options: Any) -> None:
    with progress() as tell:
        found = list(faults(console.house, tell))
    for fault in found:
        say(fault.as_dict()) if options["as_json"] else click.echo(fault)
    if found:
        raise SystemExit(1)
    if not options["as_json"]:
        click.echo("Everything is as it was written.")
