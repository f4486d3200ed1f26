"""lontar units: the tree of units, how far each has come on board, and its state."""

from typing import Any

import click

from lontar import adoption
from lontar import console as shared
from lontar.console import Console, as_json, say
from office.days import day_at, zone_of
from office.units import ROOT, by_code, said, stated, write_table
from schemas.adoption import COUNTED
from schemas.errors import WrongUse
from schemas.stored import now
from schemas.unit import Unit
from store.again import again


@shared.command("units", "The units of the office, as a table that `lontar init --units` reads; a state set; adoption.")
@click.argument("words", nargs=-1, metavar="[state CODE STATE | adoption [YYYY-MM]]")
@as_json
def command(console: Console, words: tuple[str, ...], *, as_json: bool) -> None:
    match words:
        case ():
            _list(console, as_json=as_json)
        case ("state", code, state):
            _state(console, code, state)
        case ("adoption", *month) if len(month) < 2:
            _adoption(console, "".join(month), as_json=as_json)
        case _:
            raise WrongUse(what="lontar units", why="say nothing, state CODE STATE, or adoption YYYY-MM")


def _list(console: Console, *, as_json: bool) -> None:
    rows = list(console.house.store.every(Unit))
    if not as_json:
        click.echo(write_table(rows), nl=False)
        return
    for row in rows:
        say(said(row))


def _state(console: Console, code: str, state: str) -> None:
    store, reader = console.house.store, console.reader()
    before = by_code(store, code)["state"]
    again(store, lambda: stated(by_code(store, code), state, reader.person, reader.operator))
    click.echo(f"{code}: {before} -> {state}")
    click.echo(f"Undo: lontar units state {code} {before}", err=True)


def _adoption(console: Console, month: str, *, as_json: bool) -> None:
    store = console.house.store
    today = day_at(now(), zone_of(store, ROOT))
    for one in adoption.table(store, month_of(month) if month else today.year * 100 + today.month):
        if as_json:
            say({name: value for name, value in one.items() if name != "depth"})
        else:
            counts: list[Any] = [one["accounts"], *(one[name] for name in COUNTED)]
            click.echo(f"{one['unit']:<16} {one['state']:<10} {one['month']} {' '.join(f'{n:>7}' for n in counts)}")


def month_of(text: str) -> int:
    """yyyymm. Raises WrongUse."""
    year, _, month = text.partition("-")
    if not (year.isdecimal() and month.isdecimal() and len(year) == 4 and 1 <= int(month) <= 12):
        raise WrongUse(what=text, why="a month is written like 2026-11")
    return int(year) * 100 + int(month)
