"""lontar access: who has looked at a restricted letter, or at which ones somebody has."""

from typing import Any

import click

from lontar import console as shared
from lontar import looks
from lontar.console import Console, as_json, as_person, say
from lontar.letters import letter_for
from schemas.errors import NotFound, WrongUse
from schemas.person import Person


@shared.command("access", "Who has looked at a restricted letter, or at which ones somebody has.")
@click.argument("id", required=False)
@click.option("--of", "login", metavar="LOGIN", help="At which restricted letters this person has looked.")
@as_person
@as_json
def command(console: Console, id: str | None, login: str | None, person: str | None, *, as_json: bool) -> None:
    if bool(id) == bool(login):
        raise WrongUse(what="lontar access", why="it needs the id of a letter, or --of LOGIN")
    house, reader = console.house, console.reader(person)
    if login:
        rows = house.store.find(Person, {"login": login.lower()}, limit=1)
        if not rows:
            raise NotFound(what=login)
        found = looks.of_person(house, reader, rows[0]["_id"])
    else:
        found = looks.of_letter(house, reader, letter_for(house, reader, str(id))["_id"])
    for one in found:
        say(one) if as_json else click.echo(_line(one))
    if not found and not as_json:
        click.echo("Nobody yet. Letters of the ordinary class are not counted.")


def _line(one: dict[str, Any]) -> str:
    return f"{one['at']}  {one['letter']}  {one['name']:<24} {one['way']} ({one['by']})"
