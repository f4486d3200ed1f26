"""lontar samples: letters of an invented regency with their ground truth."""

from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, counted, progress
from samples.make import make


@shared.command("samples", "Write generated letters and their ground truth.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--letters", default=40, show_default=True, type=click.IntRange(min=1), help="How many.")
@click.option("--seed", default=1, show_default=True, help="The same seed writes the same letters.")
@click.option("--scans", is_flag=True, help="Every second one as a damaged scan.")
def command(console: Console, folder: Path, **options: Any) -> None:
    letters = options["letters"]
    with progress() as tell:
        made = make(
            folder,
            letters,
            options["seed"],
            scans=options["scans"],
            progress=lambda done: tell(f"{done} of {counted(letters, 'letter')}"),
        )
    click.echo(f"{counted(len(made), 'letter')} in {folder / 'letters'}, their truth in {folder / 'truth'}.")
