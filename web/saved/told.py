"""How a person may be told of new letters, and how many they have not seen."""

from collections.abc import Sequence

from flask_babel import gettext as _

from lontar.finding import alerts
from web.accounts.post import mail_goes_out
from web.current import house
from web.who import reader

COUNTED = 20
"""New letters that are counted for the bell of every page: more are "20+"."""


def alert_choices() -> Sequence[tuple[str, str]]:
    """(code, words); e-mail where the office has a mail server."""
    found = [("page", _("In the page")), ("none", _("Not at all"))]
    if mail_goes_out():
        found[1:1] = [("mail", _("By e-mail, at once")), ("daily", _("By e-mail, once a day"))]
    return found


def news() -> str:
    """For the bell: "3", "20+" or nothing. Letters that may not be read are not counted."""
    who = reader()
    found = alerts.unseen(house(), who, COUNTED + 1) if who else []
    letters = {letter["_id"] for _, letter in found}
    return f"{COUNTED}+" if len(letters) > COUNTED else str(len(letters) or "")
