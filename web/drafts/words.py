"""Drafts in words: how far one is, what its lists and versions are called."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lontar.drafting.shown import ENCLOSED, typeset
from store.contract import Row

STATES = {
    "drafting": ("pencil-square", _l("being written")),
    "initialling": ("hourglass-split", _l("waits for initials")),
    "frozen": ("shield-lock", _l("waits for the signature")),
    "signing": ("hourglass-split", _l("is being signed")),
    "signed": ("check-circle", _l("signed")),
    "sent": ("send", _l("sent")),
    "cancelled": ("x-circle", _l("cancelled")),
}
LISTS = {
    "mine": _l("Mine"),
    "initial": _l("For my initial"),
    "signature": _l("For my signature"),
    "returned": _l("Sent back"),
    "unit": _l("My unit"),
    "done": _l("Done"),
}
EMPTY = {
    "mine": _l("You are writing no letter."),
    "initial": _l("No draft waits for your initial."),
    "signature": _l("No letter waits for your signature."),
    "returned": _l("Nothing was sent back to you."),
    "unit": _l("No draft of your unit is under way."),
    "done": _l("Nothing is done yet."),
}
VERSIONS = {
    "submitted": _l("submitted"),
    "before": _l("before another person changed it"),
    "aside": _l("set aside: written over a text that had changed"),
    "frozen": _l("frozen with its number"),
}
FIELDS = {
    "signer": _l("Signer"),
    "behalf": _l("In the name of (a.n.)"),
    "through": _l("Through (u.b.)"),
    "classification_code": _l("Classification code"),
    "security_class": _l("Security class"),
    "initials": _l("Initials"),
    ENCLOSED: _l("Enclosures"),
}


def state_said(draft: Row) -> tuple[str, str]:
    """The icon and the words of a draft's state."""
    if draft["state"] == "initialling" and not draft.get("waits"):
        return "check-circle", str(_("ready for its number"))
    if draft["state"] == "frozen" and not typeset(draft):
        return "exclamation-triangle", str(_("number reserved, not typeset yet"))
    if draft["state"] == "drafting" and draft.get("sent_back"):
        return "arrow-return-left", str(_("sent back"))
    icon, words = STATES[draft["state"]]
    return icon, str(words)


def tasks(draft: Row) -> list[tuple[str, str, bool]]:
    """The steps of a draft: what each is, how it stands in words, whether it is done."""
    state, initials = draft["state"], draft.get("initials") or ()
    given = sum(bool(one.get("by")) for one in initials)
    written = state not in ("drafting", "cancelled")
    number = draft.get("reference_number") if draft.get("entry") else None
    enclosed = len(draft.get("enclosures") or ())
    signed = state in ("signed", "sent")
    initialled: Any = _("%(given)s of %(all)s", given=given, all=len(initials)) if initials else _("none needed")
    return [
        (str(_("Text")), str(_("submitted") if written else _("being written")), written),
        (
            str(_("Enclosures")),
            ngettext("%(num)s file", "%(num)s files", enclosed) if enclosed else str(_("none")),
            bool(enclosed),
        ),
        (str(_("Initials")), str(initialled), written and given == len(initials)),
        (str(_("Number")), str(number or _("not reserved yet")), bool(number)),
        (str(_("Signature")), str(_("signed") if signed else _("not yet")), signed),
    ]
