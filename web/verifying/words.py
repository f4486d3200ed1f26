"""Verdicts, reasons and signatures in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from signing.reasons import SENTENCES
from web.i18n.words import day

Said = Mapping[str, Any]
"""A verdict, or one signature of it, as signing/verdict.py gives it in JSON."""
CHANGED = frozenset({"objects-after-end", "changed-inside", "changed-after", "coverage", "forged"})
COMMON = re.compile(r"Common Name: ([^,;]+)")
COLOURS = {"valid": "success", "invalid": "danger", "unverifiable": "warning", "unsigned": "secondary"}


@dataclass(frozen=True)
class Signature:
    """One signature, as a page shows it. `facts`: pairs of a name and a value."""

    verdict: str
    colour: str
    signer: str
    at: datetime | None
    facts: Sequence[tuple[str, str]]


def verdict_said(verdict: str) -> str:
    """One or two words; of invalid ones it is not said here that they were changed, for not all were."""
    said = {
        "valid": _("Genuine and intact"),
        "invalid": _("Not valid"),
        "unverifiable": _("Not certain"),
        "unsigned": _("No signature"),
    }
    return str(said.get(verdict) or _("Never verified"))


def headline(verdict: Said) -> str:
    """The verdict on a letter as a sentence."""
    if verdict["verdict"] == "invalid":
        codes = {why["code"] for why in verdict["reasons"]}
        return str(_("The letter was changed") if codes & CHANGED else _("The signature is not valid"))
    said = {
        "valid": _("The letter is genuine and intact"),
        "unverifiable": _("Whether it is genuine cannot be said yet"),
        "unsigned": _("There is no signature"),
    }
    return str(said[verdict["verdict"]])


def advice(verdict: str) -> str:
    """What to do now."""
    said = {
        "valid": "",
        "invalid": _("Do not act on this file. Ask the office that it names for the letter."),
        "unverifiable": _("Do not take it for forged: ask the office that it names whether it sent this letter."),
        "unsigned": _("Anybody could have made this file. Ask the office that it names whether it sent this letter."),
    }
    return str(said[verdict])


def reasons_said(verdict: Said) -> list[str]:
    """Reasons, then warnings."""
    return [reason_said(why) for why in (*verdict["reasons"], *verdict["warnings"]) if why["code"] != "no-signature"]


def reason_said(why: Said) -> str:
    sentence = SENTENCES.get(why["code"])
    if sentence is None:
        return str(why["message"])
    return str(_(sentence) % {name: _param(name, value) for name, value in why["params"].items()})


def _param(name: str, value: Any) -> Any:
    """Days as people write them; a reason that is itself the title of an error in the reader's language."""
    if name == "day":
        return day(int(value.replace("-", ""))) if value != "?" else value
    return _(value) if isinstance(value, str) and value else value


def _called(subject: str) -> str:
    """Of a certificate: the name of its holder without country and office, where it has one."""
    found = COMMON.search(subject)
    return found[1] if found else subject


def signatures(verdict: Said) -> list[Signature]:
    return [_signature(one) for one in verdict["signatures"]]


def _signature(one: Said) -> Signature:
    at = datetime.fromisoformat(one["time"]) if one["time"] else None
    proofs = {
        "timestamp": _("a timestamp of the signature"),
        "archive-timestamp": _("an archive timestamp of the file"),
        "claimed": _("the signer's own clock: no proof"),
    }
    changes = {
        "none": _("none"),
        "permitted": _("only such as a signature allows"),
        "suspicious": _("more than a signature allows"),
    }
    found = [
        (_("Time proven by"), proofs.get(one["time_proof"], "")),
        (_("Changes after it"), changes[one["changes"]] if one["intact"] else ""),
        (_("Vouched for by"), _called(one["chain"][-1]["subject"]) if one["trusted"] and one["chain"] else ""),
        (_("Level"), one["level"]),
        (_("Algorithms"), ", ".join(one["algorithms"].values())),
    ]
    facts = tuple((name, value) for name, value in found if value)
    return Signature(verdict_said(one["verdict"]), COLOURS[one["verdict"]], one["signer"] or "?", at, facts)
