"""lontar move: the archive into another store, verified there; this one stays as it is."""

from contextlib import ExitStack, closing
from dataclasses import asdict
from typing import Any

import click

from lontar import console as shared
from lontar.console import STDIN, Console, as_json, counted, line_of_stdin, progress, say
from lontar.move import Moved, Place, move
from lontar.supervisor import only_one
from lontar.wiring import open_kept
from schemas.errors import WrongUse
from store.address import masked, parts_of
from store.opening import MONGO, STORES, open_originals, open_store


@shared.command("move", "Copy the archive into another store, and prove that all of it is there.")
@click.option(
    "--to",
    required=True,
    metavar="ADDRESS",
    help="Store to copy into, as LONTAR_STORE names one; - reads it from stdin, so that no list of processes shows it.",
)
@click.option(
    "--originals",
    metavar="ADDRESS",
    help="Where originals are to stand, as LONTAR_ORIGINALS names it; else gridfs: with MongoDB, file: with SQLite.",
)
@as_json
def command(console: Console, to: str, originals: str | None, as_json: bool) -> None:
    settings, address = console.settings, line_of_stdin().strip() if to == STDIN else to
    if address == settings.engines.store:
        raise WrongUse(what=f"--to {masked(address)}", why="it is the store of this archive")
    kept_in = originals or ("gridfs:" if parts_of(address, "--to", STORES).scheme in MONGO else "file:")
    with ExitStack() as open_:
        open_.enter_context(only_one(settings.home))
        store, files = open_kept(settings)
        open_.callback(store.close)
        open_.callback(files.close)
        new = open_.enter_context(closing(open_store(address, settings.home, setting="--to")))
        new_files = open_.enter_context(closing(open_originals(kept_in, settings.home, address, setting="--originals")))
        source, target = Place(masked(settings.engines.store), store, files), Place(masked(address), new, new_files)
        tell = open_.enter_context(progress())
        found = move(source, target, console.operator, tell)
    following = {"LONTAR_STORE": target.address, "LONTAR_ORIGINALS": masked(kept_in)}
    say(_as_dict(found, following)) if as_json else _told(found, following)
    if found.differing or found.before:
        raise SystemExit(1)


def _as_dict(found: Moved, following: dict[str, str]) -> dict[str, Any]:
    return {"moved": not found.differing} | asdict(found) | {"settings": following}


def _told(found: Moved, following: dict[str, str]) -> None:
    if found.already:
        click.echo("It was moved already; nothing was done.")
    for name, number in found.documents.items():
        if number:
            click.echo(f"{name:<14} {number}")
    if not found.already:
        click.echo(f"{'originals':<14} {found.originals}, {found.bytes / 1e6:.1f} MB")
    for fault in found.before:
        click.echo(f"{fault} (so it was before)")
    for fault in found.differing:
        click.echo(fault)
    if found.differing:
        click.echo(
            f"The move is not at its end: {counted(len(found.differing), 'difference')}. The archive is untouched."
        )
        click.echo("Stop all of Lontar, then start `lontar move` again: it goes on.")
        return
    if not found.already:
        click.echo("Compared: each document, number and cursor with the archive's, each original with its hash, the")
        click.echo("chain of events. All of it is there. The archive it was copied from is untouched and stays good.")
    click.echo("Next, before Lontar is started again:")
    for name, value in following.items():
        click.echo(f"  set {name}={value}")
    click.echo("  lontar reindex   (with LONTAR_INDEX set to where the index is to be)")
    click.echo("  lontar check")
