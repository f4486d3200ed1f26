"""lontar send: a letter of one's unit sent to units, positions, lists and addresses; how far it is; taken back."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, say
from lontar.letters import letter_for
from lontar.sending import acts, latest, lists, overtaking, post, said, states, wanted
from lontar.sending.own import senders, to_send
from lontar.sending.states import Recipient
from office.access import Reader
from office.units import by_code
from schemas.errors import WrongUse

ACTS = ("status", "recall", "again", "reinstate", "save", "drop")
OVERTAKES = {"replaces": "replaced", "revokes": "revoked"}
"""What an option makes of the earlier letter."""


@shared.command(
    "send",
    "Send a letter of your unit. Without an ID: what was sent lately. `status ID`: how far it is with each; `recall "
    "ID`: take it back from who has not opened it; `again ID`: mail once more what failed; `reinstate ID`: it was "
    "replaced or revoked by mistake; `lists`: saved lists; `save NAME`, `drop NAME`: one saved from --to, deleted.",
)
@click.argument("words", nargs=-1, metavar="[status|recall|again|reinstate|lists|save|drop] [ID]")
@click.option(
    "--to",
    "to",
    multiple=True,
    metavar="UNIT|POSITION|@LIST|MAIL",
    help="Code of a unit or position, @ and a saved list, an e-mail address; several times for several.",
)
@click.option("--branch", "branches", multiple=True, metavar="UNIT", help="A unit with all below it.")
@click.option("--unit", metavar="CODE", help="save: the list is this unit's, kept by its registry; without it yours.")
@click.option("--replaces", metavar="ID", help="An earlier letter of the unit that this one corrects (ralat).")
@click.option("--revokes", metavar="ID", help="An earlier letter of the unit that this one takes back (pencabutan).")
@click.option("--why", default="", metavar="TEXT", help="Why, of --replaces, --revokes and reinstate.")
@click.option("--dry-run", is_flag=True, help="Only say who would get it.")
@as_person
@as_json
def command(console: Console, words: tuple[str, ...], person: str | None, *, as_json: bool, **options: Any) -> None:
    reader = console.reader(person)
    match words:
        case ():
            _latest(console, reader, as_json=as_json)
        case ("lists",):
            _lists(console, reader, as_json=as_json)
        case ("status", id):
            _status(console, reader, id, as_json=as_json)
        case ("recall", id):
            made = said.recalled_said(console.house, acts.recall(console.house, reader, id))
            _tell_recalled(made, as_json=as_json)
        case ("again", id):
            _again(console, reader, id)
        case ("reinstate", id):
            _tell_overtaken(overtaking.reinstate(console.house, reader, id, options["why"]), as_json=as_json)
        case ("save", name):
            _save(console, reader, name, options)
        case ("drop", name):
            lists.drop(console.house, reader, lists.list_named(console.house, reader, name)["_id"])
        case (id,) if id not in ACTS:
            _send(console, reader, id, options, as_json=as_json)
        case _:
            raise WrongUse(what="lontar send", why=f"it takes the id of a letter, or {', '.join(ACTS)} and what of")


def _send(console: Console, reader: Reader, id: str, options: dict[str, Any], *, as_json: bool) -> None:
    house = console.house
    to = wanted.named(house, reader, options["to"], options["branches"])
    if not options["dry_run"]:
        events = _overtake(console, reader, id, options)
        if events is not None and not (options["to"] or options["branches"]):
            _tell_overtaken(events, as_json=as_json)
            return
    if options["dry_run"]:
        made = said.plan_said(house, acts.preview(house, reader, id, to))
    else:
        made = said.done_said(house, acts.send(house, reader, id, to))
    if as_json:
        say(made)
    else:
        _tell_plan(made)
    if any(one["kind"] == "address" and one["error"] for one in made["recipients"]):
        raise SystemExit(1)


def _overtake(console: Console, reader: Reader, id: str, options: dict[str, Any]) -> list[int] | None:
    """Before anything goes out. None where no earlier letter is named."""
    events = None
    for name, standing in OVERTAKES.items():
        if options[name]:
            made = overtaking.overtake(console.house, reader, id, options[name], standing, why=options["why"])
            events = [*(events or []), *made]
    return events


def _tell_overtaken(events: list[int], *, as_json: bool) -> None:
    if as_json:
        say({"events": events})
    else:
        click.echo("Done." if events else "Nothing was different.")


def _tell_plan(made: dict[str, Any]) -> None:
    for one in made["recipients"]:
        number = (made.get("numbers") or {}).get(one["code"] or "")
        why = one["error"]["message"] if one["error"] else ""
        parts = (one["code"] or one["name"], one["outcome"], f"no. {number}" if number else "", why)
        click.echo("  ".join(part for part in parts if part))
    told = ", ".join(f"{count} {name}" for name, count in made["counts"].items() if count)
    click.echo(told or "nobody")


def _status(console: Console, reader: Reader, id: str, *, as_json: bool) -> None:
    house = console.house
    units = senders(house, reader, letter_for(house, reader, id))
    found = states.recipients(house, reader, id, units)
    if as_json:
        say({"letter": id, "counts": states.counts(found), "recipients": states.said(found)})
        return
    for one in found:
        click.echo(_line(one))
    told = ", ".join(f"{count} {state}" for state, count in states.counts(found).items())
    click.echo(told or "It was sent to nobody.")


def _line(one: Recipient) -> str:
    at = f"{one.at:%Y-%m-%d %H:%M}" if one.at else ""
    number = f"no. {one.number}" if one.number else ""
    parts = (one.code or "", one.name, number, one.state, at, one.by or "", one.why or "")
    return "  ".join(part for part in parts if part)


def _tell_recalled(made: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say(made)
        return
    click.echo(f"Recalled from {counted(len(made['recalled']), 'unit')}: {', '.join(made['recalled']) or '-'}")
    if made["unmailed"]:
        click.echo(f"Not mailed any more: {', '.join(made['unmailed'])}")
    if made["kept"] or made["mailed"]:
        click.echo(f"It stays with: {', '.join([*made['kept'], *made['mailed']])}")


def _again(console: Console, reader: Reader, id: str) -> None:
    house = console.house
    to_send(house, reader, id)
    found = states.recipients(house, reader, id, senders(house, reader, letter_for(house, reader, id)))
    rows = [one for one in found if one.state in ("failed", "unsure")]
    for one in rows:
        post.send_again(house, reader, one.id)
    click.echo(f"{counted(len(rows), 'mail')} will go out again.")


def _latest(console: Console, reader: Reader, *, as_json: bool) -> None:
    for row in latest.latest(console.house, reader):
        one = said.sending_said(console.house, row)
        if as_json:
            say(one)
        else:
            numbers = f"{counted(one['units'], 'unit')}, {one['paper']} on paper, {counted(one['mailed'], 'mail')}"
            click.echo(f"{row['made_at']:%Y-%m-%d %H:%M}  {one['letter']}  {one['unit']}  {numbers}")


def _lists(console: Console, reader: Reader, *, as_json: bool) -> None:
    for row in lists.lists(console.house, reader):
        one = lists.said(console.house, row)
        if as_json:
            say(one)
        else:
            everybody = " ".join([*one["units"], *one["positions"], *one["addresses"]])
            click.echo(f"@{one['name']}  {one['unit'] or '-'}  {everybody}")


def _save(console: Console, reader: Reader, name: str, options: dict[str, Any]) -> None:
    house = console.house
    unit = by_code(house.store, options["unit"])["_id"] if options["unit"] else None
    to = wanted.meant(house, reader, wanted.named(house, reader, options["to"], options["branches"]))
    click.echo(lists.save(house, reader, name, wanted.kept(to), unit=unit))
