"""Imports in words: what columns can be, why one is proposed, what came of rows, what is wrong with them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from lontar.importing.columns import TARGETS
from lontar.importing.faults import Fault
from store.contract import Row
from web.i18n.words import DIRECTIONS, number
from web.letters.said import titles

Said = Mapping[str, Any]


def problem_said(problem: Said) -> str:
    """A problem of a row as it was stored, in the reader's language."""
    if problem["template"] not in set(map(str, Fault)):
        return str(problem["message"])
    params = dict(problem["params"])
    return str(_(problem["template"]) % params)


def targets() -> list[tuple[str, str]]:
    """What a column can be, for a list to choose from."""
    own = {
        "date_number": _("Date and number of the letter in one"),
        "agenda_number": _("Agenda number"),
        "received": _("Day in the book (received or sent)"),
        "book_year": _("Year of the book"),
        "direction": _("Incoming or outgoing"),
        "register": _("Unit of the book"),
        "handling": _("Handling"),
        "box": _("Box"),
        "folder": _("Folder"),
        "casefile": _("Case file (number)"),
        "batch": _("Digitising batch"),
        "tags": _("Tags"),
        "note": _("Note"),
        "security_class": _("Security class"),
        "file": _("Name of the scan"),
        "key": _("Its own key"),
    }
    known = titles()
    return [("", _("Nothing: leave it")), *((name, own.get(name) or known.get(name, name)) for name in TARGETS)]


def why_said(proposal: Said) -> str:
    """Why a column is proposed to be something, in a few words."""
    said = {
        "named": _("it is called so"),
        "like": _("its name holds such a word"),
        "running": _("it holds numbers, and no other column does so by its name"),
        "counts": _("it only counts the rows"),
        "days": _("most of its cells are days"),
        "second": _("another column is that already"),
        "unknown": _("its name says nothing"),
    }[proposal["why"]]
    return str(_("%(why)s (%(sure)s %%)", why=said, sure=proposal["confidence"])) if proposal["target"] else str(said)


def books() -> list[tuple[str, str]]:
    return [
        ("legacy", _("None: a list without agenda numbers")),
        *((name, DIRECTIONS[name]) for name in ("incoming", "outgoing", "internal")),
    ]


def state_said(row: Row) -> str:
    said: dict[str, str] = {
        "mapping": _("Say what the columns are"),
        "judging": _("Being tried"),
        "asked": _("Waits for your word"),
        "going": _("Under way"),
        "done": _("Done"),
        "stopped": _("Stopped"),
        "failed": _("Given up"),
        "undoing": _("Being taken out"),
        "undone": _("Taken out again"),
    }
    return said[row["state"]]


def counts_said(row: Row) -> list[str]:
    """What came, or would come, of the rows; what there is none of is not told."""
    before = row["state"] in ("mapping", "judging", "asked")
    counts = row.get("foreseen" if before else "counts") or {}
    count = {name: int(counts.get(name, 0)) for name in ("make", "scan", "here", "error", "skip", "undone", "kept")}
    how = {name: {"count": number(value)} for name, value in count.items()}
    made = (
        ngettext("%(count)s letter would be made", "%(count)s letters would be made", count["make"], **how["make"])
        if before
        else ngettext("%(count)s letter made", "%(count)s letters made", count["make"], **how["make"])
    )
    said = {
        "make": made,
        "scan": ngettext("%(count)s gets its scan", "%(count)s get their scans", count["scan"], **how["scan"]),
        "here": ngettext("%(count)s is here already", "%(count)s are here already", count["here"], **how["here"]),
        "error": ngettext(
            "%(count)s row with errors is left out",
            "%(count)s rows with errors are left out",
            count["error"],
            **how["error"],
        ),
        "skip": ngettext("%(count)s row passed over", "%(count)s rows passed over", count["skip"], **how["skip"]),
        "undone": ngettext("%(count)s taken out", "%(count)s taken out", count["undone"], **how["undone"]),
        "kept": ngettext(
            "%(count)s kept: somebody has worked on it",
            "%(count)s kept: somebody has worked on them",
            count["kept"],
            **how["kept"],
        ),
    }
    return [str(said[name]) for name in said if count[name]] or [str(made)]


def outcome_said(row: Said, before: bool) -> str:
    said: dict[str | None, str] = {
        "make": _("would be made") if before else _("made"),
        "scan": _("gets its scan"),
        "here": _("here already"),
        "error": _("left out"),
        "skip": _("passed over"),
        "undone": _("taken out"),
        "kept": _("kept"),
        None: _("still to come"),
    }
    return said[row["outcome"]]


def how_said(row: Row) -> str:
    """How a table was read: its sheet, or what its text was written in."""
    how = row.get("how") or {}
    delimiters = {"comma": _("commas"), "semicolon": _("semicolons"), "tab": _("tabs"), "bar": _("bars")}
    if row["kind"] == "csv":
        return str(_("CSV in %(encoding)s, apart by %(delimiter)s", encoding=how["encoding"],
                     delimiter=delimiters[how["delimiter"]]))  # fmt: skip
    if row["kind"] == "paperless":
        return str(_("Export of paperless-ngx"))
    return str(_("Sheet %(sheet)s", sheet=how.get("sheet", "")))
