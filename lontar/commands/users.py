"""lontar users: people with accounts."""

import sys
from collections.abc import Callable
from typing import Any

import click

from lontar import console as shared
from lontar.act import happened
from lontar.console import Console, as_json, line_of_stdin, say
from lontar.laid import FILE, take
from office import identities, people, people_table, second_factor
from office.units import ROOT, by_code
from schemas.errors import NotFound, Taken
from schemas.person import ROLES, Person
from store.changes import Changes


@shared.command(
    "users", "People with accounts; --add makes one, --password sets a new one (typed, or a line of stdin)."
)
@click.option("--add", metavar="LOGIN", help="Make an account for this e-mail address.")
@click.option("--name", default="", help="Name of the new person.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(ROLES), help="Role of the new person; may be repeated."
)
@click.option("--unit", metavar="CODE", help="Unit of the new person.")
@click.option("--password", metavar="LOGIN", help="Ask for a new password of this person.")
@click.option("--reset-second-factor", metavar="LOGIN", help="Take this person's second factor away; ends sessions.")
@click.option("--end-sessions", metavar="LOGIN", help="Sign this person out everywhere.")
@click.option(
    "--unbind", metavar="LOGIN", help="Let this person's account go from who the sign-in service says they are."
)
@click.option("--import", "table", type=FILE, help="Lay a table of people and what they hold over them.")
@click.option("--dry-run", is_flag=True, help="With --import: only say what it would do, or what is wrong, by line.")
@click.option("--export", is_flag=True, help="The table of people and what they hold (CSV).")
@as_json
def command(console: Console, **options: Any) -> None:
    store = console.house.store
    if options["table"]:
        take(store, people_table.plan, options["table"], console.reader(), dry_run=options["dry_run"])
        return
    if options["export"]:
        click.echo(people_table.write(store), nl=False)
        return
    if options["add"]:
        _add(console, **options)
    elif options["password"]:
        _password(console, options["password"])
    elif options["reset_second_factor"]:
        _acted(console, options["reset_second_factor"], second_factor.off, "person.second-factor-reset")
    elif options["end_sessions"]:
        _acted(console, options["end_sessions"], people.end_sessions, "person.sessions-ended")
    elif options["unbind"]:
        _unbind(console, options["unbind"])
    for row in store.find(Person, sort=[("name", 1)], limit=10_000):
        one = {
            "id": row["_id"],
            "login": row["login"],
            "name": row["name"],
            "roles": row["roles"],
            "active": row["active"],
        }
        if options["as_json"]:
            say(one)
        else:
            click.echo(f"{row['login']:<40} {row['name']:<30} {', '.join(row['roles'])}")


def _add(console: Console, **options: Any) -> None:
    store = console.house.store
    unit = by_code(store, options["unit"])["_id"] if options["unit"] else ROOT
    made = people.person(options["name"], options["add"], list(options["roles"]), unit)
    if store.find(Person, {"login": made.login}, limit=1, fields=()):
        raise Taken(what=made.login)  # before anybody types a password for it
    _give_password(console, made)
    event = happened(console.reader(), "person.made", made.id, of="people", after={"roles": list(options["roles"])})
    store.commit(Changes.of(made, events=[event]))


def _account(console: Console, login: str) -> Person:
    rows = console.house.store.find(Person, {"login": login.lower()}, limit=1)
    if not rows:
        raise NotFound(what=login)
    return Person.unpacked(rows[0])


def _acted(console: Console, login: str, act: Callable[[Person], None], verb: str) -> None:
    """Do something to an account, and tell it in the log."""
    account = _account(console, login)
    act(account)
    event = happened(console.reader(), verb, account.id, of="people")
    console.house.store.commit(Changes.of(account, events=[event]))


def _unbind(console: Console, login: str) -> None:
    reader = console.reader()
    console.house.store.commit(identities.unbound(_account(console, login), reader.person, reader.operator))


def _password(console: Console, login: str) -> None:
    _acted(console, login, lambda account: _give_password(console, account), "person.credentials")


def _give_password(console: Console, account: Person) -> None:
    shortest = console.settings.accounts.password_length
    people.set_password(account, _typed(shortest) if sys.stdin.isatty() else line_of_stdin(), shortest)


def _typed(shortest: int) -> str:
    return str(click.prompt(f"Password ({shortest} characters or more)", hide_input=True, confirmation_prompt=True))
