"""lontar check: originals, event log, and index against the store."""

from collections.abc import Iterator
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say
from schemas.letter import Letter
from store import chain, fixity
from store.faults import Fault


def faults(console: Console) -> Iterator[Fault]:
    """All that differs."""
    house = console.house
    yield from chain.verify(house.store)
    yield from fixity.check(house.store, house.originals)
    indexed = dict(house.index.versions())
    for row in house.store.every(Letter, fields=()):
        version = indexed.pop(row["_id"], None)
        if version is None:
            yield Fault("missing", f"index/{row['_id']}", "the letter is not in the index")
        elif version != row["version"]:
            yield Fault("altered", f"index/{row['_id']}", f"version {version}, the letter has {row['version']}")
    for id in indexed:
        yield Fault("unknown", f"index/{id}", "there is no such letter")


@shared.command("check", "Prove originals, index and event log against each other.")
@as_json
def command(console: Console, **options: Any) -> None:
    found = 0
    for fault in faults(console):
        found += 1
        if options["as_json"]:
            say(fault.as_dict())
        else:
            click.echo(f"{fault.kind:<8} {fault.thing}: {fault.why}")
    if found:
        raise SystemExit(1)
    if not options["as_json"]:
        click.echo("Everything is as it was written.")
