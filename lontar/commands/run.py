"""lontar run: web and workers until Ctrl-C."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar import supervisor
from lontar.console import Console, progress
from lontar.describing.demonstrated import described
from lontar.digitising.demonstrated import batch_for
from lontar.digitising.demonstrated import begun as listed
from lontar.journey import arrive
from lontar.retention import demonstrated as retention
from lontar.routing.demonstrated import begun
from lontar.settings import keep
from lontar.wiring import House
from office import demo, founding
from office.access import Reader
from paper.sandbox import Sandbox
from schemas.draft import Draft
from schemas.errors import LontarError
from schemas.letter import Letter
from schemas.office import OFFICE, Office
from web.settings import MOST_PORTS
from web.setup import founder
from work import lease
from work.sweeper import unfinished

Made = tuple[str, Path, str, str]
"""Name, file, unit and direction of a letter of the demo."""
SECONDS = 60.0  # at most for one sample, of which the slowest took 1.5, and for the drafts
HERE = ("127.0.0.1", "localhost")


@shared.command("run", "Web and workers, until Ctrl-C.")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, MOST_PORTS), help="Port to listen on.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read letters.")
@click.option("--demo", "as_demo", is_flag=True, help="An invented office with sample letters, if this home is empty.")
def command(console: Console, **options: Any) -> None:
    settings = console.settings.web
    console.demand_settings()
    console.tell_languages()
    console.tell_queue()
    host, port = options["host"] or settings.host, options["port"] or settings.port
    house, beside = console.house, None
    if options["as_demo"]:
        demo.found(house.store, console.operator)
        house = _shown_at(house, host, port)
        beside = _fill(house, console.reader())
    if not founding.has_people(console.house.store):
        token = founder.token_of(console.settings.home)
        click.echo(
            f"Nobody has an account yet. Set up this archive at http://{host}:{port}/setup?token={token}", err=True
        )
    supervisor.run(
        house,
        host,
        port,
        workers=options["workers"] or console.settings.work_pool.workers,
        beside=beside,
        tell=console.tell,
    )


def _shown_at(house: House, host: str, port: int) -> House:
    """The demo with the address at which its letters can be verified, if it has none yet: what is signed in it bears
    the code that leads there. The passphrase with which people sign is told."""
    if not _is_demo(house):
        return house
    click.echo(f"In this demo letters are signed with the passphrase {demo.PASSPHRASE}", err=True)
    if house.settings.web.public_url or host not in HERE:
        return house
    return replace(house, settings=keep(house.settings, {"public_url": f"http://{host}:{port}"}))


def _is_demo(house: House) -> bool:
    return bool((house.store.get(Office, OFFICE) or {}).get("demo"))


def _fill(house: House, reader: Reader) -> Callable[[threading.Event], None] | None:
    """What fills the demo until an event is set: each letter arrives as soon as it stands, so that the first are
    found after a second. None where all is there; a start that was cut off goes on."""
    lacking = house.store.count(Letter) < demo.LETTERS
    if not _is_demo(house) or not (lacking or house.store.count(Draft) < demo.DRAFTS or retention.is_lacking(house)):
        return None

    def fill(over: threading.Event) -> None:
        try:
            with progress() as tell:
                for made, letter in enumerate(_made(house) if lacking else (), 1):
                    if over.is_set():
                        return
                    _bring(house, reader, letter)
                    tell(f"Sample letters made: {made} of {demo.LETTERS}. Letters to read: {unfinished(house.store)}")
                if lacking:
                    begun(house)
                    described(house)
                tell("Drafts are written")
                _draft(house)
                while left := unfinished(house.store):
                    tell(f"Letters to read: {left}")
                    if over.wait(0.5):
                        return
                listed(house)
                retention.begun(house)
        except LontarError as error:
            click.echo(str(error), err=True)  # the next start goes on
        else:
            click.echo("All letters are read.", err=True)

    return fill


def _draft(house: House) -> None:
    """In a process that ends with what typesets and signs."""
    where = dict(house.settings.environ), house.settings.folder
    with Sandbox(house.settings.paper, ()) as sandbox:
        sandbox.call("lontar.sending.demonstrated:begun_in", *where, seconds=SECONDS)


def _bring(house: House, reader: Reader, letter: Made) -> None:
    """As a batch: what somebody uploads meanwhile is read first."""
    name, path, unit, direction = letter
    batch = batch_for(house, unit, direction)
    for arrived in arrive(house, path, name, reader, unit=unit, direction=direction, batch=batch, priority=lease.BATCH):
        if arrived.error:
            raise arrived.error


def _made(house: House) -> Iterator[Made]:
    """The letters of the demo, made in a process that ends with them: setting and damaging pages takes 200 MB, which
    no office needs later."""
    from samples.demo import letters

    folder = house.settings.home / "samples"
    with Sandbox(house.settings.paper, ("samples.make",)) as sandbox:
        for number, (sample, unit, direction) in enumerate(letters(), 1):
            path: Path = sandbox.call("samples.make:put", folder, sample, scan=sample.paper, seconds=SECONDS)
            yield f"{sample.layout.replace('-', ' ').capitalize()} {number:02d}{path.suffix}", path, unit, direction
