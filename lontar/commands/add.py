"""lontar add: files and folders become letters."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from ingest.errors import EmptyFile, UnknownKind
from ingest.names import file_name
from lontar import console as shared
from lontar.console import Console, as_json, as_person, progress, say
from lontar.intake.digitising import used
from lontar.intake.keeping import Arrived
from lontar.journey import arrive, arrive_for
from lontar.settle import settle
from office.access import Reader
from office.units import by_code
from schemas.errors import LontarError, NotFound, Unavailable, WrongUse
from schemas.letter import SPLITS, WAYS, Letter
from store.disk import told
from work import lease

SKIPPED = (EmptyFile, NotFound, UnknownKind)
"""What lies in a folder among letters and is none; a file named by itself is rejected for it."""


def found(path: Path) -> Iterator[tuple[Path, LontarError | None]]:
    """The files of a folder and below it, hidden ones left out, and the folders that cannot be opened."""
    closed: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from ((Path(folder, name), None) for name in sorted(files) if not name.startswith("."))
    for error in closed:
        yield Path(error.filename), Unavailable(what=shown(error.filename), why=error.strerror)


def shown(path: Path | str) -> str:
    """A path as one line of text; what cannot be shown has a sign in its place."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in str(path))


@shared.command("add", "Register files or folders as letters.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--batch", metavar="NAME", help="The digitising batch they belong to; made where the unit has none so.")
@click.option("--unit", metavar="CODE", help="The unit that owns them.")
@click.option(
    "--direction",
    type=click.Choice(WAYS),
    default="legacy",
    help="Legacy letters get no agenda number, the others do.",
)
@click.option("--split", type=click.Choice(SPLITS), help="They are batch scans: a new letter at each of these.")
@click.option("--into", metavar="ID", help="They are the scan of this letter, which awaits it.")
@click.option("--wait", is_flag=True, help="Read and index them too before it ends.")
@as_person
@as_json
def command(console: Console, paths: tuple[Path, ...], unit: str | None, **options: Any) -> None:
    how = {name: options[name] for name in ("batch", "direction", "split")}
    how |= {"reader": console.reader(options["person"])}
    how |= {"unit": by_code(console.house.store, unit)["_id"] if unit else None}
    if how["batch"]:
        held = used(console.house, how["reader"], how["unit"] or how["reader"].unit, how["batch"])
        how |= {"batch": held["name"], "unit": held["unit"]}
    if into := options["into"]:
        if any(how[name] for name in ("unit", "batch", "split")):
            raise WrongUse(what="--into", why="the letter has its unit and its batch already")
        added = _into(console, into, paths, how["reader"])
    else:
        added = _all(console, paths, **how)
    failed, kept = False, []
    for one in added:
        failed = failed or one["status"] == "rejected"
        kept += [one] if one["status"] == "registered" else []
        tell_arrived(one, as_json=options["as_json"])
    if options["wait"]:
        console.tell_languages()
        with progress() as tell:
            settle(console.house, tell=lambda left: tell(f"Letters to read: {left}"))
        for one in _unread(console, kept):
            failed = True
            tell_arrived(one, as_json=options["as_json"])
    if failed:
        raise SystemExit(1)


def _into(console: Console, id: str, paths: tuple[Path, ...], reader: Reader) -> Iterator[dict[str, Any]]:
    """All files of the paths, in this order, as the scan of a letter."""
    files = [(one, one.name) for path in paths for one in (sorted(path.iterdir()) if path.is_dir() else [path])]
    for path, _ in files:
        if not path.is_file():
            raise NotFound(what=shown(path))
    if not files:
        raise WrongUse(what="--into", why="there is no file in the folder")
    arrive_for(console.house, id, files, reader)
    yield from (Arrived(shown(path), id, "registered").as_dict() for path, _ in files)


def _all(console: Console, paths: tuple[Path, ...], **options: Any) -> Iterator[dict[str, Any]]:
    """What became of each file; one that cannot be taken never keeps the others out."""
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
            yield from _added(console, path, by_name=True, **options)
            continue
        for file, error in found(path):
            if error:
                yield Arrived(shown(file), None, "rejected", error).as_dict()
            else:
                yield from _added(console, file, by_name=False, **options)


def _added(console: Console, path: Path, *, by_name: bool, **options: Any) -> Iterator[dict[str, Any]]:
    name, where = file_name(path.name), shown(path)
    try:
        with told(where):
            if not path.exists():
                raise NotFound(what=where)
            if not path.is_file():
                raise UnknownKind(file=where)  # a device or a pipe
        arrived = arrive(console.house, path, name, priority=lease.PERSON if by_name else lease.BATCH, **options)
    except (NotFound, Unavailable, UnknownKind) as error:
        arrived = [Arrived(name, None, "rejected", error)]
    for one in arrived:
        skipped = not by_name and isinstance(one.error, SKIPPED)
        inside = one.file.partition("/")[2] or one.file
        yield one.as_dict() | {
            "file": where if one.file == name else f"{where}/{inside}",
            "status": "skipped" if skipped else one.status,
        }


def _unread(console: Console, kept: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Letters just kept that could not be read, whole or in part."""
    for one in kept:
        letter = console.house.store.get(Letter, one["id"]) or {}
        if letter.get("error"):
            status = "failed" if letter["stage"] == "failed" else "incomplete"
            yield one | {"status": status, "error": letter["error"]}


def tell_arrived(one: dict[str, Any], *, as_json: bool) -> None:
    """What became of a file, as Arrived.as_dict says it."""
    if as_json:
        say(one)
    elif one["error"]:
        click.echo(f"{one['status']:<10} {one['file']}: {one['error']['message']}")
    else:
        click.echo(f"{one['status']:<10} {one['id']} {one['file']}")
