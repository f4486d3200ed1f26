"""lontar templates: what outgoing letters are typeset by, and the office's own beside what is shipped."""

from pathlib import Path
from typing import Any

import click

from drafting.keeping import take
from drafting.shelf import Templates, bytes_of
from drafting.template import Template
from drafting.trying import sample, tried
from lontar import console as shared
from lontar.console import Console, as_json, say
from schemas.errors import LontarError, WrongUse
from schemas.event import INSTALLATION
from store.disk import write_whole

DOES = ("list", "show", "check", "add", "remove", "sample")
NEEDS_FILE = ("check", "add", "sample")


@shared.command("templates", "The templates of outgoing letters; one of the office's own added, shown or taken away.")
@click.argument("does", required=False, default="list", type=click.Choice(DOES))
@click.argument("name", required=False)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@as_json
def command(console: Console, does: str, name: str | None, file: Path | None, *, as_json: bool) -> None:
    """`check` tries FILE as NAME and keeps nothing; `sample` writes a letter with content in every field to FILE."""
    templates = Templates(console.settings.home)
    if does == "list":
        _list(templates, as_json=as_json)
        return
    if name is None or (file is None) is (does in NEEDS_FILE):
        wanted = "NAME FILE" if does in NEEDS_FILE else "NAME"
        raise WrongUse(what=f"lontar templates {does}", why=f"it takes {wanted}")
    if does == "show":
        _show(templates.get(name), as_json=as_json)
    elif does == "remove":
        _take(console, templates, name, None)
        click.echo(f"{name} was taken away")
    elif file is not None:
        _with_file(console, templates, does, name, file)


def _with_file(console: Console, templates: Templates, does: str, name: str, file: Path) -> None:
    if does == "sample":
        write_whole(file, sample(templates.get(name)).pdf)
        click.echo(str(file))
    elif does == "check":
        found = tried(name, bytes_of(file))
        click.echo(f"{name}: {found.indonesian}, {len(found.fields)} fields; it can be added")
    else:
        _take(console, templates, name, bytes_of(file))
        click.echo(f"{name} was added from {file}")


def _take(console: Console, templates: Templates, name: str, content: bytes | None) -> None:
    take(console.house.store, templates, name, content, INSTALLATION, operator=console.operator)


def _list(templates: Templates, *, as_json: bool) -> None:
    for one in templates.all():
        if as_json:
            say(_row(one))
        else:
            click.echo(f"{one.name:<24} {one.indonesian:<32} {'own' if one.source else 'as shipped'}")
    for name, problem in templates.looked().items():
        if isinstance(problem, LontarError):
            click.echo(f"{name}: {problem}", err=True)


def _show(template: Template, *, as_json: bool) -> None:
    """The file itself, which can be changed and added under another name; or its form as JSON."""
    if as_json:
        say(_row(template))
    else:
        click.echo((template.source or template.path.read_bytes()).decode(), nl=False)


def _row(template: Template) -> dict[str, Any]:
    fields = [
        {
            **{name: getattr(one, name) for name in ("name", "indonesian", "english", "kind", "required", "most")},
            **({"columns": [vars(column) for column in one.columns]} if one.columns else {}),
        }
        for one in template.fields
    ]
    names = {name: getattr(template, name) for name in ("name", "indonesian", "english", "letter_type")}
    return names | {"own": template.source is not None, "fields": fields}
