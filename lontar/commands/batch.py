"""lontar batch: digitising batches, from their manifest to their minutes."""

from pathlib import Path
from typing import Any

import click

from ingest.settings import PROFILES
from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, list_faults, say
from lontar.digitising import closing, counts, explaining, following, manifest, matching, papers, past
from lontar.digitising.closing import STATED
from lontar.intake import digitising
from office.access import Reader
from office.plan import Plan, Sign
from office.units import by_code
from schemas.batch import Batch
from schemas.errors import WrongUse
from schemas.letter import CLASSES
from store.contract import Row
from store.disk import write_whole


@shared.command(
    "batch",
    "Digitising batches: a list, or how far one is; made, listed, explained, closed with its minutes. "
    "--make makes it, what is given changes it.",
)
@click.argument("name", required=False)
@click.option(
    "--unit", metavar="CODE", help="Its unit; without it the only one with a batch of this name, else your own."
)
@click.option("--make", is_flag=True, help="Make it.")
@click.option("--languages", metavar="L+L", help="Models that its letters are read with; empty: the office's.")
@click.option("--profile", type=click.Choice([*PROFILES, ""]), help="With how much care; empty: the office's.")
@click.option("--class", "security_class", type=click.Choice(CLASSES), help="Of the old letters that come in with it.")
@click.option("--manifest", type=click.Path(path_type=Path, dir_okay=False), help="CSV with its expected items.")
@click.option("--dry-run", is_flag=True, help="Say what the manifest would do, and do nothing.")
@click.option("--list", "of", type=click.Choice(counts.LISTS), help="Its items behind one of its numbers.")
@click.option("--match", nargs=2, metavar="ITEM LETTER", help="This letter is this item (ids).")
@click.option("--unmatch", metavar="ITEM", help="The letter of this item is none of the manifest.")
@click.option("--accept", is_flag=True, help="Each letter becomes the item that it is proposed for.")
@click.option("--explain", "explained", type=click.Choice(explaining.ASKING), help="Explain all of these by --why.")
@click.option("--why", metavar="TEXT", help="The explanation.")
@click.option("--undo", type=int, metavar="EVENT", help="Take back what was done to items, by the event's number.")
@click.option("--close", "closes", is_flag=True, help="Close it: every item is scanned or explained.")
@click.option("--reopen", metavar="REASON", help="Open it again.")
@click.option("--number", metavar="NUMBER", help="Number of the minutes.")
@click.option("--place", metavar="PLACE", help="Where it was done.")
@click.option("--day", metavar="DATE", help="Day of the minutes; else today.")
@click.option("--officer", "officers", multiple=True, metavar="NAME;POSITION", help="Who signs them; several times.")
@click.option("--scanner", metavar="TEXT", help="With what it was scanned.")
@click.option("--resolution", metavar="TEXT", help="In which resolution; else as the files say.")
@click.option("--remark", metavar="TEXT", help="What else the minutes say.")
@click.option("--closed", is_flag=True, help="List those that are closed.")
@click.option("--papers", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write its papers there.")
@as_person
@as_json
def command(console: Console, name: str | None, unit: str | None, **options: Any) -> None:
    house, reader = console.house, console.reader(options["person"])
    values = {one: options[one] for one in digitising.SAID if options[one] is not None}
    of = by_code(house.store, unit)["_id"] if unit else None
    if options["undo"]:
        _tell_event(past.undo(house, reader, options["undo"]), as_json=options["as_json"])
        return
    if name is None:
        if values or options["make"] or options["manifest"]:
            raise WrongUse(what="lontar batch", why="it needs the name of a batch")
        found = digitising.batches(house, reader, "closed" if options["closed"] else "open")
        _tell(console, [row for row in found if of in (None, row["unit"])], as_json=options["as_json"])
        return
    of = of or (reader.unit if options["make"] else _unit(console, reader, name))
    if options["make"]:
        name = digitising.make(house, reader, of, name, values).id
    row = digitising.batch(house, reader, of, name)
    if values and not options["make"]:
        digitising.change(house, reader, row["_id"], values)
    if not _acted(console, reader, row, options):
        following.caught_up(house)
        _tell(console, [house.store.get(Batch, row["_id"]) or row], as_json=options["as_json"])


def _acted(console: Console, reader: Reader, row: Row, options: dict[str, Any]) -> bool:
    """Whether one of the acts on items was asked for, and told."""
    house, id, as_json = console.house, row["_id"], options["as_json"]
    if options["manifest"]:
        _lay(console, reader, id, options)
    elif options["of"]:
        following.caught_up(house)
        _list(console, reader, row, options["of"], as_json=as_json)
    elif options["match"]:
        _tell_event(matching.match(house, reader, id, *options["match"]), as_json=as_json)
    elif options["unmatch"]:
        _tell_event(matching.unmatch(house, reader, id, options["unmatch"]), as_json=as_json)
    elif options["accept"]:
        for event in matching.accept(house, reader, id):
            _tell_event(event, as_json=as_json)
    elif options["explained"]:
        done = explaining.explain_all(house, reader, id, options["explained"], options["why"] or "")
        _tell_event(done, as_json=as_json)
    elif options["closes"] or options["reopen"] is not None or options["folder"]:
        _close(console, reader, id, options)
    else:
        return False
    return True


def _lay(console: Console, reader: Reader, id: str, options: dict[str, Any]) -> None:
    """The faults by line, as compilers list them; else what the table does. Exit code 1 with faults."""
    file: Path = options["manifest"]
    try:
        content = file.read_bytes()
    except OSError as error:
        raise WrongUse(what=str(file), why=error.strerror or "it cannot be read") from error
    if options["dry_run"]:
        plan, event = manifest.plan(console.house, reader, id, content), None
    else:
        plan, event = manifest.lay(console.house, reader, id, content)
    numbers = {sign.name.lower(): len(plan.of(sign)) for sign in Sign}
    if options["as_json"]:
        faults = [{"line": one.line, "message": one.sentence} for one in plan.faults]
        say(numbers | {"faults": faults, "event": event, "dry_run": options["dry_run"]})
    elif not list_faults(file, plan.faults):
        _tell_plan(plan, event, is_dry=options["dry_run"])
    if plan.faults:
        raise SystemExit(1)


def _tell_plan(plan: Plan, event: int | None, *, is_dry: bool) -> None:
    for step in plan.steps if is_dry else ():
        click.echo(f"{step.sign} {step.code}" + (f" ({step.said})" if step.said else ""))
    added, changed, same = (len(plan.of(sign)) for sign in (Sign.ADDED, Sign.CHANGED, Sign.SAME))
    click.echo(
        f"{counted(added, 'item')} added, {changed} changed, {same} as they are."
        + (" Nothing was done." if is_dry else "")
    )
    if event:
        _tell_event(event, as_json=False)


def _close(console: Console, reader: Reader, id: str, options: dict[str, Any]) -> None:
    house = console.house
    if options["closes"]:
        stated = {one: options[one] or "" for one in STATED if one != "officers"}
        closing.close(house, reader, id, stated | {"officers": "\n".join(options["officers"])})
    if options["reopen"] is not None:
        closing.reopen(house, reader, id, options["reopen"])
    row = papers.papered(house, id, reader)
    if options["folder"]:
        options["folder"].mkdir(parents=True, exist_ok=True)
        for one in papers.papers_of(row):
            with house.originals.open(one["sha256"]) as stream:
                write_whole(options["folder"] / one["name"], stream.read())
    _tell(console, [row], as_json=options["as_json"])


def _list(console: Console, reader: Reader, row: Row, of: str, *, as_json: bool) -> None:
    after: str | None = ""
    while after is not None:
        found = counts.listed(console.house, reader, row, of, after=after)
        for one in found.rows:
            if as_json:
                say(one)
                continue
            letter = one["letter"] or {}
            place = "/".join(str(one[name]) for name in ("box", "folder", "number") if one[name])
            name = one["description"] or one["subject"] or one["reference_number"] or letter.get("file") or ""
            why = f" ({one['explained']})" if one["explained"] else ""
            click.echo(f"{one['id']}  {place:<16} {one['state']:<9} {letter.get('id', ''):<26} {name}{why}")
        after = found.after


def _unit(console: Console, reader: Reader, name: str) -> str:
    """Where the batch is meant to be: in the reader's own unit, unless another one alone has a batch of that name."""
    rows = [row for state in ("open", "closed") for row in digitising.batches(console.house, reader, state)]
    units = {str(row["unit"]) for row in rows if row["name"] == name}
    return units.pop() if len(units) == 1 else reader.unit


def _tell(console: Console, rows: list[Row], *, as_json: bool) -> None:
    office = console.settings.ingest
    for row, one in zip(rows, digitising.said(console.house, rows), strict=True):
        found = counts.counts(console.house, row).as_dict()
        kept = [{name: paper[name] for name in ("kind", "name", "sha256")} for paper in papers.papers_of(row)]
        if as_json:
            say(one | {"counts": found, "papers": kept if row["state"] == "closed" else []})
            continue
        languages, profile = one["languages"] or office.languages, one["profile"] or office.profile
        click.echo(f"{one['unit']:<16} {one['name']:<40} {one['security_class']:<3} {languages}, {profile}")
        told = ", ".join(f"{number} {name}" for name, number in found.items() if number or name == "expected")
        click.echo(f"{'':<16} {told}" + (", closed" if row["state"] == "closed" else ""))


def _tell_event(event: int | None, *, as_json: bool) -> None:
    if as_json:
        say({"event": event})
    else:
        click.echo(f"Undo: lontar batch --undo {event}" if event else "Nothing was different.", err=True)
