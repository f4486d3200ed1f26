"""What becomes of a recipient, and how far a sent letter is with one, in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lontar.sending.post import INTERRUPTED

OUTCOMES = {
    "delivered": _l("Get it in their book of incoming letters"),
    "paper": _l("Get it on paper, with a slip"),
    "mail": _l("Get it by mail"),
    "there": _l("Have it already"),
    "left": _l("Get nothing"),
}
"""Headings of a preview, in its order."""
STATES = {
    "delivered": _l("not opened yet"),
    "read": _l("opened"),
    "disposed": _l("handed on"),
    "answered": _l("answered"),
    "closed": _l("done"),
    "recalled": _l("taken back"),
    "cancelled": _l("number cancelled there"),
    "paper": _l("on paper"),
    "waiting": _l("mail waits"),
    "going": _l("being mailed"),
    "mailed": _l("mailed"),
    "failed": _l("mail failed"),
    "unsure": _l("perhaps mailed"),
    "mail-recalled": _l("mail stopped"),
}
ICONS = {
    "delivered": "envelope", "read": "envelope-open", "disposed": "send", "answered": "check-circle",
    "closed": "check2", "recalled": "arrow-return-left", "mailed": "check2", "waiting": "clock",
    "failed": "exclamation-triangle", "unsure": "exclamation-triangle",
}  # fmt: skip


def why_said(why: str | None) -> str:
    """The reason of a mail that did not go, as the server put it; what we say ourselves is translated."""
    return _("the sending was interrupted") if why == INTERRUPTED else why or ""
