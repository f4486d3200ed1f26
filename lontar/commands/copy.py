"""lontar copy: a letter as a file to give away."""

import shutil
from pathlib import Path

import click

from lontar import console as shared
from lontar.console import Console, as_person
from lontar.letters import letter_for
from lontar.looks import looked
from lontar.reading.copies import FORMS, copy_of
from paper.sandbox import Sandbox
from store.disk import told


@shared.command("copy", "Write a copy of a letter: a searchable PDF/A, its text, hOCR or ALTO.")
@click.argument("id")
@click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="pdf", show_default=True, help="What it becomes."
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to; without it here, by its id.")
@as_person
def command(console: Console, id: str, form: str, output: Path | None, person: str | None) -> None:
    reader = console.reader(person)
    letter = letter_for(console.house, reader, id)
    looked(console.house, reader, letter, "download", "command")
    with Sandbox(console.settings.paper) as sandbox:
        made = copy_of(console.house, sandbox, letter, form)
    to = output or Path(f"{id}.{FORMS[form].name}")
    with told(str(to)):
        shutil.copyfile(made, to)
    click.echo(to)
