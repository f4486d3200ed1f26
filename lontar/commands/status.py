"""lontar status: what waits, what failed, how large everything is."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, counted, say
from lontar.status import away, status
from lontar.troubles import lagging, needs_somebody

AWAY = 3
"""Exit code where an engine cannot be spoken to."""


@shared.command("status", "What waits, what failed, how large everything is.")
@click.option("--check", is_flag=True, help="Exit code 1 if anything needs somebody: failures, stuck work, mail.")
@as_json
def command(console: Console, check: bool, as_json: bool) -> None:
    """Exit code 3 where an engine is away, whatever else is found."""
    found = status(console.house)
    if as_json:
        say({"home": str(console.settings.home)} | found)
    else:
        _tell(console, found)
    if away(found):
        raise SystemExit(AWAY)
    if check and (needs_somebody(found["troubles"]) or found["fixity"]["faults"]):
        raise SystemExit(1)


def _tell(console: Console, found: dict[str, Any]) -> None:
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
    backup = found["backup"]
    click.echo(f"backup   {backup['file']}, {backup['made_at']}" if backup else "backup   none was made yet")
    for fault in found["fixity"]["faults"]:
        click.echo(f"damaged  {fault['thing']}: {fault['why']}")
    _tell_troubles(found["troubles"])
    for one in found["failed"]:
        click.echo(f"failed   {one['id']} {one['file']}: {(one['error'] or {}).get('message', '')}")


def _tell_troubles(found: dict[str, Any]) -> None:
    """Only what is not as it should be."""
    for one in found["failures"]:
        click.echo(f"failed   {counted(one['count'], 'letter')}: {one['title']} ({one['code']})")
    stuck, mail = found["stuck"], found["mail"]
    lines = {
        "letters whose worker died, and nobody takes them up: is `lontar run` or `lontar work` running?": "leases",
        f"letters have waited since {stuck['waiting_since']}": "waiting",
        "jobs that nobody carries on": "jobs",
        "jobs that were given up this week": "given_up",
        "signatures of which nobody knows whether they were made": "signatures",
    }
    for said, name in lines.items():
        if stuck[name]:
            click.echo(f"stuck    {stuck[name]} {said}")
    for one in found["followers"]:
        if one["name"] in lagging(found):
            click.echo(f"behind   {one['name']}: {counted(one['behind'], 'event')}, since {one['since']}")
    for name, number in mail.items():
        if number:
            click.echo(f"mail     {number} {MAILS[name]}")


MAILS = {
    "notices": "notices are due and not sent",
    "notices_refused": "notices were refused this week",
    "alerts": "messages about saved searches are due and not sent",
    "letters": "letters are due and not mailed",
    "letters_failed": "letters could not be mailed this week",
    "letters_unsure": "letters of which nobody knows whether they were mailed",
}


def _queue(state: dict[str, Any]) -> str:
    if state["error"]:
        return str(state["error"]["message"])
    messages = "this machine's own workers" if state["messages"] is None else counted(state["messages"], "message")
    return f"{state['place']} {messages}"


def _counts(by_state: dict[str, int], nothing: str) -> str:
    return ", ".join(f"{number} {state}" for state, number in by_state.items()) or nothing
