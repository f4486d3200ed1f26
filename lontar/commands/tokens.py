"""lontar tokens: by which programs act as people."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say
from office import people, personal_tokens
from schemas.personal_token import SCOPES
from schemas.times import in_utc
from store.again import again
from store.contract import Row


@shared.command("tokens", "The personal tokens of a person; --make makes one, shown once, --end ends one.")
@click.argument("login")
@click.option("--make", "name", metavar="NAME", help="Make a token; NAME says what it is for.")
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice(SCOPES), default=("read",), show_default=True,
    help="With --make: what it may do, within what the person may; may be repeated.",
)  # fmt: skip
@click.option(
    "--days", type=int, default=personal_tokens.USUAL_DAYS, show_default=True, help="With --make: how long it lasts."
)
@click.option("--end", "ended", metavar="ID", help="End a token.")
@as_json
def command(console: Console, login: str, **options: Any) -> None:
    store, by = console.house.store, console.reader()
    person = people.named(store, login)
    if options["name"]:
        longest = console.settings.accounts.token_days
        wanted = {one: options[one] for one in ("name", "scopes", "days")}
        secret, changes = personal_tokens.made(store, by, person, **wanted, longest=longest)
        store.commit(changes)
        say({"token": secret}) if options["as_json"] else click.echo(secret)
        return
    if options["ended"]:
        again(store, lambda: personal_tokens.ended(store, by, options["ended"], person["_id"]))
    for row in personal_tokens.of(store, person["_id"]):
        say(_said(row)) if options["as_json"] else click.echo(_line(row))


def _said(row: Row) -> dict[str, Any]:
    kept = {name: row[name] for name in ("name", "hint", "scopes")}
    times = {name: in_utc(row[name]) if row.get(name) else None for name in ("made_at", "ends_at", "used_at")}
    return {"id": row["_id"]} | kept | times | {"used_from": row.get("used_from", "")}


def _line(row: Row) -> str:
    used = f"used {row['used_at']:%Y-%m-%d %H:%M}" if row.get("used_at") else "never used"
    ends = f"{'ended' if personal_tokens.has_ended(row) else 'ends'} {row['ends_at']:%Y-%m-%d}"
    return f"{row['_id']}  {row['hint']}…  {row['name']:<30} {', '.join(row['scopes'])}; {ends}; {used}"
