"""lontar add: files and folders become letters."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ingest.errors import EmptyFile, UnknownKind
from lontar import console as shared
from lontar.console import Console, as_json, as_person, progress, say
from lontar.journey import arrive
from lontar.keeping import Arrived
from lontar.settle import settle
from schemas.errors import NotFound
from schemas.unit import Unit
from work import lease

SKIPPED = (EmptyFile, UnknownKind)


def found(paths: tuple[Path, ...]) -> Iterator[tuple[Path, bool]]:
    """Files, and whether each was named by itself (else it lies in a folder that was)."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                    yield file, False
        else:
            yield path, True


@shared.command("add", "Register files or folders as letters.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--batch", metavar="NAME", help="The digitising batch they belong to.")
@click.option("--unit", metavar="CODE", help="The unit that owns them.")
@click.option(
    "--direction",
    type=click.Choice(["legacy", "incoming", "outgoing", "internal"]),
    default="legacy",
    help="Legacy letters get no agenda number, the others do.",
)
@click.option("--wait", is_flag=True, help="Read and index them too before it ends.")
@as_person
@as_json
def command(
    console: Console, paths: tuple[Path, ...], batch: str | None, unit: str | None, direction: str, **options: Any
) -> None:
    reader = console.reader(options["person"])
    owner = _unit(console, unit) if unit else None
    failed = False
    for path, by_name in found(paths):
        for one in _added(console, path, by_name, reader=reader, unit=owner, direction=direction, batch=batch):
            failed = failed or one["status"] == "rejected"
            _tell(one, as_json=options["as_json"])
    if options["wait"]:
        with progress() as tell:
            settle(console.house, tell=lambda left: tell(f"Letters to read: {left}"))
    if failed:
        raise SystemExit(1)


def _added(console: Console, path: Path, by_name: bool, **options: Any) -> Iterator[dict[str, Any]]:
    if not path.exists():
        yield Arrived(str(path), None, "rejected", NotFound(what=str(path))).as_dict()
        return
    priority = lease.PERSON if by_name else lease.BATCH
    for arrived in arrive(console.house, path, path.name, priority=priority, **options):
        one = arrived.as_dict()
        if not by_name and isinstance(arrived.error, SKIPPED):
            one["status"] = "skipped"
        yield one | {
            "file": str(path)
            if arrived.file == path.name
            else f"{path}/{arrived.file.partition('/')[2] or arrived.file}"
        }


def _unit(console: Console, code: str) -> str:
    rows = console.house.store.find(Unit, {"code": code}, limit=1)
    if not rows:
        raise NotFound(what=f"Unit {code}")
    return str(rows[0]["_id"])


def _tell(one: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say(one)
    elif one["error"]:
        click.echo(f"{one['status']:<10} {one['file']}: {one['error']['message']}")
    else:
        click.echo(f"{one['status']:<10} {one['id']} {one['file']}")
