"""lontar work: a worker, until it is told to stop or nothing is left."""

import threading
import time
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, on_terminal
from lontar.crew import LOOK_SECONDS, Crew
from lontar.followers import IndexFollower, cursor_name
from schemas.event import Event
from search.errors import IndexBusy
from work.sweeper import unfinished


def finish(console: Console, *, quiet: bool = False) -> None:
    """Read and index what waits, to the end; another process of this home may help."""
    with Crew(console.house, console.settings.work_pool.workers):
        _follow(console, until_done=True, quiet=quiet)


def _follow(console: Console, *, until_done: bool, quiet: bool) -> None:
    """Follow the index beside the crew; where another process writes it, wait for that one."""
    house, follower = console.house, IndexFollower(console.house)
    show = on_terminal() and not quiet
    pause = threading.Event()
    while True:
        left = unfinished(house.store)
        try:
            moved = follower.step()
        except IndexBusy:
            moved = 0 if _followed(console) else 1
            pause.wait(LOOK_SECONDS)
        if show:
            click.echo(f"\r\033[K{left} letters to read" if left else "\r\033[K", nl=False, err=True)
        if until_done and not left and not moved and not unfinished(house.store) and _followed(console):
            return
        if not moved:
            pause.wait(LOOK_SECONDS / 4)


def _followed(console: Console) -> bool:
    """Whether the index stands where the store does."""
    store = console.house.store
    last = store.find(Event, sort=[("sequence", -1)], limit=1, fields=("sequence",))
    return not last or store.cursor(cursor_name(console.house.index.generation)) >= last[0]["sequence"]


@shared.command("work", "Read the letters that wait.")
@click.option("--until-done", is_flag=True, help="End when nothing waits any more.")
def command(console: Console, **options: Any) -> None:
    began = time.monotonic()
    try:
        with Crew(console.house, console.settings.work_pool.workers):
            _follow(console, until_done=options["until_done"], quiet=False)
    except KeyboardInterrupt:
        click.echo("stopped; the next start goes on from here", err=True)
    if on_terminal():
        click.echo(f"{time.monotonic() - began:.1f} s", err=True)
