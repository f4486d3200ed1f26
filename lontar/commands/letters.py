"""lontar letters: all letters of a search, listed or worked on as one job."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from ingest.settings import PROFILES
from lontar import console as shared
from lontar.commands.search import filters_of
from lontar.console import Console, as_json, as_person, say
from lontar.many import jobs
from lontar.many.acts import FORMS
from lontar.many.bagging import bagged, is_bag
from lontar.many.casefiles import casefile
from lontar.many.console import carried_out
from lontar.many.zipping import zipped
from lontar.reading.copies import copy_of
from lontar.shelving.boxes import folder_at
from lontar.values import typed
from office.access import Reader, may_see
from paper.sandbox import Sandbox
from schemas.day import day_number
from schemas.disposition import URGENCIES
from schemas.errors import WrongUse
from schemas.job import Job
from schemas.letter import Letter, name_of
from store.contract import Row
from store.disk import streamed, told

Asked = tuple[str, dict[str, Any]]
"""The name of an act and its values (lontar/many/acts.py)."""


@shared.command(
    "letters",
    "All letters of a search: a list of them, or one thing done to each. What would be done is counted first.",
)
@click.argument("query", nargs=-1)
@click.option("--filter", "filters", multiple=True, metavar="K=V", help="Narrow as `lontar search` does.")
@click.option("--exact", is_flag=True, help="The words as typed, in no other form and nothing that stands for them.")
@click.option("--like", metavar="ID", help="Only letters that are about what this one is about.")
@click.option("--set", "fields", multiple=True, metavar="NAME=VALUE", help="Set a field; an empty value takes it away.")
@click.option("--tag", metavar="TAG", help="Add a tag.")
@click.option("--untag", metavar="TAG", help="Take a tag off.")
@click.option("--file", "file", metavar="CASEFILE", help="Put into a case file, by id or number.")
@click.option("--unfile", is_flag=True, help="Take out of their case file.")
@click.option("--shelve", metavar="BOX/FOLDER", help="Say that their paper lies there; nothing takes it out.")
@click.option(
    "--dispose", "recipients", multiple=True, metavar="POSITION", help="Hand on to a position, by code or id."
)
@click.option("--instruction", "instructions", multiple=True, metavar="CODE", help="What is asked, with --dispose.")
@click.option("--note", metavar="TEXT", help="What else is said, with --dispose.")
@click.option("--urgency", type=click.Choice(URGENCIES), help="Together with --dispose.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="Until when, with --dispose; else by the urgency.")
@click.option("--again", is_flag=True, help="Read all their pages again.")
@click.option("--profile", type=click.Choice(list(PROFILES)), help="With so much care, together with --again.")
@click.option("--retry", is_flag=True, help="Try those again that failed; what was read of them stays.")
@click.option("--withdraw", metavar="REASON", help="Withdraw them.")
@click.option("--restore", is_flag=True, help="Restore those that are withdrawn.")
@click.option(
    "--export", type=click.Path(path_type=Path, dir_okay=False), help="Write them into this ZIP, with a table."
)
@click.option("--format", "form", type=click.Choice(FORMS), help="As what, together with --export.")
@click.option("--dry-run", is_flag=True, help="Only count what would be done.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@as_person
@as_json
def command(console: Console, query: tuple[str, ...], filters: tuple[str, ...], **options: Any) -> None:
    house, reader = console.house, console.reader(options["person"])
    words = " ".join(query)
    how: dict[str, Any] = {"filters": filters_of(filters), "like": options["like"], "exact": options["exact"]}
    ids = jobs.found(house, reader, words, **how)
    console.tell_behind()
    act = _asked(console, reader, options)
    if act is None:
        _list(console, reader, ids, as_json=options["as_json"])
        return
    job = jobs.ask(house, reader, ids, *act, query=words, **how)
    done = carried_out(
        console, reader, job.id, dry_run=options["dry_run"], yes=options["yes"], as_json=options["as_json"]
    )
    failed = 0
    if options["export"] and done["state"] == "done":
        failed = written(console, reader, done, options["export"])
    if done["state"] != "asked" and (failed or done["counts"].get("refused") or done["state"] != "done"):
        raise SystemExit(1)


def _asked(console: Console, reader: Reader, options: Mapping[str, Any]) -> Asked | None:
    """The one thing to be done; None for none. Raises WrongUse for several."""
    pairs: list[Asked] = []
    if options["fields"]:
        pairs.append(("describe", {"fields": dict(map(_field, options["fields"]))}))
    pairs += _kept(console, reader, options)
    for name in ("tag", "untag"):
        if options[name] is not None:
            pairs.append((name, {"tag": options[name]}))
    if options["recipients"]:
        pairs.append(("dispose", _disposition(options)))
    if options["again"]:
        pairs.append(("again", {"profile": options["profile"]} if options["profile"] else {}))
    if options["retry"]:
        pairs.append(("retry", {}))
    pairs += _taken_or_given(options)
    if len(pairs) > 1:
        raise WrongUse(what="lontar letters", why="it does one thing at a time")
    return pairs[0] if pairs else None


def _kept(console: Console, reader: Reader, options: Mapping[str, Any]) -> Iterator[Asked]:
    """Into which case file, or out of it, and where its paper lies."""
    if options["file"] is not None:
        yield "file", {"casefile": casefile(console.house, reader, options["file"])["_id"]}
    if options["unfile"]:
        yield "file", {"casefile": ""}
    if options["shelve"] is not None:
        yield "shelve", {"folder": folder_at(console.house, reader, reader.unit, options["shelve"])}


def _taken_or_given(options: Mapping[str, Any]) -> list[Asked]:
    """Withdrawn, restored, exported."""
    withdrawn = [("withdraw", {"reason": options["withdraw"]})] if options["withdraw"] is not None else []
    restored: list[Asked] = [("restore", {})] if options["restore"] else []
    exported = [("export", {"form": options["form"] or FORMS[0]})] if options["export"] else []
    return [*withdrawn, *restored, *exported]


def _disposition(options: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: options[name] for name in ("note", "urgency") if options[name]}
    said |= {name: list(options[name]) for name in ("recipients", "instructions") if options[name]}
    return said | ({"due": day_number(options["due"])} if options["due"] else {})


def _field(said: str) -> tuple[str, Any]:
    name, sign, value = said.partition("=")
    if not sign:
        raise WrongUse(what=f"--set {said}", why="write NAME=VALUE")
    return name, typed(name, value)


def _list(console: Console, reader: Reader, ids: list[str], *, as_json: bool) -> None:
    for first in range(0, len(ids), jobs.AT_ONCE):
        some = ids[first : first + jobs.AT_ONCE]
        rows = console.house.store.get_many(Letter, some)
        for row in (rows[id] for id in some if id in rows and may_see(reader, rows[id])):
            if as_json:
                say(_row(row))
            else:
                click.echo("  ".join(str(value) for value in _row(row).values() if value))


def _row(row: Row) -> dict[str, Any]:
    fields = row.get("fields") or {}
    names = ("date", "reference_number", "subject")
    said = {name: (fields.get(name) or {}).get("value") for name in names}
    return {"id": row["_id"]} | said | {"name": name_of(row)}


def written(console: Console, reader: Reader, row: Row, to: Path) -> int:
    """The archive of a job of an export at `to`, whole or not there; how many files a bag lacks, each named."""
    with Sandbox(console.settings.paper) as sandbox:

        def copy(letter: Row) -> Path:
            return copy_of(console.house, sandbox, letter, "pdf")

        with told(str(to)), streamed(to, mode=0o666) as stream:
            job = Job.unpacked(row)
            bag = bagged(console.house, reader, job, copy) if is_bag(job) else None
            for piece in bag.pieces() if bag else zipped(console.house, reader, job, copy):
                stream.write(piece)
    failed = bag.failed if bag else []
    for id, file, reason in failed:
        click.echo(f"{id} {file}: {reason}", err=True)
    click.echo(to, err=True)
    return len(failed)
