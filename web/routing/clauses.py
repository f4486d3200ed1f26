"""Events of the office work on letters in words, as clauses of a letter's history."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from lontar.routing.titles import titles_of
from office.access import may_see
from schemas.letter import Letter, values_of
from web.current import house
from web.i18n.words import day
from web.routing.words import CLOSED_AS, instructions_said, listed
from web.vocabularies import named
from web.who import who

Values = Mapping[str, Any]
MOST = 6
"""Recipients that a clause names."""


def verbs() -> dict[str, tuple[str, Callable[[Values, Values], Iterator[str]]]]:
    """Each verb: in short, and in clauses from its values."""
    return {
        "letter.number-cancelled": (_("agenda number cancelled"), _cancelled),
        "letter.disposed": (_("handed on by a disposition"), _disposed),
        "letter.opened": (_("read by who was asked"), _one(lambda one: _("read as %(position)s", position=one))),
        "letter.taken-up": (_("begun"), _one(lambda one: _("begun as %(position)s", position=one))),
        "letter.followed-up": (_("done"), _followed_up),
        "letter.declined": (_("declined"), _declined),
        "letter.recalled": (_("a disposition taken back"), _one(_recalled)),
        "letter.resumed": (
            _("taken up again"),
            _one(lambda one: _("taken up again as %(position)s", position=one)),
        ),
        "letter.closed": (_("entry closed"), _closed),
        "letter.reopened": (_("entry opened again"), _reopened),
        "letter.due-set": (_("another due day"), _due_set),
        "letter.reassigned": (_("given to another position"), _reassigned),
    }


def _one(said: Callable[[str], str]) -> Callable[[Values, Values], Iterator[str]]:
    """A clause about one position."""

    def clauses(_before: Values, after: Values) -> Iterator[str]:
        if after:
            yield said(_title(after["position"]))

    return clauses


def _recalled(title: str) -> str:
    return str(_("taken back from %(position)s, who had not read it", position=title))


def _cancelled(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("agenda number cancelled: %(reason)s", reason=after["reason"])


def _disposed(_before: Values, after: Values) -> Iterator[str]:
    if not after:
        return
    titles = titles_of(house(), after["to"])
    names = listed([titles.get(one, one) for one in after["to"]], MOST)
    if after.get("from"):
        yield _("handed on by %(sender)s to %(names)s", sender=_title(after["from"]), names=names)
    else:
        yield _("handed on by the registry to %(names)s", names=names)
    if after.get("instructions"):
        yield instructions_said(after["instructions"])
    if after.get("note"):
        yield _quoted(after["note"])
    if after.get("due"):
        yield _("by %(day)s", day=day(after["due"]))
    if after.get("urgency", "ordinary") != "ordinary":
        yield named(after["urgency"], "urgency")


def _followed_up(_before: Values, after: Values) -> Iterator[str]:
    """Of an answering letter that the reader may not read nothing is said but that it is there."""
    if not after:
        return
    title = _title(after["position"])
    yield (
        _("done as %(position)s: “%(text)s”", position=title, text=after["follow_up"])
        if after.get("follow_up")
        else _("done as %(position)s", position=title)
    )
    if after.get("answer"):
        row = house().store.get(Letter, after["answer"])
        number = values_of(row).get("reference_number") if row and may_see(who(), row) else None
        yield _("answered by the letter %(number)s", number=number) if number else _("answered by another letter")


def _declined(_before: Values, after: Values) -> Iterator[str]:
    if after:
        title = _title(after["position"])
        yield _("declined as %(position)s: “%(text)s”", position=title, text=after.get("follow_up", ""))


def _closed(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("entry closed: %(how)s", how=CLOSED_AS[after["closed_as"]])
        if after.get("said"):
            yield _quoted(after["said"])


def _reopened(before: Values, _after: Values) -> Iterator[str]:
    if before.get("closed_as"):
        yield _("entry opened again; it was closed: %(how)s", how=CLOSED_AS[before["closed_as"]])


def _due_set(before: Values, after: Values) -> Iterator[str]:
    if after:
        old, new = (day(side.get("due")) or _("no day") for side in (before, after))
        yield _("due day of %(position)s: %(old)s became %(new)s", position=_title(after["position"]), old=old, new=new)


def _reassigned(before: Values, after: Values) -> Iterator[str]:
    if after:
        old, new = (_title(side["position"]) for side in (before, after))
        yield _("given to %(new)s instead of %(old)s", new=new, old=old)
        if after.get("why"):
            yield _quoted(after["why"])


def _quoted(text: str) -> str:
    return str(_("“%(text)s”", text=text))


def _title(position: str) -> str:
    return titles_of(house(), [position]).get(position, position)
