"""lontar run: web and workers until Ctrl-C."""

import threading
from typing import Any

import click

from lontar import console as shared
from lontar import supervisor
from lontar.console import Console, on_terminal, progress
from lontar.journey import arrive
from lontar.wiring import House
from office import demo, founding
from office.access import installation
from schemas.errors import Unavailable
from schemas.letter import Letter
from store.disk import told
from web.setup import founder
from work import lease
from work.sweeper import unfinished


@shared.command("run", "Web and workers, until Ctrl-C.")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on.")
@click.option("--demo", "as_demo", is_flag=True, help="An invented office with sample letters, if this home is empty.")
def command(console: Console, **options: Any) -> None:
    settings = console.settings.web
    beside = None
    if options["as_demo"]:
        demo.found(console.house.store)
        if console.house.store.count(Letter) < demo.LETTERS:  # a start that was cut off goes on
            beside = _fill(console.house)
    host, port = options["host"] or settings.host, options["port"] or settings.port
    if not founding.has_people(console.house.store):
        token = founder.token_of(console.settings.home)
        click.echo(
            f"Nobody has an account yet. Set up this archive at http://{host}:{port}/setup?token={token}", err=True
        )
    supervisor.run(
        console.house,
        host,
        port,
        beside=beside,
        tell=lambda said: click.echo(said, err=True),
    )


def _fill(house: House) -> Any:
    """Makes the demo's letters; each arrives as soon as it stands, so that the first are found after a second."""

    def fill(over: threading.Event) -> None:
        from samples.demo import letters
        from samples.make import put

        folder = house.settings.home / "samples"
        for number, (sample, unit, direction) in enumerate(letters(), 1):
            if over.is_set():
                return
            try:
                with told(str(folder)):
                    path = put(folder, sample, scan=sample.paper)
            except Unavailable as error:
                click.echo(str(error), err=True)  # the next start goes on
                return
            name = f"{sample.layout.replace('-', ' ').capitalize()} {number:02d}{path.suffix}"
            # As a batch: what somebody uploads meanwhile is read first.
            arrive(house, path, name, installation("demo"), unit=unit, direction=direction, priority=lease.BATCH)
        if on_terminal():
            _watch(house, over)

    return fill


def _watch(house: House, over: threading.Event) -> None:
    """How much of the samples is read."""
    with progress() as tell:
        while not over.is_set() and (left := unfinished(house.store)):
            tell(f"{left} letters to read")
            over.wait(0.5)
    click.echo("All letters are read.", err=True)
