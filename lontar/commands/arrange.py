"""lontar arrange: pages of a letter put in order, left out, split off; a scan taken off."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.intake import arranging
from lontar.intake.arrangement import brought_back
from lontar.intake.batches import is_blank
from lontar.letters import letter_for
from lontar.paging import Leaf, leaf_of, left_out_of, order_of, pages_of
from lontar.wiring import House
from office.access import Reader
from schemas.errors import WrongUse
from schemas.letter import SPLITS
from store.contract import Row


class Numbers(click.ParamType[list[int]]):
    """3,1,2: numbers of pages as the letter shows them when the command begins."""

    name = "N,N..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[int]:
        try:
            return [int(one) for one in str(value).split(",")]
        except ValueError:
            self.fail("numbers of pages apart by commas, such as 3,1,2", param, ctx)


@shared.command(
    "arrange", "Order the pages of a letter, leave some out, split it; every act can be undone on its page."
)
@click.argument("id")
@click.option("--order", type=Numbers(), help="The pages it is to show, in this order; its others are left out.")
@click.option("--drop", type=Numbers(), help="Leave these pages out.")
@click.option("--blanks", is_flag=True, help="Leave out its blank pages.")
@click.option("--back", is_flag=True, help="Bring back all that was left out.")
@click.option("--split", type=Numbers(), help="A new letter begins at each of these pages.")
@click.option(
    "--split-at", type=click.Choice(SPLITS), help="A new letter begins behind each of these; they are left out."
)
@click.option("--detach", is_flag=True, help="Of a letter of a table: its scan becomes a letter by itself.")
@as_person
@as_json
def command(console: Console, id: str, *, as_json: bool, person: str | None, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    cuts = [name for name in ("split", "split_at", "detach") if options[name]]
    if len([name for name, value in options.items() if value]) > 1 and cuts:
        raise WrongUse(what="lontar arrange", why="a splitting is a command of its own: numbers of pages change by it")
    if cuts:
        _tell({"id": id, **vars(_cut(house, reader, id, options))}, as_json=as_json)
        return
    row = letter_for(house, reader, id, arranging.ACTION)
    shown = _wanted(row, pages_of(house, id, ("file", "page", "details", "text", "by_hand")), options)
    events = arranging.arrange(house, reader, id, shown)
    _tell({"id": id, "events": events, "letters": []}, as_json=as_json)


def _cut(house: House, reader: Reader, id: str, options: dict[str, Any]) -> arranging.Done:
    if options["detach"]:
        return arranging.detach(house, reader, id)
    if options["split"]:
        return arranging.split(house, reader, id, options["split"])
    return arranging.split_at(house, reader, id, options["split_at"])


def _wanted(letter: Row, pages: list[Row], options: dict[str, Any]) -> list[Leaf]:
    """What the letter is to show; numbers are those it has now."""
    order = order_of(letter["files"])
    gone = {leaf_of(page) for page in pages if options["blanks"] and is_blank(page)}
    gone |= set(_leaves(order, options["drop"] or []))
    wanted = _leaves(order, options["order"]) if options["order"] else order
    wanted = [leaf for leaf in wanted if leaf not in gone]
    return brought_back(wanted, left_out_of(letter["files"])) if options["back"] else wanted


def _leaves(order: list[Leaf], numbers: list[int]) -> list[Leaf]:
    """Raises WrongUse."""
    for number in numbers:
        if not 1 <= number <= len(order):
            raise WrongUse(what=f"page {number}", why=f"the letter has {len(order)}")
    return [order[number - 1] for number in numbers]


def _tell(done: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say(done)
    elif not done["events"]:
        click.echo("Nothing was different.")
    else:
        click.echo(f"arranged   {done['id']}")
        for id in done["letters"]:
            click.echo(f"split off  {id}")
