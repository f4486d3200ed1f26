"""lontar init: a new office: name, first administrator, units, letterhead, mail. What is there already stays."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar import crest
from lontar.console import STDIN, Console, line_of_stdin, list_faults
from lontar.settings import again, keep
from office import founding, letterhead, mail, reorganisation
from office.days import ZONE
from office.tasks import Task, tasks
from office.units import Table, table_of
from schemas.errors import WrongUse
from schemas.event import INSTALLATION
from schemas.office import OFFICE, Office
from schemas.unit import Unit
from store.changes import Changes

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@shared.command(
    "init", "A new office: name, first administrator, units, letterhead, mail. What is there already stays."
)
@click.option("--name", help="Name of the office.")
@click.option("--language", type=click.Choice(("id", "en")), default="id", help="Language of pages and mail.")
@click.option("--timezone", type=click.Choice(list(founding.TIMEZONES)), default=ZONE, help="Time zone.")
@click.option("--open-legacy", is_flag=True, help="Old letters may be read by all staff.")
@click.option("--admin-name", help="Name of the first administrator.")
@click.option("--admin-login", help="E-mail address the administrator signs in with.")
@click.option("--password", help="Password of the administrator; - reads it from stdin.")
@click.option("--units", type=FILE, help="CSV: code, name, parent.")
@click.option("--letterhead", "lines", multiple=True, metavar="LINE", help="A line of the letterhead; repeat it.")
@click.option("--logo", type=FILE, help="Crest of the letterhead, PNG or JPEG.")
@click.option("--smtp", metavar="URL", help="Mail server: smtp://USER:PASSWORD@HOST, smtps://…, smtp+plain://…")
@click.option("--mail-from", metavar="ADDRESS", help="Address our mail comes from.")
@click.option("--dry-run", is_flag=True, help="With --units: only say what the table would do, errors by line.")
def command(console: Console, **options: Any) -> None:
    table = _table(options["units"]) if options["units"] else None
    if options["dry_run"]:
        _preview(console, table)
        return
    steps: dict[str, Callable[[], None]] = {
        "office": lambda: _office(console, options),
        "administrator": lambda: _administrator(console, options),
        "units": lambda: _units(console, table),
        "letterhead": lambda: _letterhead(console, options),
        "mail": lambda: _mail(console, options),
    }
    given = {"units": table is not None, "letterhead": bool(options["lines"]), "mail": bool(options["smtp"])}
    _demand_enough(console, options)
    for task in _tasks(console):
        if not task.done and (given.get(task.name, True) or _asked(task)):
            steps[task.name]()
        elif task.done:
            click.echo(f"{task.name:<14} {task.what} (stands already)")
    _report(console)


def _tasks(console: Console) -> tuple[Task, ...]:
    settings = again(console.settings).office
    return tasks(console.house.store, settings.smtp_host if mail.is_set(settings) else "")


def _demand_enough(console: Console, options: dict[str, Any]) -> None:
    """In a script everything needed has to be said before anything is done."""
    if _somebody_answers():
        return
    needed = {"office": ("name",), "administrator": ("admin_name", "admin_login", "password")}
    missing = [
        f"--{option.replace('_', '-')}"
        for task in _tasks(console)
        if not task.done
        for option in needed.get(task.name, ())
        if not options[option]
    ]
    missing += ["--mail-from"] if options["smtp"] and not options["mail_from"] else []
    if missing:
        raise WrongUse(what="lontar init", why=f"it needs {', '.join(missing)}")


def _somebody_answers() -> bool:
    return sys.stdin.isatty()


def _ask(said: Any, question: str, **more: Any) -> str:
    """What the flag said, else what the person at the terminal answers."""
    return str(said) if said else str(click.prompt(question, **more))


def _asked(task: Task) -> bool:
    """Whether the person at the terminal wants to do a task now that can be done later."""
    return _somebody_answers() and click.confirm(f"Set up {task.name} now? It can be done later", default=False)


def _commit(console: Console, changes: Changes, said: str) -> None:
    console.house.store.commit(changes)
    click.echo(said)


def _office(console: Console, options: dict[str, Any]) -> None:
    name = _ask(options["name"], "Name of the office")
    row = console.house.store.get(Office, OFFICE) or {}
    values = {key: options[key] for key in ("language", "timezone", "open_legacy")} | {"name": name}
    values["open_legacy"] = values["open_legacy"] or row.get("open_legacy", False)
    changes = founding.named(console.house.store, values, INSTALLATION, console.operator)
    _commit(console, changes, f"office         {name}")


def _administrator(console: Console, options: dict[str, Any]) -> None:
    name = _ask(options["admin_name"], "Name of the first administrator")
    login = _ask(options["admin_login"], "E-mail address of the administrator")
    given = line_of_stdin() if options["password"] == STDIN else options["password"]
    shortest = console.settings.accounts.password_length
    password = _ask(given, f"Password ({shortest} characters or more)", hide_input=True, confirmation_prompt=True)
    changes = founding.first_administrator(name, login, password, INSTALLATION, console.operator, shortest=shortest)
    _commit(console, changes, f"administrator  {login}")


def _table(path: Path) -> Table:
    """The table of units; its faults end the command."""
    table = table_of(path.read_bytes())
    if list_faults(path, table.faults):
        raise SystemExit(1)
    return table


def _plan(console: Console, table: Table) -> reorganisation.Plan:
    return reorganisation.plan(table, console.house.store.every(Unit))


def _preview(console: Console, table: Table | None) -> None:
    if table is None:
        raise WrongUse(what="--dry-run", why="it needs --units")
    for line in reorganisation.described(_plan(console, table)):
        click.echo(line)


def _units(console: Console, table: Table | None) -> None:
    table = table or _table(Path(click.prompt("CSV file with code, name, parent", type=FILE)))
    planned = _plan(console, table)
    changes = reorganisation.carried_out(planned, INSTALLATION, console.operator)
    _commit(console, changes, f"units          {len(table.units)}")


def _letterhead(console: Console, options: dict[str, Any]) -> None:
    lines = list(options["lines"])
    while not lines or (not options["lines"] and len(lines) < letterhead.MOST_LINES):
        line = click.prompt(f"Line {len(lines) + 1} of the letterhead (empty: no more)", default="", show_default=False)
        if not line and lines:
            break
        lines += [line] if line else []
    lines = letterhead.lines_of("\n".join(lines))
    sha256 = crest.keep(console.house, options["logo"], options["logo"].name) if options["logo"] else None
    changes = letterhead.lettered(console.house.store, lines, sha256, INSTALLATION, operator=console.operator)
    _commit(console, changes, f"letterhead     {lines[0]}")


def _mail(console: Console, options: dict[str, Any]) -> None:
    url = _ask(options["smtp"], "Mail server (smtp://USER:PASSWORD@HOST)")
    settings = mail.from_url(url, _ask(options["mail_from"], "Address our mail comes from"))
    keep(console.settings, mail.values_of(settings))
    click.echo(f"mail           {settings.smtp_host}")


def _report(console: Console) -> None:
    """What is left to do, and where."""
    left = [task.name for task in _tasks(console) if task.open]
    if left:
        click.echo(f"Not yet set up: {', '.join(left)}. Do it later here or on the page /setup.")
    click.echo(f"The office is in {console.settings.home}. Start it with: lontar run")
