"""What each kind of notice says, as message ids of the catalogue."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from schemas.notice import KINDS
from store.contract import Row
from web.accounts.sentences import mark

SENTENCES = {
    "received": mark("A letter was given to you to act on."),
    "done": mark("What you gave to somebody is done."),
    "declined": mark("What you gave to somebody was declined."),
    "entry": mark("A new letter waits for you."),
    "reminded": mark("Somebody reminds you of a letter that waits for you."),
    "soon": mark("A letter is due soon."),
    "due": mark("A letter is due today."),
    "late": mark("A letter is overdue."),
    "escalated": mark("A letter that somebody below you has to act on is long overdue."),
    "initial": mark("A draft waits for your initial."),
    "signature": mark("A letter waits for your signature."),
    "returned": mark("A draft of yours was sent back."),
    "ready": mark("A draft of yours has all its initials; its number can be reserved."),
    "signed": mark("A letter that you wrote was signed; it can be sent."),
    "cancelled": mark("A draft of yours was cancelled."),
    "unmailed": mark("A letter that you sent could not be mailed to everybody outside."),
    "loan_asked": mark("Somebody asks for a paper on loan."),
    "loan_lent": mark("A paper that you asked for was lent to you."),
    "loan_refused": mark("A paper that you asked for is not lent out."),
    "loan_due": mark("A paper on loan is to be back."),
    "loan_late": mark("A paper on loan is overdue."),
    "damaged": mark("Something among the originals is not as it was written: %(name)s."),
    "waiting": mark("Letters wait for you: %(open)s, overdue %(late)s."),
    "below": mark("Letters wait below you: %(open)s, overdue %(late)s."),
}
CALLED = {
    "received": _l("A letter was given to me"),
    "done": _l("What I gave is done"),
    "declined": _l("What I gave was declined"),
    "entry": _l("A new letter waits for my unit"),
    "reminded": _l("Somebody reminds me of a letter"),
    "soon": _l("Something is due soon"),
    "due": _l("Something is due today"),
    "late": _l("Something is overdue"),
    "escalated": _l("Something below me is long overdue"),
    "initial": _l("A draft waits for my initial"),
    "signature": _l("A letter waits for my signature"),
    "returned": _l("A draft of mine was sent back"),
    "ready": _l("A draft of mine has all its initials"),
    "signed": _l("A letter that I wrote was signed"),
    "cancelled": _l("A draft of mine was cancelled"),
    "unmailed": _l("A letter that I sent could not be mailed"),
    "loan_asked": _l("Somebody asks for a paper on loan"),
    "loan_lent": _l("A paper that I asked for was lent to me"),
    "loan_refused": _l("A paper that I asked for is not lent out"),
    "loan_due": _l("A paper on loan is to be back"),
    "loan_late": _l("A paper on loan is overdue"),
    "damaged": _l("An original is damaged or missing"),
    "waiting": _l("Each day: what waits for me"),
    "below": _l("Each day: what waits below me"),
}
"""In the order of the page of choices."""
assert tuple(SENTENCES) == tuple(CALLED) == KINDS


def sentence(notice: Row, gettext: Callable[[str], str]) -> str:
    numbers: Mapping[str, Any] = {"open": 0, "late": 0, "name": ""} | dict(notice.get("data") or {})
    return gettext(SENTENCES[notice["kind"]]) % numbers
