"""lontar show: one letter."""

from typing import Any

import click

from lontar import console as shared
from lontar import letters
from lontar.console import Console, as_json, as_person, counted, say
from lontar.looks import looked


@shared.command("show", "Show one letter.")
@click.argument("id")
@click.option("--text", "as_text", is_flag=True, help="Only its text, pages apart by a form feed.")
@click.option("--words", is_flag=True, help="Its pages with the box of every word, as JSON.")
@as_person
@as_json
def command(console: Console, id: str, **options: Any) -> None:
    reader = console.reader(options["person"])
    way = "text" if options["words"] or options["as_text"] else "page"
    looked(console.house, reader, letters.letter_for(console.house, reader, id), way, "command")
    if options["words"]:
        say(letters.words_of(console.house, reader, id))
    elif options["as_text"]:
        click.echo(letters.text_of(console.house, reader, id))
    else:
        one = letters.show(console.house, reader, id)
        if options["as_json"]:
            say(one)
        else:
            _tell(one)


def _tell(one: dict[str, Any]) -> None:
    click.echo(f"{one['id']}  {one['stage']}, {one['direction']}, class {one['security_class']}")
    if one["withdrawn"]:
        click.echo(f"withdrawn: {one['withdrawn']}")
    if one["error"]:
        click.echo(one["error"]["message"])
    for file in one["files"]:
        size = f"{counted(file['pages'], 'page')}, {counted(file['size'], 'byte')}"
        click.echo(f"  file {file['no']}: {file['name']}, {size}{_signed(file)}")
    for name, field in one["fields"].items():
        click.echo(f"  {name}: {field['value']}")
    for cited in one["thread"]["references"]:
        other = cited["letter"]
        means = f"{_perhaps(cited)}{other['id']}" if other else "not found here"
        click.echo(f"  refers to {cited['number']}: {means}")
    for other in one["thread"]["cited_by"]:
        click.echo(f"  referred to by {_perhaps(other)}{other['id']}")
    for twice in one["duplicates"]:
        seems = "may be" if twice["kind"] == "perhaps" else "seems to be"
        click.echo(f"  {seems} the same letter as {twice['letter']['id']}")
    if one["tags"]:
        click.echo(f"  tags: {', '.join(one['tags'])}")


def _signed(file: dict[str, Any]) -> str:
    """What the signatures of a file are worth, where it has any."""
    found = file["verdict"] or {}
    who = ", ".join(one["signer"] or "?" for one in found.get("signatures", ()))
    return f", signature {found['verdict']} ({who})" if who else ""


def _perhaps(link: dict[str, Any]) -> str:
    return "" if link["sure"] else "perhaps "
