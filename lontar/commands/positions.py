"""lontar positions: the positions of the units and who is in them; tables taken in, people put in and let go."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.laid import FILE, take
from office import holdings, position_table, positions
from office.access import Reader, demand
from office.days import DAY, day_at, typed, zone_of
from office.holders import holders, running
from office.people import named
from office.positions import by_code
from schemas.errors import NotFound, WrongUse
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from store.again import again
from store.contract import Row, Store

WORDS = "[hold CODE LOGIN | release CODE | close CODE | open CODE]"


@shared.command("positions", "The positions of the units as a table; --json with who acts in each.")
@click.argument("words", nargs=-1, metavar=WORDS)
@click.option("--import", "table", type=FILE, help="Lay this table (code, unit, title, head, superior) over them.")
@click.option("--dry-run", is_flag=True, help="With --import: only say what it would do, or what is wrong, by line.")
@click.option("--since", default="", metavar="DAY", help="First day of hold, as 2026-12-05; without it today.")
@click.option("--until", default="", metavar="DAY", help="Last day of hold; or of release, without it yesterday.")
@as_person
@as_json
def command(console: Console, words: tuple[str, ...], table: Path | None, person: str | None, **options: Any) -> None:
    reader, store = console.reader(person), console.house.store
    demand(reader, "units.manage")
    since, until = (typed(options[name], name) for name in ("since", "until"))
    match words:
        case () if table:
            take(store, position_table.plan, table, reader, dry_run=options["dry_run"])
        case ():
            _list(store, as_json=options["as_json"])
        case ("hold", code, login):
            first = since or _today(store, by_code(store, code))
            again(
                store, lambda: holdings.held(store, by_code(store, code), named(store, login), (first, until), reader)
            )
        case ("release", code):
            again(store, lambda: _released(store, code, until, reader))
        case ("close" | "open" as act, code):
            wanted = {"closed": act == "close"}
            again(store, lambda: positions.changed(store, by_code(store, code), wanted, reader))
        case _:
            raise WrongUse(what="lontar positions", why=f"say nothing, or one of {WORDS}")
    if words:
        _tell(store, [by_code(store, words[1])], as_json=options["as_json"])


def _released(store: Store, code: str, last: date | None, reader: Reader) -> Any:
    """The holding that runs, ended. Raises NotFound."""
    position = by_code(store, code)
    mine = running(store, Holding, {"position": position["_id"]}, now())
    if not mine:
        raise NotFound(what=f"A holder of {code}")
    return holdings.released(store, position, mine[0], last or _today(store, position) - DAY, reader)


def _today(store: Store, position: Row) -> date:
    return day_at(now(), zone_of(store, position["unit"]))


def _list(store: Store, *, as_json: bool) -> None:
    if as_json:
        _tell(store, list(store.every(Position)), as_json=True)
    else:
        click.echo(position_table.write(store), nl=False)


def _tell(store: Store, rows: list[Row], *, as_json: bool) -> None:
    acting = holders(store, [row["_id"] for row in rows], now())
    people = store.get_many(Person, sorted({one.person for one in acting.values() if one}))
    units = store.get_many(Unit, sorted({row["unit"] for row in rows}))
    for row in rows:
        one = acting[row["_id"]]
        name = people[one.person]["name"] if one else None
        said = positions.values_of(row) | {"unit": units.get(row["unit"], {}).get("code", row["unit"])}
        if as_json:
            held = {"holder": one.person, "name": name, "form": one.form, "until": one.until} if one else None
            say({"id": row["_id"]} | said | {"acting": held})
        else:
            form = f" ({one.form})" if one and one.form else ""
            click.echo(f"{row['code']:<16} {said['unit']:<12} {row['title']:<40} {name or '-'}{form}")
