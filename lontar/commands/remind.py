"""lontar remind: the reminders of today, which `lontar run` keeps by itself every morning."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, counted, say
from lontar.notices.remind import due, planned, remind
from schemas.day import day_of
from schemas.stored import now
from store.contract import Row


@shared.command("remind", "Remind people of what is due, late or waits; `lontar run` does it every morning.")
@click.option("--dry-run", is_flag=True, help="Only say who would be told of what.")
@as_json
def command(console: Console, dry_run: bool, as_json: bool) -> None:
    at = now()
    if dry_run:
        for zone in due(console.house.store, at, early=True):
            for row in planned(console.house, zone, at):
                _tell(_said(row), as_json=as_json)
        return
    counts = dict(sorted(remind(console.house, at, early=True).items()))
    if as_json:
        say({"notices": counts})
    else:
        told = ", ".join(f"{kind} {number}" for kind, number in counts.items())
        click.echo(counted(sum(counts.values()), "notice", "notices") + (f": {told}" if told else ""))


def _said(row: Row) -> dict[str, Any]:
    """A notice as `--json` gives it."""
    day = day_of(row["due"]).isoformat() if row.get("due") else None
    names = {name: row.get(name) for name in ("kind", "person", "letter", "assignment")}
    return names | {"due": day, "data": dict(row.get("data") or {})}


def _tell(said: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say(said)
    else:
        numbers = [f"{name} {value}" for name, value in said["data"].items()]
        parts = [said["kind"], said["person"], said["letter"] or "", said["due"] or "", *numbers]
        click.echo("  ".join(part for part in parts if part))
