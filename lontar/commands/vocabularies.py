"""lontar vocabularies: the office's lists of types, classes, instructions and codes, as files."""

from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, counted, list_faults, say
from office.vocabularies import KINDS, Entry, Shelf, Vocabulary
from office.vocabularies.edit import take
from office.vocabularies.shelf import check
from office.vocabularies.vocabulary import write_vocabulary
from schemas.errors import Unavailable, WrongUse
from schemas.event import INSTALLATION


@shared.command("vocabularies", "Letter types, urgency, classes, instructions, classification codes, synonyms.")
@click.argument("name", required=False, type=click.Choice(list(KINDS)))
@click.option("--export", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write the files to DIR.")
@click.option("--check", "checked", is_flag=True, help="List what is wrong in the office's own files, by line.")
@click.option("--import", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Take this file.")
@click.option("--dry-run", is_flag=True, help="With --import: only say what is wrong, by line.")
@as_json
def command(console: Console, name: str | None, folder: Path | None, file: Path | None, **options: Any) -> None:
    shelf, names = Shelf(console.settings.home), [name] if name else list(KINDS)
    if file is not None:
        _import(console, shelf, name, file, dry_run=options["dry_run"])
    elif options["checked"]:
        faulty = [list_faults(shelf.path(one), shelf.look(one).faults) for one in names]
        if any(faulty):
            raise SystemExit(1)
    elif folder is not None:
        for one in names:
            _export(shelf.get(one), folder)
    else:
        for one in names:
            _list(shelf.get(one), heading=name is None, as_json=options["as_json"])


def _import(console: Console, shelf: Shelf, name: str | None, file: Path, *, dry_run: bool) -> None:
    if name is None:
        raise WrongUse(what="--import", why=f"it needs the name of a vocabulary: {', '.join(KINDS)}")
    content = file.read_bytes()
    found = check(KINDS[name], content)
    if list_faults(file, found.faults):
        raise SystemExit(1)
    if not dry_run:
        take(console.house.store, shelf, name, content, INSTALLATION, operator=console.operator)
    entries = counted(len(found.entries), "entry", "entries")
    click.echo(f"{name}: {entries} {'would be ' if dry_run else ''}taken from {file}")


def _export(found: Vocabulary, folder: Path) -> None:
    path = folder / f"{found.kind.name}.csv"
    if path.exists():
        raise WrongUse(what=str(path), why="it exists already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(write_vocabulary(found), "utf-8")
    except OSError as error:
        raise Unavailable(what=str(path), why=str(error)) from error
    click.echo(str(path))


def _list(found: Vocabulary, *, heading: bool, as_json: bool) -> None:
    if heading and not as_json:
        click.echo(f"{found.kind.name} ({len(found.entries)}, {'own file' if found.own else 'as shipped'})")
    for entry in found.entries:
        if as_json:
            say({"vocabulary": found.kind.name} | _row(entry))
        elif not heading:
            days = f"{entry.since or ''}..{entry.until or ''}" if entry.since or entry.until else ""
            click.echo(f"{entry.code:<16} {entry.indonesian:<45} {entry.english:<40} {days}".rstrip())


def _row(entry: Entry) -> dict[str, Any]:
    days = {"since": entry.since, "until": entry.until}
    names = {"code": entry.code, "indonesian": entry.indonesian, "english": entry.english}
    said = {name: day.isoformat() if day else None for name, day in days.items()}
    return names | {"aliases": list(entry.aliases), "group": entry.group} | said
