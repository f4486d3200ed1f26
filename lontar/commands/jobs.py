"""lontar jobs: work on many letters that was asked for, and what became of it."""

from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.many import jobs
from lontar.many.console import carried_out, tell, worked
from schemas.errors import WrongUse


@shared.command("jobs", "Work on many letters: your own jobs, or one; it can be stopped, go on, and be undone.")
@click.argument("id", required=False)
@click.option("--letters", is_flag=True, help="What became of each letter, one a line.")
@click.option("--stop", is_flag=True, help="Stop it; what is done stands.")
@click.option("--go-on", is_flag=True, help="Let it go on where it stopped.")
@click.option("--undo", is_flag=True, help="Take back what it did; what has changed since is left and named.")
@click.option("--dry-run", is_flag=True, help="Only count what would be undone.")
@click.option("--yes", is_flag=True, help="Undo without asking.")
@as_person
@as_json
def command(console: Console, id: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    if id is None:
        if options["stop"] or options["go_on"] or options["undo"] or options["letters"]:
            raise WrongUse(what="lontar jobs", why="it needs the id of a job")
        for row in jobs.jobs(house, reader):
            tell(row, as_json=as_json)
        return
    row = jobs.job_for(house, reader, id)
    if options["letters"]:
        for no in range(row["parts"]):
            for one in jobs.listed(house, reader, id, no):
                say(one)
        return
    if options["undo"]:
        other = jobs.undo(house, reader, id)
        done = carried_out(console, reader, other.id, dry_run=options["dry_run"], yes=options["yes"], as_json=as_json)
        if done["state"] != "asked" and done["counts"].get("refused"):
            raise SystemExit(1)
        return
    if options["stop"]:
        jobs.stop(house, reader, id)
    if options["go_on"]:
        jobs.start(house, reader, id)
        worked(console, id, "done")
    tell(jobs.job_for(house, reader, id), as_json=as_json)
