"""lontar evidence: a letter with all that proves it, as a file that verifies without Lontar."""

from pathlib import Path

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, progress, say
from lontar.letters import letter_for
from lontar.looks import looked
from lontar.proving import bundle
from lontar.proving.head import head
from schemas.errors import Taken, WrongUse
from store.disk import streamed, told


@shared.command("evidence", "Evidence of a letter as a file that verifies without Lontar; or the head of the log.")
@click.argument("id", required=False)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to; without it here, by its id.")
@click.option("--head", "only_head", is_flag=True, help="Only the head of the log, to be kept elsewhere.")
@as_person
@as_json
def command(
    console: Console, id: str | None, output: Path | None, only_head: bool, person: str | None, *, as_json: bool
) -> None:  # fmt: skip
    reader = console.reader(person)
    if only_head:
        with progress() as tell:
            found = head(console.house, tell=lambda number: tell(f"event {number}"))
        say(found.said()) if as_json else click.echo(f"{found.sequence}:{found.chain}:{found.root}")
        return
    if not id:
        raise WrongUse(what="lontar evidence", why="it needs the id of a letter, or --head")
    looked(console.house, reader, letter_for(console.house, reader, id), "download", "command")
    to = output or Path(bundle.name_of(id))
    if to.exists():
        raise Taken(what=to.name)
    with told(str(to)), streamed(to) as out:
        found = bundle.write(console.house, reader, id, out)
    say({"file": str(to)} | found.said()) if as_json else click.echo(to)
