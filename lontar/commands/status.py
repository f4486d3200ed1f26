"""lontar status: what waits, what failed, how large everything is."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, counted, say
from lontar.status import status


@shared.command("status", "What waits, what failed, how large everything is.")
@as_json
def command(console: Console, as_json: bool) -> None:
    found = status(console.house)
    if as_json:
        say({"home": str(console.settings.home)} | found)
        return
    index, store = found["index"], found["store"]
    click.echo(f"home     {console.settings.home}")
    click.echo(f"letters  {_counts(found['letters'], 'none yet')}")
    click.echo(f"work     {_counts(found['work'], 'nothing')}")
    click.echo(f"queue    {_queue(found['queue'])}")
    if index["error"]:
        click.echo(f"index    {index['error']['message']}")
        click.echo(f"store    {store['bytes'] / 1e6:.1f} MB")
    else:
        click.echo(f"index    {counted(index['letters'], 'letter')}, {counted(index['events_behind'], 'event')} behind")
        click.echo(f"store    {store['bytes'] / 1e6:.1f} MB, index {index['bytes'] / 1e6:.1f} MB")
    if not found["libreoffice"]:
        click.echo(
            "pages    .docx and .odt are read as text; with LibreOffice (soffice) their pages would be shown too"
        )
    for one in found["failed"]:
        click.echo(f"failed   {one['id']} {one['file']}: {(one['error'] or {}).get('message', '')}")


def _queue(state: dict[str, Any]) -> str:
    if state["error"]:
        return str(state["error"]["message"])
    messages = "this machine's own workers" if state["messages"] is None else counted(state["messages"], "message")
    return f"{state['place']} {messages}"


def _counts(by_state: dict[str, int], nothing: str) -> str:
    return ", ".join(f"{number} {state}" for state, number in by_state.items()) or nothing
