"""lontar run: web and workers until Ctrl-C."""

import threading
from typing import Any

import click

from lontar import console as shared
from lontar import supervisor
from lontar.console import Console, on_terminal
from lontar.journey import arrive
from office import demo, founding
from office.access import installation
from schemas.letter import Letter
from web.setup import founder
from work import lease
from work.sweeper import unfinished

SAMPLES, SEED = 40, 2026


@shared.command("run", "Web and workers, until Ctrl-C.")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on.")
@click.option("--demo", "as_demo", is_flag=True, help="An invented office with sample letters, if this home is empty.")
def command(console: Console, **options: Any) -> None:
    settings = console.settings.web
    beside = None
    if options["as_demo"]:
        demo.found(console.house.store)
        if console.house.store.count(Letter) < SAMPLES:  # a start that was cut off goes on
            beside = _fill(console)
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


def _fill(console: Console) -> Any:
    """Makes sample letters and lets them arrive, some each for the units of the demo."""

    def fill(over: threading.Event) -> None:
        from samples.make import make

        house = console.house
        folder = console.settings.home / "samples"
        make(folder, SAMPLES, SEED, scans=True)
        units = list(demo.UNITS)
        for number, path in enumerate(sorted((folder / "letters").iterdir())):
            if over.is_set():
                return
            direction = "incoming" if number % 3 == 0 else "legacy"
            unit = units[number % len(units)]
            # As a batch: what somebody uploads meanwhile is read first.
            arrive(house, path, path.name, installation("demo"), unit=unit, direction=direction, priority=lease.BATCH)
        _progress(console, over)

    return fill


def _progress(console: Console, over: threading.Event) -> None:
    """How much of the samples is read, on a terminal."""
    while on_terminal() and not over.is_set() and (left := unfinished(console.house.store)):
        click.echo(f"\r\033[K{left} letters to read", nl=False, err=True)
        over.wait(0.5)
    if on_terminal():
        click.echo("\r\033[KAll letters are read.", err=True)
