"""lontar loan: paper on loan: what is asked for, out, overdue; asked for, lent, extended, returned, refused."""

from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, say
from lontar.describing import loan_lists, loans, slips
from lontar.describing.loan_lists import LISTS, Shown
from lontar.describing.loans import Done
from lontar.many.casefiles import casefile
from office.access import Reader
from schemas.day import day_number
from schemas.errors import WrongUse
from store.disk import told

DAY = click.DateTime(["%Y-%m-%d"])


@shared.command("loan", "Paper on loan: a list of it; asked for, lent out, extended, returned, refused, undone.")
@click.argument("loan", required=False)
@click.option("--list", "which", type=click.Choice(LISTS), default="lent", show_default=True, help="Which are listed.")
@click.option("--ask", metavar="LETTER", help="Ask for the paper of a letter, by its id; needs --why.")
@click.option("--ask-casefile", metavar="CASEFILE", help="Ask for that of a case file, by its number or id.")
@click.option("--why", metavar="TEXT", help="What it is needed for; why it is refused; in which state it came back.")
@click.option("--until", type=DAY, help="Until when it is needed; with --lend and --extend when it is to be back.")
@click.option("--lend", is_flag=True, help="Hand LOAN out; without --until after the office's working days.")
@click.option("--extend", is_flag=True, help="LOAN may be back later: --until.")
@click.option("--return", "give_back", is_flag=True, help="LOAN is back.")
@click.option("--refuse", is_flag=True, help="LOAN does not go out; needs --why.")
@click.option("--withdraw", is_flag=True, help="LOAN, of yours, is not needed any more.")
@click.option("--slip", type=click.Path(path_type=Path, dir_okay=False), help="Write the slip of LOAN as this PDF.")
@click.option("--undo", type=int, metavar="EVENT", help="Take back what was done, by the event's number.")
@as_person
@as_json
def command(console: Console, loan: str | None, person: str | None, *, as_json: bool, **options: Any) -> None:
    house, reader = console.house, console.reader(person)
    options["until"] = day_number(options["until"]) if options["until"] else None
    if options["undo"]:
        _tell_done(console, reader, loans.undo(house, reader, options["undo"]), as_json=as_json)
    elif options["ask"] or options["ask_casefile"]:
        _tell_done(console, reader, _asked(console, reader, options), as_json=as_json)
    elif loan and options["slip"]:
        row = loans.loan(house, reader, loan)
        with told(str(options["slip"])):
            site = console.settings.web.public_url.rstrip("/") or None
            options["slip"].write_bytes(slips.slip(house, reader, row, site))
    elif loan:
        done = _acted(console, reader, loan, options)
        _tell_done(console, reader, done or Done(loan, None), as_json=as_json)
    else:
        for one in loan_lists.listed(house, reader, options["which"]):
            _tell(one, as_json=as_json)


def _asked(console: Console, reader: Reader, options: dict[str, Any]) -> Done:
    thing = f"letters/{options['ask']}"
    if options["ask_casefile"]:
        thing = f"casefiles/{casefile(console.house, reader, options['ask_casefile'])['_id']}"
    return loans.ask(console.house, reader, thing, options["why"] or "", options["until"])


def _acted(console: Console, reader: Reader, id: str, options: dict[str, Any]) -> Done | None:
    """The one thing to be done; None for nothing. Raises WrongUse for several."""
    house, why, until = console.house, options["why"] or "", options["until"]
    wanted = [name for name in ("lend", "extend", "give_back", "refuse", "withdraw") if options[name]]
    if len(wanted) > 1:
        raise WrongUse(what="lontar loan", why="it does one thing at a time")
    if wanted == ["extend"] and not until:
        raise WrongUse(what="lontar loan --extend", why="it needs --until")
    acts = {
        "lend": lambda: loans.lend(house, reader, id, until),
        "extend": lambda: loans.extend(house, reader, id, until),
        "give_back": lambda: loans.give_back(house, reader, id, why),
        "refuse": lambda: loans.refuse(house, reader, id, why),
        "withdraw": lambda: loans.withdraw(house, reader, id),
    }
    return acts[wanted[0]]() if wanted else None


def _tell_done(console: Console, reader: Reader, done: Done, *, as_json: bool) -> None:
    row = loans.loan(console.house, reader, done.id, own=True)
    (one,) = loan_lists.shown(console.house, reader, [row])
    if as_json:
        say(loan_lists.said(one) | {"event": done.event})
        return
    _tell(one, as_json=False)
    if done.event and row["state"] != "requested":
        click.echo(f"Undo: lontar loan --undo {done.event}", err=True)


def _tell(one: Shown, *, as_json: bool) -> None:
    said = loan_lists.said(one)
    if as_json:
        say(said)
        return
    late = "overdue" if one.late else said["state"]
    click.echo(f"{said['id']}  {late:<10} {said['due'] or '':<9} {one.borrower:<24} {said['title'] or '-'}")
