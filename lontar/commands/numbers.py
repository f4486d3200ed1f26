"""lontar numbers: the forms of the reference numbers of outgoing letters, by unit and classification code."""

import click

from drafting import numbering
from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from office.units import ROOT, by_code
from schemas.unit import Unit


@shared.command("numbers", "The forms of the reference numbers of a unit's outgoing letters; one set, or taken away.")
@click.option("--unit", metavar="CODE", help="The unit; without it the whole office.")
@click.option("--code", default="", metavar="CODE", help="For letters of this classification code and below it.")
@click.option(
    "--set", "form", metavar="FORM", help="Such as {code}/{number:3}/{unit}/{month_roman}/{year}; '' for none."
)
@as_person
@as_json
def command(
    console: Console, unit: str | None, code: str, form: str | None, person: str | None, *, as_json: bool
) -> None:
    store, reader = console.house.store, console.reader(person)
    row = by_code(store, unit) if unit else store.get(Unit, ROOT) or {"_id": ROOT, "code": ""}
    if form is not None and (changes := numbering.set_form(store, reader, row["_id"], code, form)):
        store.commit(changes)
    for one in numbering.forms_of(store, row["_id"]):
        if as_json:
            say({"unit": row["code"], "code": one.get("code", ""), "form": one["form"]})
        else:
            click.echo(f"{one.get('code', '') or '(all)':<16} {one['form']}")
    used = numbering.chosen(store, row.get("path") or [row["_id"]], code)
    if not as_json:
        click.echo(f"Used{f' for {code}' if code else ''}: {used}", err=True)
