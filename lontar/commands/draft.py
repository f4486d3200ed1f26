"""lontar draft: outgoing letters written, initialled, frozen with their number, signed, cancelled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.commands.drafts import signing, writing
from lontar.commands.drafts.asked import Asked, show, tell
from lontar.console import Console, as_json, as_person, counted, say, secret_file
from lontar.drafting import acts, listed, shown
from lontar.drafting.typesetting import typeset_of
from schemas.errors import NotFound, WrongUse
from schemas.letter import CLASSES
from store.disk import told, write_whole

ACTS = (
    "new, list, show, change, enclose, leave-out, submit, initial, back, take-back, freeze, cancel, diff, pdf, sign, "
    "look, sign-anew or send-code"
)
NO_ID = ("new", "list", "send-code")


@shared.command(
    "draft",
    "Outgoing letters before they are sent. `new [TEMPLATE]` begins one, `list [LIST]` lists them, `show ID`, "
    "`change ID`, `enclose ID FILE...` adds files that go with it, `leave-out ID NO...` takes some away, "
    "`submit ID`, `initial ID`, `back ID --reason WHY` sends it back, `take-back ID`, "
    "`freeze ID` reserves its number, `cancel ID --reason WHY`, `diff ID [NO [NO]]` compares versions, "
    "`pdf ID -o FILE` typesets it. `sign ID...` signs what waits for you, with a passphrase that is typed; `look ID` "
    "looks what became of a signing, `sign-anew ID --reason WHY` lets it be signed once more, `send-code` has the "
    "signing service send you a one-time code.",
)
@click.argument("words", nargs=-1, required=True, metavar="ACT [ID]")
@click.option("--set", "fields", multiple=True, metavar="FIELD=TEXT", help="A field of its form; lists apart by ;.")
@click.option("--signer", metavar="POSITION", help="Which position signs, by code or id.")
@click.option("--behalf", metavar="POSITION", help="In whose name it is signed (a.n.); none for nobody's.")
@click.option("--through", metavar="POSITION", help="Through which position (u.b.); none for none.")
@click.option("--initials", multiple=True, metavar="POSITION", help="Who initials, the lowest first; none for nobody.")
@click.option("--code", "classification_code", metavar="CODE", help="Its classification code.")
@click.option("--class", "security_class", type=click.Choice(CLASSES), help="Its security class.")
@click.option("--unit", metavar="CODE", help="Of a new one: the unit that writes it; without it your own.")
@click.option("--answers", metavar="NUMBER", help="Of a new one: the letter that it answers, by number or id.")
@click.option("--revision", type=int, metavar="N", help="Of a change: the revision that you saw; without it the last.")
@click.option(
    "--content",
    metavar="SHA256",
    help="Of an initial: what you saw (`approves`), of a signature: the PDF (`frozen_sha256`); without it what stands.",
)
@secret_file
@click.option("--one-time", is_flag=True, help="sign: what is typed is a one-time code, which signs one letter.")
@click.option("--reason", default="", metavar="WHY", help="Why it is sent back, cancelled or signed anew.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file of a PDF.")
@as_person
@as_json
def command(console: Console, words: tuple[str, ...], person: str | None, *, as_json: bool, **options: Any) -> None:
    act, *named = words
    if act not in (*TOLD, *writing.CARRIED):
        raise WrongUse(what=f"lontar draft {act}", why=f"it is {ACTS}")
    if act not in NO_ID and not named:
        raise WrongUse(what=f"lontar draft {act}", why="it takes the id of a draft")
    asked = Asked(console, console.reader(person), named, options, as_json)
    if act in writing.CARRIED:
        tell(asked, writing.CARRIED[act](asked))
    else:
        TOLD[act](asked)


def _list(asked: Asked) -> None:
    house, reader = asked.house, asked.reader
    rows = shown.said(house, reader, listed.drafts(house, reader, asked.id or "mine"))
    for one in rows:
        if asked.as_json:
            say(one)
        else:
            told = (one["id"], one["state"], one["reference_number"], one["title"] or one["template"], one["waits"])
            click.echo("  ".join(str(part) for part in told if part))
    if not asked.as_json:
        click.echo(counted(len(rows), "draft"))


def _diff(asked: Asked) -> None:
    """Of two versions, or of one (the last without a number) and what stands."""
    house, reader, (id, *numbers) = asked.house, asked.reader, asked.named
    if not all(one.isdecimal() for one in numbers) or len(numbers) > 2:
        raise WrongUse(what="lontar draft diff", why="it takes the id of a draft and two numbers of versions at most")
    last = shown.whole(house, reader, id)["versions"]
    if not last:
        raise NotFound(what="Version")
    first, second = [*map(int, numbers), None, None][:2]
    found = shown.difference(house, reader, id, last if first is None else first, second)
    if asked.as_json:
        say({name: [one._asdict() for one in pieces] for name, pieces in found.items()})
        return
    marks = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    for name, pieces in found.items():
        click.echo(f"{name}: " + "".join(marks[one.kind].format(one.text) for one in pieces))


def _write(asked: Asked) -> None:
    """What was frozen, or the draft as it would be typeset now."""
    row, to = acts.draft_for(asked.house, asked.reader, asked.id), asked.options["output"]
    if to is None:
        raise WrongUse(what="lontar draft pdf", why="it needs a file: -o FILE")
    if row.get("frozen_sha256"):
        with asked.house.originals.open(row["frozen_sha256"]) as stream:
            made = stream.read()
    else:
        made = typeset_of(asked.house, row).pdf
    with told(str(to)):
        write_whole(to, made)
    click.echo(to)


TOLD: dict[str, Callable[[Asked], None]] = {
    "new": writing.new,
    "list": _list,
    "show": show,
    "enclose": writing.enclose,
    "leave-out": writing.leave_out,
    "diff": _diff,
    "pdf": _write,
    "sign": signing.sign,
    "look": signing.look,
    "send-code": signing.send_me_a_code,
}
"""All other acts, each of which says itself what came of it."""
