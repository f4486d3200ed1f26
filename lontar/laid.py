"""A table of the office taken in at the command line: what it would do, or what is wrong with it, by line."""

from collections.abc import Callable
from pathlib import Path

import click

from lontar.console import list_faults
from office.access import Reader
from office.plan import Plan, carry_out, described
from store.contract import Store

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
Planned = Callable[[Store, bytes, Reader], Plan]


def take(store: Store, plan: Planned, path: Path, reader: Reader, *, dry_run: bool) -> None:
    """Say each step and do them all, unless `dry_run`; faults end the command and nothing is done."""
    content = path.read_bytes()
    planned = plan(store, content, reader)
    if list_faults(path, planned.faults):
        raise SystemExit(1)
    if planned.does_something and not dry_run:
        planned = carry_out(store, lambda: plan(store, content, reader), str(path))
    for line in described(planned):
        click.echo(line)
