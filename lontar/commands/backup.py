"""lontar backup: everything in one file, while the archive is in use."""

from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.backups import chosen, taking
from lontar.backups.age import Key, Lock
from lontar.backups.chosen import Earlier
from lontar.console import Console, as_json, as_person, progress, say, secret_file, secrets_typed
from schemas.errors import WrongUse


@shared.command("backup", "Everything in one file, while the archive is in use.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--on", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Write only what this one lacks."
)
@click.option("--full", is_flag=True, help="In a folder: the whole, not only what the newest one there lacks.")
@click.option("--encrypt", is_flag=True, help="Lock it with a passphrase, which is asked for.")
@secret_file
@click.option("--recipient", default="", metavar="AGE1...", help="Lock it for the holder of this age key.")
@click.option("--key", type=click.Path(path_type=Path, exists=True), help="File with the age key that opens --on.")
@as_person
@as_json
def command(console: Console, file: Path, person: str | None, *, as_json: bool, **options: Any) -> None:
    """FILE, or a folder, in which it is named by the moment and only adds to the newest backup there."""
    passphrase = _passphrase(options)
    key = Key(options["key"].read_text("utf-8") if options["key"] else "", passphrase)
    lock = Lock(options["recipient"], "" if options["recipient"] else passphrase)
    with progress() as tell:
        on = _earlier(console, file, key, options)
        written = taking.take(console.house, console.reader(person), chosen.named(file), on=on, lock=lock, tell=tell)
    found = written.manifest
    if as_json:
        say(_said(written))
    else:
        click.echo(
            f"{written.file}: {written.bytes / 1e6:.1f} MB, {len(found.originals)} originals, event {found.sealed}"
        )
        if found.on:
            click.echo(f"It adds to {found.on_name}: keep both.")
    for sha256 in found.damaged:
        click.echo(f"originals/{sha256} is no longer whole in the archive; `lontar check` names its letter", err=True)
    if found.damaged:
        raise SystemExit(1)


def _said(written: taking.Written) -> dict[str, Any]:
    found = written.manifest
    names = ("id", "made_at", "on", "on_name", "sealed", "chain", "counts", "damaged")
    return (
        {"file": str(written.file), "bytes": written.bytes}
        | {name: getattr(found, name) for name in names}
        | {"originals": len(found.originals), "parts": len(found.here)}
    )


def _passphrase(options: dict[str, Any]) -> str:
    if not (options["encrypt"] or options["passphrase_file"]):
        return ""
    (passphrase,) = secrets_typed(options["passphrase_file"], "Passphrase")
    if not passphrase:
        raise WrongUse(what="The passphrase", why="it is empty")
    return passphrase


def _earlier(console: Console, file: Path, key: Key, options: dict[str, Any]) -> Earlier | None:
    """The backup that this one adds to; None: it is to hold everything."""
    if options["on"]:
        return chosen.earlier(options["on"], key)
    first = console.house.store.events(limit=1)
    if options["full"] or not file.is_dir() or not first:
        return None
    return chosen.newest(file, key, first[0]["chain"])
