"""Jobs in words: what is done, how far it is, what became of a letter."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from lontar.indexed import casefile_said
from lontar.routing.meant import positions_meant
from lontar.shelving.placing import places
from office.access import may_see
from schemas.casefile import CaseFile
from schemas.letter import Letter, titled
from schemas.position import Position
from store.contract import Row
from web.current import house
from web.i18n.words import number, say_stored
from web.letters.said import titles, value_said
from web.profiles import profiles
from web.routing.words import instructions_said, listed
from web.search import facets
from web.search.asked import Asked
from web.who import who

Values = Mapping[str, Any]


def act_said(row: Row) -> str:
    """What a job does: Add the tag “banjir”."""
    return acts()[row["act"]](row.get("values") or {})


def acts() -> dict[str, Callable[[Values], str]]:
    return {
        "describe": _described,
        "tag": lambda values: _("Add the tag “%(tag)s”", tag=values["tag"]),
        "untag": lambda values: _("Take the tag “%(tag)s” off", tag=values["tag"]),
        "retag": lambda values: _(
            "The tag “%(new)s” in the place of “%(old)s”", old=values["tag"], new=values["instead"]
        ),
        "file": _filed,
        "shelve": _shelved,
        "dispose": _disposed,
        "again": _again,
        "retry": lambda _values: _("Try again what failed"),
        "withdraw": lambda values: _("Withdraw: %(reason)s", reason=values["reason"]),
        "restore": lambda _values: _("Restore"),
        "export": lambda values: {
            "pdf": _("Export as searchable copies (PDF/A)"),
            "bag": _("Export as a bag (BagIt)"),
        }.get(values.get("form") or "", _("Export as they were received")),
        "undo": lambda _values: _("Undo what another job did"),
    }


def _described(values: Values) -> str:
    said = []
    for name, value in values["fields"].items():
        field, told = titles().get(name, name), value_said(name, value)
        said.append(
            _("%(field)s: set to “%(value)s”", field=field, value=told)
            if told
            else _("%(field)s: take away", field=field)
        )
    return "; ".join(said)


def _filed(values: Values) -> str:
    if not values.get("casefile"):
        return str(_("Take out of their case file"))
    return str(_("Put into the case file %(file)s", file=casefile_named(values["casefile"])))


def _shelved(values: Values) -> str:
    if not values.get("folder"):
        return str(_("Say that their paper lies in no folder"))
    found = places(house(), [values["folder"]]).get(values["folder"])
    return str(_("Put their paper into %(place)s", place=found.whole if found else values["folder"]))


def _disposed(values: Values) -> str:
    found = house().store.get_many(Position, positions_meant(house(), values["recipients"]))
    names = listed([str(row["title"]) for row in found.values()])
    asked = instructions_said(values.get("instructions") or ())
    return str(_("Hand on to %(names)s", names=names)) + (f": {asked}" if asked else "")


def _again(values: Values) -> str:
    called = dict(profiles()).get(values.get("profile") or "")
    return str(_("Read again: %(how)s", how=called) if called else _("Read again"))


def casefile_named(id: str) -> str:
    return casefile_said(house().store.get(CaseFile, id)) or id


def narrowed(of: Asked) -> list[str]:
    """What a search asks beside its words."""
    said = facets.narrowed(of)
    if of.like:
        row = house().store.get(Letter, of.like)
        said.append(f"{_('Letters like:')} {called(row) if row and may_see(who(), row) else of.like}")
    return said


def called(letter: Row) -> str:
    """What a letter is called."""
    return titled(letter)


def state_said(row: Row) -> str:
    said: dict[str, str] = {
        "counting": _("Being counted"),
        "asked": _("Waits for your word"),
        "going": _("Under way"),
        "done": _("Done"),
        "stopped": _("Stopped"),
        "failed": _("Given up"),
    }
    return said[row["state"]]


def counts_said(row: Row) -> list[str]:
    """What came, or would come, of the letters: 1,200 letters changed, 4 unchanged; nothing that is none."""
    before = row["state"] in ("counting", "asked")
    counts = row.get("foreseen" if before else "counts") or {}
    done, same, refused = (int(counts.get(name, 0)) for name in ("done", "unchanged", "refused"))
    if before:
        said = [
            ngettext(
                "%(count)s letter would be changed", "%(count)s letters would be changed", done, count=number(done)
            ),
            ngettext("%(count)s would stay as it is", "%(count)s would stay as they are", same, count=number(same)),
            ngettext("%(count)s cannot be changed", "%(count)s cannot be changed", refused, count=number(refused)),
        ]
    else:
        said = [
            ngettext("%(count)s letter done", "%(count)s letters done", done, count=number(done)),
            ngettext("%(count)s unchanged", "%(count)s unchanged", same, count=number(same)),
            ngettext("%(count)s refused", "%(count)s refused", refused, count=number(refused)),
        ]
    return [one for one, count in zip(said, (done, same, refused), strict=True) if count or one == said[0]]


def outcome_said(outcome: str | None, error: Row | None) -> str:
    """What became of one letter."""
    if error:
        return say_stored(error)
    said: dict[str | None, str] = {
        "done": _("done"),
        "unchanged": _("unchanged: nothing was different"),
        "refused": _("refused"),
        None: _("still to come"),
    }
    return said[outcome]
