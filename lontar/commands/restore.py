"""lontar restore: the archive from its backups, in a home where nothing is yet, and proven there."""

import os
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.backups import restoring
from lontar.backups.age import Key
from lontar.backups.restoring import Restored
from lontar.console import Console, as_json, counted, progress, say, secret_file, secrets_typed
from lontar.faults import faults
from lontar.followers import IndexFollower, rebuild
from lontar.move import Place
from lontar.retention import tombstones
from lontar.settings import load
from lontar.supervisor import only_one
from lontar.wiring import open_house
from store.address import masked
from store.faults import Fault
from store.opening import open_originals, open_store


@shared.command("restore", "The archive from its backups, into a home where nothing is yet.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@secret_file
@click.option("--key", type=click.Path(path_type=Path, exists=True), help="File with the age key that opens them.")
@click.option(
    "--tombstones",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Destroy again what was destroyed since: the lines of `lontar retention --tombstones`.",
)
@as_json
def command(console: Console, files: tuple[Path, ...], *, as_json: bool, **options: Any) -> None:
    """The newest of FILES is restored; those that it adds to are named with it, in any order."""
    key = Key(
        options["key"].read_text("utf-8") if options["key"] else "",
        secrets_typed(options["passphrase_file"], "Passphrase")[0] if options["passphrase_file"] else "",
    )
    settings = console.settings
    with ExitStack() as open_:
        open_.enter_context(only_one(settings.home))
        engines = settings.engines
        store = open_.enter_context(closing(open_store(engines.store, settings.home)))
        originals = open_.enter_context(closing(open_originals(engines.originals, settings.home, engines.store)))
        target = Place(masked(engines.store), store, originals)
        tell = open_.enter_context(progress())
        found = restoring.restore(files, key, settings.home, target, tell)
        restoring.end(found, target, console.operator)
        again, differing = _proven(console, options["tombstones"], tell)
    if as_json:
        say(_said(found, differing) | {"destroyed_again": again})
    else:
        _told(found, differing)
        click.echo(f"{counted(again, 'letter')} destroyed again.") if options["tombstones"] else None
    if differing:
        raise SystemExit(1)


def _proven(console: Console, stones: Path | None, tell: Any) -> tuple[int, list[Fault]]:
    """Letters destroyed again by their tombstones; then the index made anew, and all of it held against itself, with
    the settings that came back."""
    with closing(open_house(load(os.environ, Path.cwd()))) as house:
        again = 0
        if stones is not None:
            with stones.open(encoding="utf-8") as lines:
                again = tombstones.reapply(house, console.reader(), tombstones.read(lines)).again
        rebuild(house, lambda done: tell(f"{counted(done, 'letter')} indexed"))
        IndexFollower(house).catch_up()
        return again, list(faults(house, tell))


def _said(found: Restored, differing: list[Fault]) -> dict[str, Any]:
    return {
        "backup": found.manifest.id,
        "made_at": found.manifest.made_at,
        "documents": found.documents,
        "originals": found.originals,
        "bytes": found.bytes,
        "files": found.files,
        "damaged": found.manifest.damaged,
        "faults": [fault.as_dict() for fault in differing],
    }


def _told(found: Restored, differing: list[Fault]) -> None:
    click.echo(f"The archive as it was on {found.manifest.made_at}, up to event {found.manifest.sealed}:")
    for name, number in found.documents.items():
        click.echo(f"{name:<14} {number}")
    click.echo(f"{'originals':<14} {found.originals}, {found.bytes / 1e6:.1f} MB")
    for fault in differing:
        click.echo(fault)
    if not differing:
        click.echo("Each original has its hash, the chain of events is whole, the index equals the store.")
