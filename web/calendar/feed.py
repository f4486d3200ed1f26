"""The feed of one's calendar: its address made, shown once, ended; and the feed itself, for who has the address."""

from typing import Any

from flask import Response, flash, g, redirect, request, url_for
from flask_babel import gettext as _

from lontar.calendar import feeds, ical
from lontar.calendar.items import Item
from office.access import Reader
from office.days import zone_in
from office.errors import Unready
from schemas.errors import NotFound
from schemas.unit import Unit
from store.contract import Row
from web.access import SIGNED_IN, route
from web.accounts import limits
from web.calendar import words
from web.calendar.place import place
from web.current import house, office, web_settings
from web.i18n.language import known
from web.once import once
from web.page import page
from web.who import who

KIND = "text/calendar; charset=utf-8"


@route(place, "/calendar/feed", action=SIGNED_IN, summary="The feed of one's calendar")
def settings() -> str:
    return page("calendar/feed.html", own=feeds.own(house(), who()))


@route(place, "/calendar/feed", action=SIGNED_IN, methods=("POST",), summary="Make the address of a feed")
@once
def make() -> str:
    """The address is shown on this answer only; the archive keeps a digest of it."""
    return page("calendar/made.html", address=f"{_site()}{url_for('calendar.ics', token=feeds.make(house(), who()))}")


@route(place, "/calendar/feed/end", action=SIGNED_IN, methods=("POST",), summary="End the feed")
def end() -> Any:
    feeds.revoke(house(), who())
    flash(_("The address was ended; programs that have it read nothing any more."), "success")
    return redirect(url_for("calendar.settings"))


@route(place, "/calendar/<token>.ics", public="a calendar program signs in nowhere; whoever has the token reads it")
def ics(token: str) -> Response:
    """What the person may read at this moment. Raises NotFound, TooManyGuesses."""
    limits.refuse_guesses()
    try:
        reader = feeds.reader_by(house(), token)
    except (NotFound, Unready) as error:
        limits.count_guess()
        raise NotFound(what="Calendar") from error
    g.language = known(reader.language, (office() or {}).get("language"))
    answer = Response(ical.calendar(_name(reader), _entries(reader)), content_type=KIND)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Content-Disposition"] = 'inline; filename="lontar.ics"'
    return answer


def _site() -> str:
    return (web_settings().public_url or request.host_url).rstrip("/")


def _name(reader: Reader) -> str:
    return str(_("Invitations of %(name)s", name=reader.name))


def _entries(reader: Reader) -> list[ical.Entry]:
    items = feeds.items(house(), reader)
    units = house().store.get_many(Unit, sorted({item.row["unit"] for item in items}))
    return [_entry(item, units.get(item.row["unit"], {})) for item in items]


def _entry(item: Item, unit: Row) -> ical.Entry:
    """Of what may not be read, its hours alone."""
    row, shown = item.row, item.letter is not None
    status = {"attending": "CONFIRMED", "invited": "TENTATIVE"}.get(row["state"], "CONFIRMED")
    return ical.Entry(
        uid=row["_id"],
        sequence=row["version"] - 1,
        changed_at=row["changed_at"],
        when=item.when,
        zone=zone_in(unit),
        status="CANCELLED" if row.get("cancelled") else status,
        busy=row["state"] in ("attending", "invited") and not row.get("cancelled"),
        summary=_summary(item),
        place=item.place,
        text=_text(item) if shown else "",
        address=f"{_site()}{url_for('letters.letter', id=row['letter'])}" if shown else "",
    )


def _summary(item: Item) -> str:
    if item.row.get("cancelled"):
        return str(_("Cancelled invitation"))
    said = words.subject(item)
    return said if item.row["state"] in ("attending", "invited") else f"{words.state(item)} · {said}"


def _text(item: Item) -> str:
    clashes = [f"{words.clash(item, other)} {words.subject(other)}" for other in item.clashes]
    sender = str(item.values.get("sender") or "")
    assumed = [_("The letter does not say when it ends; two hours are assumed.")] if item.when.assumed else []
    return "\n".join(one for one in (sender, item.title, words.state(item), *assumed, *clashes) if one)
