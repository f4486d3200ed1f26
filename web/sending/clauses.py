"""Events of sent letters in words. To which addresses it went is its senders' to know (lontar/sending/states.py)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

Values = Mapping[str, Any]


def verbs() -> dict[str, tuple[str, Callable[[Values, Values], Iterator[str]]]]:
    """Each verb: in short, and in clauses from its values."""
    return {
        "letter.sent": (_("sent"), _sent),
        "letter.received": (_("opened by a unit that got it"), _nothing),
        "letter.sending-recalled": (_("taken back from who had not opened it"), _recalled),
        "letter.mailed": (_("mailed to an address outside"), _nothing),
        "letter.mail-failed": (_("could not be mailed to an address outside"), _nothing),
        "letter.mail-again": (_("mailed once more"), _nothing),
        "letter.overtaken": (_("replaced or revoked"), _overtaken),
        "letter.overtakes": (_("an earlier letter is corrected by it"), _overtakes),
        "letter.reinstated": (_("it stands again"), _reinstated),
    }


def _nothing(_before: Values, _after: Values) -> Iterator[str]:
    yield from ()


def _sent(_before: Values, after: Values) -> Iterator[str]:
    count = sum(int(after.get(name, 0)) for name in ("units", "paper", "mails"))
    yield ngettext("sent to %(num)s recipient", "sent to %(num)s recipients", count)


def _recalled(_before: Values, after: Values) -> Iterator[str]:
    count = len(after.get("entries", ())) + int(after.get("mails", 0))
    yield ngettext("taken back from %(num)s recipient", "taken back from %(num)s recipients", count)


def _overtaken(_before: Values, after: Values) -> Iterator[str]:
    words = {"replaced": _("replaced by another letter"), "revoked": _("revoked by another letter")}
    said = words.get(after.get("standing", ""), "")
    if said:
        yield f"{said}: {after['why']}" if after.get("why") else said


def _overtakes(_before: Values, after: Values) -> Iterator[str]:
    words = {"replaced": _("it replaces an earlier letter"), "revoked": _("it revokes an earlier letter")}
    if after.get("standing") in words:
        yield words[after["standing"]]


def _reinstated(_before: Values, after: Values) -> Iterator[str]:
    if after.get("why"):
        yield _("it stands again: %(reason)s", reason=after["why"])
