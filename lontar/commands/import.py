"""lontar import: tables of letters brought in; what would come of each row is said first."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, progress, say
from lontar.errors import NobodyToAsk
from lontar.importing import imports, report
from lontar.importing.bringing import bring
from lontar.importing.carrying import Run
from lontar.importing.mapping import Mapping, mapping_of, save, saved
from lontar.importing.scans import Scans, brought, in_folder
from office.access import Reader
from office.units import by_code
from schemas.entry import DIRECTIONS
from schemas.errors import NotFound, WrongUse
from schemas.table_import import TableImport
from store.contract import Row
from store.disk import told

SHOWN = 20
"""Problems that are told at a terminal; the report has them all."""
WORDS = {
    "make": ("would be made", "made"),
    "scan": ("would get their scan", "given their scan"),
    "here": ("here already", "here already"),
    "error": ("with errors", "left out"),
    "skip": ("passed over", "passed over"),
}


@shared.command(
    "import",
    "Bring in a table of letters: .xlsx, .xls, .ods, CSV, or an export of paperless-ngx. What would come of each row "
    "is said first; rows without a scan become letters that await one. Without TABLE: a list of what was brought in.",
)
@click.argument("table", required=False, type=click.Path(path_type=Path))
@click.option("--files", type=click.Path(path_type=Path, file_okay=False), help="The folder of their scans.")
@click.option("--unit", metavar="CODE", help="The unit that owns the letters; without it your own.")
@click.option("--name", metavar="NAME", help="Under which a row is known when it comes again; else the file's name.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook; without it the first that holds something.")
@click.option("--mapping", metavar="NAME|FILE", help="What the columns are: saved under a name, or a JSON file.")
@click.option("--column", "columns", multiple=True, metavar="HEADING=WHAT", help="What one column is; empty: nothing.")
@click.option("--register", "--direction", "direction", type=click.Choice(["legacy", *DIRECTIONS]), help="The book.")
@click.option("--year", type=int, help="The year of the book, where no column tells it.")
@click.option("--pattern", metavar="PATTERN", help="Names of the scans, such as {book_year}/{agenda_number:04}*.pdf.")
@click.option("--save-mapping", metavar="NAME", help="Save what the columns are for the next table.")
@click.option("--show-mapping", is_flag=True, help="Only say what the columns are proposed to be, as JSON.")
@click.option("--dry-run", is_flag=True, help="Only say what would come of each row.")
@click.option("--report", "to", type=click.Path(path_type=Path, dir_okay=False), help="Write the report, as CSV.")
@click.option("--left-out", type=click.Path(path_type=Path, dir_okay=False), help="Write the rows with errors, as CSV.")
@click.option("--undo", metavar="ID", help="Take out again what an import made; needs --reason.")
@click.option("--reason", metavar="TEXT", help="Why, with --undo.")
@click.option("--show", metavar="ID", help="Show one import.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@as_person
@as_json
def command(console: Console, table: Path | None, person: str | None, **options: Any) -> None:
    reader = console.reader(person)
    if options["undo"]:
        _undo(console, reader, options)
    elif options["show"]:
        row = imports.import_for(console.house, reader, options["show"])
        _tell(console, row, as_json=options["as_json"])
        _write(console, row, options)
    elif table is None:
        for row in imports.imports(console.house, reader):
            _tell(console, row, as_json=options["as_json"])
    else:
        _import(console, reader, table, options)


def _import(console: Console, reader: Reader, table: Path, options: dict[str, Any]) -> None:
    house, unit = console.house, by_code(console.house.store, options["unit"])["_id"] if options["unit"] else None
    if not table.exists():
        raise NotFound(what=str(table))
    mapping = _mapping(console, reader, unit, options)
    folder = options["files"] or (table if table.is_dir() else None)
    one = bring(
        house,
        reader,
        table,
        table.name,
        unit=unit,
        called=options["name"] or "",
        sheet=options["sheet"] or "",
        mapping=mapping,
        local=folder is not None,
    )
    try:
        fixed = _changed(mapping_of(one.mapping), list(one.headings), options)
        if options["show_mapping"]:
            say({"mapping": fixed.as_dict(), "columns": _proposed(one), "how": dict(one.how)})
            imports.drop(house, reader, one.id)
            return
        imports.map_columns(house, reader, one.id, fixed)
    except BaseException:
        imports.forget(house, house.store.load(TableImport, one.id))
        raise
    if options["save_mapping"]:
        save(house, reader, one.unit, options["save_mapping"], fixed)
    before = imports.unfinished(house, reader, one.unit, one.name, one.sha256)
    if before is not None and not options["dry_run"]:
        click.echo(f"Goes on with {before['_id']}, which was begun {before['began_at']:%Y-%m-%d %H:%M}.", err=True)
        imports.drop(house, reader, one.id)
        one = TableImport.unpacked(before)
    scans = in_folder(house, folder) if folder is not None else brought(house, one.id)
    _carry(console, reader, one, scans, options)


def _carry(console: Console, reader: Reader, one: TableImport, scans: Scans, options: dict[str, Any]) -> None:
    """The dry run, the question, the doing."""
    row = _worked(console, one.id, scans, "looked at") if one.state != "going" else one.packed()
    if row["state"] == "asked":
        _write(console, row, options)
        if options["dry_run"]:
            _tell(console, row, as_json=options["as_json"])
            imports.drop(console.house, reader, one.id)
            if row["foreseen"].get("error"):
                raise SystemExit(1)
            return
        if not options["yes"]:
            if not sys.stdin.isatty():
                imports.drop(console.house, reader, one.id)
                raise NobodyToAsk
            _tell(console, row, as_json=False)
            if not click.confirm("Bring them in?", err=True):
                imports.drop(console.house, reader, one.id)
                return
        imports.start(console.house, reader, one.id)
    row = _worked(console, one.id, scans, "brought in")
    _tell(console, row, as_json=options["as_json"])
    _write(console, row, options)
    if row["state"] != "done" or row["counts"].get("error"):
        raise SystemExit(1)


def _worked(console: Console, id: str, scans: Scans, done: str) -> Row:
    """The import once this stage of it is over. Workers may be at it too: whoever makes a step makes it alone."""
    from work.errors import LeaseLost

    run = Run(console.house, id, scans)
    with progress() as show:
        while True:
            row = console.house.store.get(TableImport, id) or {}
            if row["state"] not in ("judging", "going", "undoing"):
                return row
            show(f"{row['rows'] * row.get('at', 0) // row['parts']} of {counted(row['rows'], 'row')} {done}")
            try:
                run.step()
            except LeaseLost:
                continue


def _undo(console: Console, reader: Reader, options: dict[str, Any]) -> None:
    imports.undo(console.house, reader, options["undo"], options["reason"] or "")
    row = _worked(console, options["undo"], Scans(), "taken out")
    _tell(console, row, as_json=options["as_json"])
    if row["counts"].get("kept"):
        raise SystemExit(1)


def _mapping(console: Console, reader: Reader, unit: str | None, options: dict[str, Any]) -> Mapping | None:
    said = options["mapping"]
    if not said:
        return None
    path = Path(said)
    if path.suffix == ".json" or path.is_file():
        with told(said):
            try:
                found = json.loads(path.read_text("utf-8"))
            except ValueError as error:
                raise WrongUse(what=said, why=f"it is no JSON ({error})") from error
        if not isinstance(found, dict):
            raise WrongUse(what=said, why="it must be a JSON object")
        return mapping_of(found.get("mapping", found))
    return mapping_of(saved(console.house, reader, said, unit)["mapping"])


def _changed(mapping: Mapping, headings: list[str], options: dict[str, Any]) -> Mapping:
    """The mapping with what is said of it on the command line."""
    values = mapping.as_dict()
    for said in options["columns"]:
        heading, sign, target = said.rpartition("=")
        if not sign or heading not in headings:
            raise WrongUse(what=f"--column {said}", why=f"write HEADING=WHAT; the headings are {', '.join(headings)}")
        values["columns"][heading] = target
    given = {"direction": options["direction"], "year": options["year"], "files": options["pattern"]}
    return mapping_of(values | {name: value for name, value in given.items() if value is not None})


def _proposed(one: TableImport) -> list[dict[str, Any]]:
    return [{"heading": heading} | dict(each) for heading, each in zip(one.headings, one.proposals, strict=True)]


def _tell(console: Console, row: Row, *, as_json: bool) -> None:
    told_of = imports.said(console.house, row)
    if as_json:
        say(told_of)
        return
    before = row["state"] in ("mapping", "judging", "asked")
    counts = told_of["foreseen" if before else "counts"]
    parts = [f"{counts[name]} {words[not before]}" for name, words in WORDS.items() if counts[name]]
    parts += [f"{counts[name]} {name}" for name in ("undone", "kept") if counts[name]]
    click.echo(f"{row['_id']}  {row['name']}, {counted(row['rows'], 'row')}, {row['state']}: {', '.join(parts)}")
    for book in row.get("books") or ():
        click.echo(f"    book {book['register']}: {counted(book['numbers'], 'number')}, to {book['last']}")
    if row.get("error"):
        click.echo(f"    {row['error']['message']}")
    _tell_problems(console, row)


def _tell_problems(console: Console, row: Row) -> None:
    """The first problems by line, as compilers do."""
    left = SHOWN
    for each in imports.every_row(console.house, row):
        for problem in each["problems"]:
            if not left:
                click.echo("    and more: --report FILE writes them all", err=True)
                return
            click.echo(f"{row['file']}:{each['line']}: {problem['level']}: {problem['message']}", err=True)
            left -= 1


def _write(console: Console, row: Row, options: dict[str, Any]) -> None:
    pieces = {"to": report.report, "left_out": report.left_out}
    for name, made in pieces.items():
        if options[name]:
            with told(str(options[name])), options[name].open("wb") as stream:
                stream.writelines(made(console.house, row))
