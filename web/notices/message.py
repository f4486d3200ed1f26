"""What a message about notices says, in the language of who gets it. Of what is not for everybody in its unit
it says nothing but that it is there, by whatever channel: messages are read on other machines, by other eyes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from lontar.notices.about import About
from lontar.notices.loans import KINDS as LOANS
from lontar.notices.unseen import Told
from lontar.wiring import House
from office.choices import choices_of
from office.notifier import Message
from schemas.day import day_of
from store.contract import Row
from web.i18n.catalogue import translations
from web.messages import day_said, language_of, one_line
from web.notices.words import sentence

MOST = 50
"""Notices that one message names; of more it says how many."""
LONGEST = 200
"""Characters of a subject."""
LISTS = {"waiting": "/inbox", "below": "/ledger", **dict.fromkeys(LOANS, "/archive/loans")}
"""Where that stands which a notice counts, or of which it says no more than that it is there."""


def message(house: House, id: str, person: Row, told: Sequence[Told], at: datetime) -> Message:
    """`told`: notices with what they are about, all of which the person may read."""
    language = language_of(house, person)
    words = translations(language)
    _, address = words.gettext, house.settings.web.public_url.rstrip("/")
    (first, thing), alone = told[0], len(told) == 1
    parts = [_said(notice, about, language, address) for notice, about in told[:MOST]]
    if len(told) > MOST:
        parts.append(_("And %(count)s more.") % {"count": len(told) - MOST})
    where = f" {address}/notices/settings" if address else ""
    parts.append(_("Choose what you are told here:") + where if address else _("Choose what you are told in Lontar."))
    subject = _title(first, thing, _) if alone else words.ngettext("%(num)s notice", "%(num)s notices", len(told))
    return Message(
        id=id,
        kind=first["kind"] if alone else "daily",
        at=at,
        person=person["_id"],
        login=person["login"],
        contact=choices_of(person).contact,
        subject=_one_line(subject % {"num": len(told)} if not alone else subject),
        body="\n\n".join(parts),
        facts={"notices": [_facts(notice, thing, address) for notice, thing in told]},
    )


def _title(notice: Row, thing: About | None, gettext: Callable[[str], str]) -> str:
    said = sentence(notice, gettext)
    return f"{said} {thing.subject}" if thing and thing.is_open and thing.subject else said


def _said(notice: Row, thing: About | None, language: str, address: str) -> str:
    gettext = translations(language).gettext
    lines = [sentence(notice, gettext)]
    if thing and thing.is_open:
        facts = [thing.number, day_said(thing.day, language) if thing.day else None, thing.subject]
        lines.append(" · ".join(_one_line(fact) for fact in facts if fact) or thing.name)
        lines += [gettext("Reason: %(reason)s") % {"reason": one_line(thing.reason)}] if thing.reason else []
    if notice.get("due"):
        lines.append(gettext("Due on %(day)s.") % {"day": day_said(notice["due"], language)})
    if address:
        lines.append(f"{address}{thing.address if thing else LISTS.get(notice['kind'], '')}")
    return "\n".join(line for line in lines if line)


def _facts(notice: Row, thing: About | None, address: str) -> dict[str, Any]:
    """For machines: no word of the letter."""
    due = day_of(notice["due"]).isoformat() if notice.get("due") else None
    link = f"{address}{thing.address}" if thing and address else None
    draft = {"draft": notice["draft"]} if notice.get("draft") else {}
    said = {"id": notice["_id"], "kind": notice["kind"], "letter": notice.get("letter"), "link": link, "due": due}
    return said | draft


def _one_line(said: str) -> str:
    return one_line(said)[:LONGEST]
