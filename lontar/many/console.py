"""Jobs on the command line: counted, confirmed at a terminal or by --yes, carried out here with progress."""

import sys
from contextlib import suppress
from typing import Any

import click

from lontar.console import Console, counted, progress, say
from lontar.errors import NobodyToAsk
from lontar.many import jobs
from lontar.many.acts import ACTS
from lontar.many.carrying import step
from office.access import Reader
from schemas.job import Job
from store.contract import Row
from work.errors import LeaseLost


def carried_out(console: Console, reader: Reader, id: str, *, dry_run: bool, yes: bool, as_json: bool) -> Row:
    """The job as it stands at the end. With `dry_run`, or where the person says no, nothing is done and it is
    forgotten. Raises NobodyToAsk where there is no terminal."""
    row = worked(console, id, "counted")
    if dry_run:
        jobs.drop(console.house, reader, id)
        tell(row, as_json=as_json)
        return row
    if not yes:
        if not sys.stdin.isatty():
            jobs.drop(console.house, reader, id)
            raise NobodyToAsk
        tell(row)
        if final := ACTS[row["act"]].final:
            click.echo(f"    {final}", err=True)
        if not click.confirm("Do it?", err=True):
            jobs.drop(console.house, reader, id)
            return row
    jobs.start(console.house, reader, id)
    row = worked(console, id, "done")
    tell(row, as_json=as_json)
    return row


def worked(console: Console, id: str, done: str) -> Row:
    """The job once it is counted or done. Workers may be at it too: whoever makes a step makes it alone."""
    with progress() as show:
        while True:
            row = console.house.store.get(Job, id) or {}
            if not row["due"]:
                return row
            show(f"{row.get('at', 0)} of {counted(row['parts'], 'step')} {done}")
            with suppress(LeaseLost):
                step(console.house, id)


def tell(row: Row, *, as_json: bool = False) -> None:
    said: dict[str, Any] = jobs.said(row)
    if as_json:
        say(said)
        return
    before = row["state"] == "asked"
    numbers = said["foreseen"] if before else said["counts"]
    words = ("would be changed", "would stay", "would be refused") if before else ("changed", "unchanged", "refused")
    parts = [f"{numbers[name]} {word}" for name, word in zip(jobs.OUTCOMES, words, strict=True)]
    click.echo(
        f"{said['id']}  {said['act']}, {counted(said['letters'], 'letter')}, {said['state']}: {', '.join(parts)}"
    )
    for one in said["reasons"]:
        click.echo(f"    {counted(one['letters'], 'letter')}: {one['error']['message']}")
    if said["error"]:
        click.echo(f"    {said['error']['message']}")
