"""Troubles in the words of the page: only what is not as it should be, each with what to do."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from web.i18n.words import moment, number


def stuck_said(found: Mapping[str, Any]) -> list[str]:
    """What nobody does."""
    said = []
    if count := found["leases"]:
        said.append(
            ngettext(
                "%(num)s letter is held by a worker that died, and nobody takes it up. Start a worker.",
                "%(num)s letters are held by workers that died, and nobody takes them up. Start a worker.",
                count,
            )
        )
    if count := found["waiting"]:
        since = moment(datetime.fromisoformat(found["waiting_since"]))
        said.append(
            ngettext(
                "%(num)s letter waits to be read for more than an hour, since %(since)s.",
                "%(num)s letters wait to be read for more than an hour, the oldest since %(since)s.",
                count, since=since,
            )
        )  # fmt: skip
    if count := found["jobs"]:
        said.append(ngettext("%(num)s job is not carried on.", "%(num)s jobs are not carried on.", count))
    if count := found["given_up"]:
        said.append(ngettext("%(num)s job was given up this week.", "%(num)s jobs were given up this week.", count))
    if count := found["signatures"]:
        said.append(
            ngettext(
                "Of %(num)s signature nobody knows yet whether it was made.",
                "Of %(num)s signatures nobody knows yet whether they were made.",
                count,
            )
        )
    return said


def mail_said(found: Mapping[str, int]) -> list[str]:
    """What did not go out."""
    said = {
        "notices": _("Notices that are due and not sent: %(count)s.", count=number(found["notices"])),
        "notices_refused": _("Notices that were refused this week: %(count)s.", count=number(found["notices_refused"])),
        "alerts": _("Messages about saved searches, due and not sent: %(count)s.", count=number(found["alerts"])),
        "letters": _("Letters that are due and not mailed: %(count)s.", count=number(found["letters"])),
        "letters_failed": _("Letters that could not be mailed this week: %(count)s.",
                            count=number(found["letters_failed"])),
        "letters_unsure": _("Letters of which nobody knows whether they were mailed: %(count)s.",
                            count=number(found["letters_unsure"])),
    }  # fmt: skip
    return [sentence for name, sentence in said.items() if found[name]]


def followers_said(behind: Iterable[Mapping[str, Any]]) -> list[str]:
    """Who is behind by more than a moment."""
    called = {
        "index": _("The search index"),
        "lessons": _("What corrections teach"),
        "alerts": _("Messages about saved searches"),
        "ledger": _("The numbers of what waits"),
        "notices": _("Notices"),
        "adoption": _("The figures of adoption"),
        "calendar": _("The calendar"),
    }
    return [
        _("%(what)s: %(count)s events behind, since %(since)s.", what=called[one["name"]],
          count=number(one["behind"]), since=moment(datetime.fromisoformat(str(one["since"]))))
        for one in behind
    ]  # fmt: skip
