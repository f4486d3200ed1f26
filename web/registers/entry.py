"""One entry: its number, its papers, its receipt by mail, and its number cancelled."""

from typing import Any

from flask import Response as Paper
from flask import flash, make_response, redirect, request
from flask_babel import gettext as _

from lontar.routing import acts, books, papers
from lontar.routing.desk import registrar
from office.days import local_day
from schemas.errors import LontarError, WrongUse
from schemas.letter import Letter, titled, values_of
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.accounts.post import links_go_out, public_address, send
from web.current import house, office
from web.i18n.words import day
from web.letters.answer import KEPT
from web.once import once
from web.page import page
from web.registers.place import PDF, entry_address, entry_of, own_entry_of, place
from web.registers.words import entry_said
from web.who import who

LONGEST_ADDRESS = 254
"""Characters of an e-mail address (RFC 5321)."""


@route(place, "/letters/<id>/entries/<entry>", action="letter.read", of=Letter, summary="A register entry of a letter")
def entry(thing: Row, entry: str) -> str:
    return _shown(thing, entry_of(thing, entry))


@route(place, "/letters/<id>/entries/<entry>/receipt.pdf", action="entry.register", of=Letter, summary="Its receipt")
def receipt(thing: Row, entry: str) -> Paper:
    row = own_entry_of(thing, entry)
    return _paper(papers.receipt(house(), row, public_address()), "tanda-terima", row)


@route(place, "/letters/<id>/entries/<entry>/card.pdf", action="letter.read", of=Letter, summary="Its control card")
def card(thing: Row, entry: str) -> Paper:
    row = entry_of(thing, entry)
    return _paper(papers.card(house(), row), "kartu-kendali", row)


@route(
    place,
    "/letters/<id>/entries/<entry>/cancel",
    action="entry.register",
    of=Letter,
    methods=("POST",),
    summary="Cancel its number",
)
@once
def cancel(thing: Row, entry: str) -> Any:
    row = own_entry_of(thing, entry)
    try:
        acts.cancel(house(), who(), entry, request.form.get("reason", ""))
    except KEPT as problem:
        return make_response(_shown(thing, row, problem), problem.status)
    flash(_("The number %(number)s is cancelled; it stays in the book.", number=row["agenda_number"]), "success")
    return redirect(entry_address(row))


@route(
    place,
    "/letters/<id>/entries/<entry>/mail",
    action="entry.register",
    of=Letter,
    methods=("POST",),
    summary="Its receipt by mail",
)
@once
def mail(thing: Row, entry: str) -> Any:
    """`to`: an address, which is kept nowhere."""
    row = own_entry_of(thing, entry)
    try:
        to = _address(request.form.get("to", ""))
        send(to, _("Receipt of your letter"), _message(row, thing))
    except LontarError as problem:
        return make_response(_shown(thing, row, problem), problem.status)
    flash(_("The receipt was sent to %(address)s.", address=to), "success")
    return redirect(entry_address(row))


def _shown(thing: Row, row: Row, problem: LontarError | None = None) -> str:
    return page(
        "registers/entry.html",
        letter=thing,
        entry=row,
        line=books.line_of(house(), who(), row),
        unit=house().store.get(Unit, row["unit"]) or {"name": row["unit"], "code": ""},
        title=titled(thing),
        received=local_day(house().store, row["unit"], row["received_at"]),
        handled=entry_said(row),
        named=[str(one["title"]) for one in house().store.get_many(Position, row.get("addressees") or []).values()],
        keeps=registrar(who(), row["unit"]),
        fresh="new" in request.args,
        mails=links_go_out(),
        reason=request.values.get("reason", ""),
        to=request.form.get("to", ""),
        problem=problem,
        entry_address=entry_address,
    )


def _paper(made: bytes, name: str, row: Row) -> Paper:
    name = f"{name}-{row['year']}-{row['agenda_number']}.pdf"
    return Paper(made, mimetype=PDF, headers={"Content-Disposition": f"inline; filename={name}"})


def _address(typed: str) -> str:
    """Raises WrongUse."""
    said = typed.strip()
    name, _at, domain = said.rpartition("@")
    if not name or "." not in domain or len(said) > LONGEST_ADDRESS or any(one.isspace() for one in said):
        raise WrongUse(what=said or _("The address"), why=_("it must be an e-mail address"), field="to")
    return said


def _message(row: Row, thing: Row) -> str:
    """What stands on the printed receipt; of what the letter is about nothing, since mail is read by others."""
    values = values_of(thing)
    received = local_day(house().store, row["unit"], row["received_at"])
    unit = (house().store.get(Unit, row["unit"]) or {}).get("name", "")
    lines = [
        _("Your letter was received."),
        "",
        _("Agenda number: %(number)s", number=row["agenda_number"]),
        _("Received: %(day)s", day=day(received)),
        _("By: %(unit)s", unit=", ".join(one for one in (unit, (office() or {}).get("name")) if one)),
    ]
    if values.get("reference_number"):
        lines.append(_("Number of the letter: %(number)s", number=" ".join(str(values["reference_number"]).split())))
    return "\n".join([*lines, "", _("How far it is:"), papers.track_address(public_address(), row) or ""])
