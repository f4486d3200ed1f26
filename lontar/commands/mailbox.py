"""lontar mailbox: an IMAP folder, of which each message becomes a letter."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, progress, say, secrets_typed
from lontar.digitising.collecting import batch_of
from lontar.digitising.imap import Address, NoSuchAccount
from lontar.digitising.mailbox import Box, Emptier
from lontar.intake.keeping import Arrived
from lontar.settle import told_to_stop
from office.units import by_code
from schemas.errors import Unavailable
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
        for taken in _looks(Emptier(house, reader, box), pause, over, once=once):
            failed = failed or bool(taken and taken.error)
            if taken:
                _tell(taken, as_json=as_json)
            else:
                tell(f"Looking into {address.folder} of {address.host}; Ctrl-C ends it.")
    if once and failed:
        raise SystemExit(1)


def _looks(emptier: Emptier, pause: float, over: threading.Event, *, once: bool) -> Iterator[Arrived | None]:
    """What became of each message; None after each look. A server that is away is waited for; a wrong password is
    not tried twice, since accounts are locked for it."""
    trouble = ""
    while not over.is_set():
        try:
            for one in emptier.look():
                yield one
                if over.is_set():
                    return
            trouble = ""
        except Unavailable as error:
            if once or isinstance(error, NoSuchAccount):
                raise
            if str(error) != trouble:
                click.echo(f"lontar: {error}", err=True)
            trouble = str(error)
        yield None
        if once:
            return
        over.wait(pause)


def _tell(one: Arrived, *, as_json: bool) -> None:
    if as_json:
        say(one.as_dict())
    else:
        click.echo(
            f"{one.status:<10} {one.file}: {one.error}" if one.error else f"{one.status:<10} {one.id} {one.file}"
        )
