"""lontar mailbox: an IMAP folder, of which each message becomes a letter."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.commands.add import tell_arrived
from lontar.console import Console, as_json, as_person, progress, secrets_typed
from lontar.digitising.collecting import batch_of, looks
from lontar.digitising.imap import Address, NoSuchAccount
from lontar.digitising.mailbox import Box, Emptier
from lontar.settle import told_to_stop
from office.units import by_code
from schemas.letter import WAYS


@shared.command("mailbox", "Take the messages of an IMAP folder as letters, until Ctrl-C.")
@click.argument("url", metavar="imaps://USER@HOST/FOLDER")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="File whose first line is the password; - is stdin. Else LONTAR_MAILBOX_PASSWORD, else it is asked for.",
)
@click.option("--unit", metavar="CODE", help="The unit that owns the letters.")
@click.option("--direction", type=click.Choice(WAYS), help="What they are; else as LONTAR_MAILBOX_DIRECTION says.")
@click.option("--batch", metavar="NAME", help="The digitising batch they belong to; made where the unit has none so.")
@click.option("--done", metavar="FOLDER", help="Where messages go once they are kept; empty: they stay, with a mark.")
@click.option("--ca", metavar="FILE", help="Root certificate of a server that has one of its own.")
@click.option("--once", is_flag=True, help="One look, then end.")
@click.option("--seconds", type=click.FloatRange(min=1), help="Pause between two looks.")
@as_person
@as_json
def command(console: Console, url: str, person: str | None, *, as_json: bool, once: bool, **options: Any) -> None:
    address, settings = Address.of(url), console.settings.inbound
    file, password = options["password_file"], settings.mailbox_password
    if file is not None or not password:
        (password,) = secrets_typed(file, f"Password of {address.user}")
    house, reader = console.house, console.reader(person)
    unit = by_code(house.store, options["unit"])["_id"] if options["unit"] else reader.unit
    box = Box(
        address,
        password,
        unit,
        options["direction"] or settings.mailbox_direction,
        batch=batch_of(house, reader, unit, options["batch"]),
        done=settings.mailbox_done if options["done"] is None else options["done"],
        ca=settings.mailbox_ca if options["ca"] is None else options["ca"],
    )
    failed = False
    with progress() as tell:
        over, pause = told_to_stop(), options["seconds"] or settings.mailbox_seconds
        # A wrong password is not tried twice: accounts are locked for it.
        most, say_so = 1 if once else 0, partial(click.echo, err=True)
        emptier = Emptier(house, reader, box)
        for taken in looks(emptier, pause, over, most=most, hopeless=(NoSuchAccount,), tell=say_so):
            failed = failed or bool(taken and taken.error)
            if taken:
                tell_arrived(taken.as_dict(), as_json=as_json)
            else:
                tell(f"Looking into {address.folder} of {address.host}; Ctrl-C ends it.")
    if once and failed:
        raise SystemExit(1)
