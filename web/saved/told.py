"""How a person may be told of new letters, and how many of these and of notices they have not seen."""

from collections.abc import Sequence

from flask_babel import gettext as _

from lontar.finding import alerts
from lontar.notices.unseen import unseen
from web.accounts.post import mail_goes_out
from web.current import house
from web.who import reader

COUNTED = 20
"""What is counted of each for the bell of every page: more are "20+"."""


def alert_choices() -> Sequence[tuple[str, str]]:
    """(code, words); e-mail where the office has a mail server."""
    found = [("page", _("In the page")), ("none", _("Not at all"))]
    if mail_goes_out():
        found[1:1] = [("mail", _("By e-mail, at once")), ("daily", _("By e-mail, once a day"))]
    return found


def news() -> str:
    """For the bell: "3", "20+" or nothing. What is about letters that may not be read is not counted."""
    who = reader()
    if who is None:
        return ""
    letters = {letter["_id"] for _, letter in alerts.unseen(house(), who, COUNTED + 1)}
    count = len(letters) + len(unseen(house(), who, COUNTED + 1))
    return f"{COUNTED}+" if count > COUNTED else str(count or "")
