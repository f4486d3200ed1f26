"""What a person was told: the page under the bell, and what they want to be told by which channel."""

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lontar.finding import alerts
from lontar.notices import unseen
from lontar.notices.about import About
from lontar.notices.made import channels_of
from office.choices import EVERYWHERE, PLACE, Choices, choices_of, typed
from schemas.errors import WrongUse
from schemas.notice import SUMMARIES
from schemas.person import Person
from store.contract import Row
from web.access import SIGNED_IN, route
from web.accounts.datastore import edit
from web.current import house
from web.notices.words import CALLED, sentence
from web.once import once
from web.page import page
from web.who import person, who

place = Blueprint("notices", __name__)


@route(place, "/notices", action=SIGNED_IN, summary="What one is told")
def notices() -> str:
    """New ones; with `earlier` those that were seen."""
    earlier = "earlier" in request.args
    found = (unseen.earlier if earlier else unseen.unseen)(house(), who())
    return page(
        "notices/notices.html",
        found=[_shown(notice, thing) for notice, thing in found],
        earlier=earlier,
        letters=len({letter["_id"] for _alert, letter in alerts.unseen(house(), who())}),
    )


@route(place, "/notices/seen", action=SIGNED_IN, methods=("POST",), summary="Notices are seen")
def seen() -> Response:
    """Those that the page named, or one of them: what came meanwhile stays new."""
    count = unseen.see(house(), who(), request.form.getlist("id")[: unseen.MOST])
    flash(ngettext("%(num)s notice is seen.", "%(num)s notices are seen.", count), "success")
    return redirect(url_for("notices.notices"))


@route(place, "/notices/settings", action=SIGNED_IN, summary="What one wants to be told")
def choices() -> str:
    chosen = choices_of(person())
    return _form(chosen, chosen.hours, chosen.contact)


@route(place, "/notices/settings", action=SIGNED_IN, methods=("POST",), summary="Choose what one is told")
@once
def choose() -> Response:
    form, before, offered = request.form, choices_of(person()), _channels()
    hours = form.get("quiet_from", before.hours[0]), form.get("quiet_until", before.hours[1])
    daily = form.get("when", "daily" if before.daily else "") == "daily"
    contact = form.get("contact", before.contact)
    wanted = {one: form.getlist(one) if one in offered else before.kinds(one) for one in EVERYWHERE}
    try:
        chosen = typed(wanted, daily=daily, quiet=hours, contact=contact)
    except WrongUse as problem:
        kept = typed(wanted, daily=daily, quiet=("", ""), contact="")
        return make_response(_form(kept, hours, contact, problem), problem.status)

    def change(account: Person) -> None:
        account.preferences[PLACE] = chosen.kept()

    edit(who().person, change, "")
    flash(_("Saved."), "success")
    return redirect(url_for("notices.choices"))


def _channels() -> tuple[str, ...]:
    """Those that a person can choose from: what the office has not set up is not offered."""
    return ("page", *channels_of(house()))


def _form(chosen: Choices, hours: tuple[str, str], contact: str, problem: WrongUse | None = None) -> str:
    """`hours` and `contact` as they were typed."""
    return page(
        "notices/settings.html",
        chosen=chosen,
        channels=_channels(),
        kinds=CALLED,
        summaries=SUMMARIES,
        quiet=hours,
        contact=contact,
        problem=problem,
    )


def _shown(notice: Row, thing: About | None) -> dict[str, object]:
    """A notice as the page says it."""
    return {
        "id": notice["_id"],
        "said": sentence(notice, _),
        "at": notice["at"],
        "due": notice.get("due"),
        "about": thing,
        "loan": (notice.get("data") or {}).get("loan"),
        "late": notice["kind"] in ("late", "escalated"),
    }
