"""lontar watch: a scanner folder, of which what stands still becomes letters."""

import threading
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.commands.add import shown
from lontar.console import Console, as_json, as_person, progress, say
from lontar.digitising.collecting import batch_of
from lontar.digitising.watching import Watched, Watcher, demand_folder
from lontar.intake.keeping import Arrived
from lontar.settle import told_to_stop
from office.units import by_code
from schemas.errors import Unavailable
from schemas.letter import SPLITS, WAYS


@shared.command("watch", "Take files out of a scanner folder as letters, until Ctrl-C.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--batch", metavar="NAME", help="The digitising batch they belong to; made where the unit has none so.")
@click.option("--unit", metavar="CODE", help="The unit that owns them.")
@click.option("--direction", type=click.Choice(WAYS), default="legacy", help="Legacy letters get no agenda number.")
@click.option("--split", type=click.Choice(SPLITS), help="They are batch scans: a new letter at each of these.")
@click.option("--leave", is_flag=True, help="Leave what was taken where it lies, and remember it.")
@click.option("--once", is_flag=True, help="Two looks, then end.")
@click.option("--seconds", type=click.FloatRange(min=0.05), help="Pause between two looks.")
@as_person
@as_json
def command(console: Console, folder: Path, person: str | None, *, as_json: bool, once: bool, **options: Any) -> None:
    """Files in BOX/FOLDER below it belong to that folder. What was taken goes to FOLDER/taken, what cannot be taken to
    FOLDER/rejected with a text that says why."""
    demand_folder(folder)
    house, reader = console.house, console.reader(person)
    unit = by_code(house.store, options["unit"])["_id"] if options["unit"] else reader.unit
    batch = batch_of(house, reader, unit, options["batch"])
    how = {"direction": options["direction"], "batch": batch, "split": options["split"], "leaves": options["leave"]}
    watcher = Watcher(house, reader, Watched(folder, unit, **how))
    over, failed = told_to_stop(), False
    pause = options["seconds"] or house.settings.inbound.watch_seconds
    with progress() as tell:
        for taken in _looks(watcher, pause, over, once=once):
            failed = failed or bool(taken and taken.error)
            if taken:
                _tell(taken, as_json=as_json)
            else:
                tell(f"Watching {shown(folder)}; Ctrl-C ends it.")
    if once and failed:
        raise SystemExit(1)


def _looks(watcher: Watcher, pause: float, over: threading.Event, *, once: bool) -> Any:
    """What became of each file; None after each look. What is at hand is finished before it ends."""
    looks, trouble = 0, ""
    while not over.is_set() and not (once and looks == 2):
        try:
            for one in watcher.look():
                yield one
                if over.is_set():
                    return
            trouble = ""
        except Unavailable as error:
            if once:
                raise
            if str(error) != trouble:
                click.echo(f"lontar: {error}", err=True)
            trouble = str(error)
        looks += 1
        yield None
        if not (once and looks == 2):
            over.wait(pause)


def _tell(one: Arrived, *, as_json: bool) -> None:
    if as_json:
        say(one.as_dict())
    else:
        click.echo(
            f"{one.status:<10} {one.file}: {one.error}" if one.error else f"{one.status:<10} {one.id} {one.file}"
        )
