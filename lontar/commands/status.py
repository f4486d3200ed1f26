"""lontar status: what waits, what failed, how large everything is."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say
from lontar.followers import events_behind
from schemas.letter import Letter
from schemas.work import Work


def status(console: Console) -> dict[str, Any]:
    """Counts by state, failures with their reason, sizes in bytes."""
    house = console.house
    failed = house.store.find(Letter, {"stage": "failed"}, sort=[("added_at", -1)], limit=20, fields=("files", "error"))
    return {
        "home": str(console.settings.home),
        "letters": house.store.tally(Letter, "stage"),
        "work": house.store.tally(Work, "state"),
        "failed": [{"id": row["_id"], "file": row["files"][0]["name"], "error": row.get("error")} for row in failed],
        "index": {"letters": house.index.count(), "events_behind": events_behind(house), "bytes": house.index.size()},
        "store": house.store.sizes(),
    }


@shared.command("status", "What waits, what failed, how large everything is.")
@as_json
def command(console: Console, **options: Any) -> None:
    found = status(console)
    if options["as_json"]:
        say(found)
        return
    click.echo(f"home     {found['home']}")
    click.echo(
        "letters  " + (", ".join(f"{number} {stage}" for stage, number in found["letters"].items()) or "none yet")
    )
    click.echo("work     " + (", ".join(f"{number} {state}" for state, number in found["work"].items()) or "nothing"))
    click.echo(f"index    {found['index']['letters']} letters, {found['index']['events_behind']} events behind")
    click.echo(f"store    {found['store']['bytes'] / 1e6:.1f} MB, index {found['index']['bytes'] / 1e6:.1f} MB")
    for one in found["failed"]:
        click.echo(f"failed   {one['id']} {one['file']}: {(one['error'] or {}).get('message', '')}")
