"""lontar watch: a scanner folder, of which what stands still becomes letters."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.commands.add import shown, tell_arrived
from lontar.console import Console, as_json, as_person, progress
from lontar.digitising.collecting import batch_of, looks
from lontar.digitising.watching import Watched, Watcher, demand_folder
from lontar.settle import told_to_stop
from office.units import by_code
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
        for taken in looks(watcher, pause, over, most=2 if once else 0, tell=partial(click.echo, err=True)):
            failed = failed or bool(taken and taken.error)
            if taken:
                tell_arrived(taken.as_dict(), as_json=as_json)
            else:
                tell(f"Watching {shown(folder)}; Ctrl-C ends it.")
    if once and failed:
        raise SystemExit(1)
