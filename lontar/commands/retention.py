"""lontar retention: the schedule, what falls due, proposals and their approval, and what is carried out."""

import sys
from pathlib import Path
from typing import Any

import click

from archive.schedule import read_schedule, write_schedule
from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, list_faults, progress, say
from lontar.many import casefiles
from lontar.many.spreadsheet import as_csv, as_xlsx
from lontar.retention import approving, carrying, proposals, schedule, tombstones
from lontar.retention.due import MONTHS, STANDINGS, lives
from lontar.retention.listing import TITLES, cells
from lontar.retention.minutes import demand_minutes, listed
from office.access import Reader, demand
from schemas.errors import Unavailable, WrongUse
from schemas.position import Position
from schemas.proposal import FATES, KINDS, STATES

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
NEW = click.Path(path_type=Path, dir_okay=False)


@shared.command("retention", "Retention: what falls due, the schedule, proposals, their approval, tombstones.")
@click.argument("names", nargs=-1)
@click.option("--list", "which", type=click.Choice(STANDINGS), default="due", help="Which case files are listed.")
@click.option("--months", type=int, default=MONTHS, show_default=True, help="With --list soon: within so many months.")
@click.option("--fate", type=click.Choice(FATES), help="Of this fate alone; with --propose appraise: the new one.")
@click.option("--out", type=NEW, help="Write the list to FILE (.xlsx, .csv); with --minutes or --paper the PDF.")
@click.option("--schedule", "table", type=FILE, help="Make this table the schedule of the office.")
@click.option("--dry-run", is_flag=True, help="With --schedule: only say what is wrong, by line.")
@click.option("--export", is_flag=True, help="The schedule as a table.")
@click.option("--approvers", metavar="CODES", help="Positions whose approval proposals need, in order, by commas.")
@click.option("--propose", type=click.Choice(KINDS), help="Propose it of the case files NAMES (numbers or ids).")
@click.option("--reason", metavar="TEXT", default="", help="Why: of a proposal, a no, a withdrawal.")
@click.option("--proposals", "state", type=click.Choice(("all", *STATES)), help="List the proposals of a state.")
@click.option("--show", metavar="NUMBER", help="One proposal with its case files.")
@click.option("--approve", metavar="NUMBER", help="Say yes to it, in your position (--as).")
@click.option("--outside", metavar="NUMBER", help="Record the approval from outside: --letter-number, --day.")
@click.option("--letter-number", metavar="TEXT", default="", help="With --outside: the number of the letter.")
@click.option("--day", type=int, default=0, metavar="YYYYMMDD", help="With --outside: the day of the letter.")
@click.option("--letter", metavar="ID", default="", help="With --outside: that letter in the archive.")
@click.option("--reject", metavar="NUMBER", help="Say no to it, or to the case files NAMES of it.")
@click.option("--withdraw", metavar="NUMBER", help="Take a proposal back.")
@click.option("--carry-out", metavar="NUMBER", help="Carry out what was approved; asks for the number again.")
@click.option("--confirm", metavar="NUMBER", help="With --carry-out: the number again, instead of being asked.")
@click.option("--minutes", metavar="NUMBER", help="Write its minutes to --out.")
@click.option("--paper", metavar="NUMBER", help="Write its list to --out, to decide by.")
@click.option("--tombstones", "stones", is_flag=True, help="All tombstones, one a line.")
@click.option("--reapply", type=FILE, help="Destroy again what the tombstones in FILE say; after a restore.")
@as_person
@as_json
def command(console: Console, names: tuple[str, ...], person: str | None, *, as_json: bool, **options: Any) -> None:
    reader = console.reader(person)
    for name, act in ACTS.items():
        if options[name]:
            act(console, reader, names, options | {"as_json": as_json})
            return
    _list(console, reader, options | {"as_json": as_json})


def _list(console: Console, reader: Reader, options: dict[str, Any]) -> None:
    found = lives(console.house, reader, options["which"], months=options["months"], fate=options["fate"] or "")
    if options["out"]:
        rows = (cells(one) for one in found)
        write = as_xlsx if options["out"].suffix.lower() == ".xlsx" else as_csv
        _write(options["out"], b"".join(write(TITLES, rows)))
        return
    for one in found:
        if options["as_json"]:
            say(one.as_dict())
        else:
            due = one.terms.due if one.terms else "-"
            held = "  HELD" if one.row.get("legal_hold") else ""
            row = one.row
            click.echo(f"{due!s:<9} {one.fate or '-':<9} {row['number']:<16} {row['code']:<10} {row['title']}{held}")
    if not found and not options["as_json"]:
        click.echo("None.", err=True)


def _schedule(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    file: Path = options["table"]
    content = file.read_bytes()
    found = read_schedule(content)
    if list_faults(file, found.faults):
        raise SystemExit(1)
    if not options["dry_run"]:
        schedule.take(console.house, reader, content, file.name)
    would = "would be " if options["dry_run"] else ""
    click.echo(f"{counted(len(found.rules), 'row')} {would}taken from {file}")


def _export(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    demand(reader, schedule.ACTION)
    found = schedule.schedule(console.house)
    if not found.own:
        click.echo("This is the example that Lontar brings; the office has none of its own.", err=True)
    click.echo(write_schedule(found), nl=False)


def _approvers(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    codes = [one.strip() for one in options["approvers"].split(",") if one.strip()]
    ids = []
    for code in codes:
        rows = console.house.store.find(Position, {"code": code}, limit=1)
        if not rows:
            raise WrongUse(what=code, why="it is the code of no position")
        ids.append(rows[0]["_id"])
    schedule.name_approvers(console.house, reader, ids)
    click.echo(", ".join(codes))


def _propose(console: Console, reader: Reader, names: tuple[str, ...], options: dict[str, Any]) -> None:
    ids = [casefiles.casefile(console.house, reader, name)["_id"] for name in names]
    fate = (options["fate"] or "") if options["propose"] == "appraise" else ""
    made = proposals.propose(
        console.house, reader, options["propose"], ids, reason=options["reason"], fate=fate
    )  # fmt: skip
    _tell(console, reader, made.id, options)


def _proposals(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    state = "" if options["state"] == "all" else options["state"]
    for row in proposals.proposals(console.house, reader, state):
        if options["as_json"]:
            say(proposals.said(row))
        else:
            click.echo(f"{row['number']:>4}  {row['kind']:<9} {row['state']:<10} {len(row['items'])}  {row['reason']}")


def _show(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    _tell(console, reader, proposals.proposal(console.house, reader, options["show"])["_id"], options)


def _approve(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    row = proposals.proposal(console.house, reader, options["approve"])
    _tell_gone(approving.approve(console.house, reader, row["_id"], options["reason"]))
    _tell(console, reader, row["_id"], options)


def _outside(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    row = proposals.proposal(console.house, reader, options["outside"])
    number, day = options["letter_number"], options["day"]
    gone = approving.approve_outside(
        console.house, reader, row["_id"], number, day, letter=options["letter"], note=options["reason"]
    )
    _tell_gone(gone)
    _tell(console, reader, row["_id"], options)


def _reject(console: Console, reader: Reader, names: tuple[str, ...], options: dict[str, Any]) -> None:
    row = proposals.proposal(console.house, reader, options["reject"])
    ids = {item["number"]: item["casefile"] for item in row["items"]}
    for name in names or ("",):
        approving.reject(console.house, reader, row["_id"], options["reason"], ids.get(name, name))
    _tell(console, reader, row["_id"], options)


def _withdraw(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    row = proposals.proposal(console.house, reader, options["withdraw"])
    proposals.withdraw(console.house, reader, row["_id"], options["reason"])
    _tell(console, reader, row["_id"], options)


def _carry_out(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    """Goes on with one that was confirmed before and did not come to its end."""
    row = proposals.proposal(console.house, reader, options["carry_out"])
    demand(reader, carrying.ACTION, row)
    if row["state"] != "going":
        typed = options["confirm"] or click.prompt(f"Type the number of the proposal to {row['kind']}", err=True)
        _tell_gone(carrying.begin(console.house, reader, row["_id"], typed))
    with progress() as tell:
        carrying.carry(console.house, row["_id"], tell)
    _tell(console, reader, row["_id"], options)


def _minutes(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    row = proposals.proposal(console.house, reader, options["minutes"])
    papers = demand_minutes(console.house, row)
    with console.house.originals.open(papers["sha256"]) as stream:
        _write(options["out"] or Path(papers["name"]), stream.read())


def _paper(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    row = proposals.proposal(console.house, reader, options["paper"])
    _write(options["out"] or Path(f"Daftar {row['number']}.pdf"), listed(console.house, row))


def _tombstones(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    demand(reader, "archive.check")
    tombstones.write(console.house.store, sys.stdout)


def _reapply(console: Console, reader: Reader, _names: Any, options: dict[str, Any]) -> None:
    demand(reader, "archive.check")
    with options["reapply"].open(encoding="utf-8") as lines:
        found = tombstones.reapply(console.house, reader, tombstones.read(lines))
    if options["as_json"]:
        say(found.as_dict())
    else:
        click.echo(f"{counted(found.known, 'tombstone')}, {counted(found.again, 'letter')} destroyed again")


def _tell_gone(gone: list[str]) -> None:
    for number in gone:
        click.echo(f"Case file {number} fell out of the proposal.", err=True)


def _tell(console: Console, reader: Reader, id: str, options: dict[str, Any]) -> None:
    row = proposals.proposal(console.house, reader, id)
    if options["as_json"]:
        say(proposals.said(row))
        return
    click.echo(f"Proposal {row['number']}: {row['kind']}, {row['state']}. {row['reason']}")
    now = proposals.standing_now(console.house, row)
    for item in row["items"]:
        why = item.get("why") or now.get(item["casefile"], "")
        click.echo(f"  {item['number']:<16} {item['letters']:>5} {item['state']:<9} {item['title']} {why}".rstrip())


def _write(to: Path, content: bytes) -> None:
    if to.exists():
        raise WrongUse(what=str(to), why="it exists already")
    try:
        to.write_bytes(content)
    except OSError as error:
        raise Unavailable(what=str(to), why=str(error)) from error
    click.echo(str(to))


ACTS = {
    "table": _schedule,
    "export": _export,
    "approvers": _approvers,
    "propose": _propose,
    "state": _proposals,
    "show": _show,
    "approve": _approve,
    "outside": _outside,
    "reject": _reject,
    "withdraw": _withdraw,
    "carry_out": _carry_out,
    "minutes": _minutes,
    "paper": _paper,
    "stones": _tombstones,
    "reapply": _reapply,
}
"""By the option that asks for it; the list without any."""
