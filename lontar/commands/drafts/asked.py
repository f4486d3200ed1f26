"""What was typed behind `lontar draft ACT`, and how a draft is said at the machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from lontar.console import Console, say
from lontar.drafting import shown
from lontar.wiring import House
from office.access import Reader


@dataclass(frozen=True)
class Asked:
    """`named`: what stands behind the act, the id of a draft first; `options` by their names."""

    console: Console
    reader: Reader
    named: Sequence[str]
    options: Mapping[str, Any]
    as_json: bool

    @property
    def house(self) -> House:
        return self.console.house

    @property
    def id(self) -> str:
        return self.named[0] if self.named else ""


def show(asked: Asked, id: str = "") -> None:
    one = shown.whole(asked.house, asked.reader, id or asked.id)
    if asked.as_json:
        say(one)
        return
    for name in ("id", "title", "template", "state", "revision", "number", "reference_number", "signer", "waits"):
        if one[name] is not None:
            click.echo(f"{name.replace('_', ' '):<18} {one[name]}")
    for initial in one["initials"]:
        click.echo(f"{'initial':<18} {initial['position']}{': ' + initial['by'] if initial['by'] else ''}")
    for number, file in enumerate(one["enclosures"], 1):
        click.echo(f"{f'enclosure {number}':<18} {file['name']}")
    for name in ("sent_back", "cancelled"):
        if one[name]:
            click.echo(f"{name.replace('_', ' '):<18} {one[name]}")
    for name, value in one["content"].items():
        click.echo(f"{name}: {value}")


def tell(asked: Asked, events: list[int]) -> None:
    """How it stands now."""
    one = shown.whole(asked.house, asked.reader, asked.id)
    told = {name: one[name] for name in ("id", "state", "revision", "number", "reference_number", "waits")}
    if asked.as_json:
        say(told | {"events": events})
        return
    if not events:
        click.echo("Nothing was different.", err=True)
    click.echo("  ".join(str(part) for part in (one["state"], one["reference_number"], one["waits"]) if part))
