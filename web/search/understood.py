"""What of a plain sentence was understood, as the search page says it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from web.i18n.words import day
from web.search.words import FIELDS

TITLES: Mapping[str, object] = {
    **FIELDS,
    "days": FIELDS["date"],
    "references": _l("answers to number"),
    "left": _l("not searched"),
}


@dataclass(frozen=True)
class Understood:
    """`title`: what some words were taken for; `text`: the words, or the days that they mean."""

    title: str
    text: str


def understood(senses: Sequence[Mapping[str, Any]]) -> Iterator[Understood]:
    """In the order of the query; what was left out comes last, in one."""
    for sense in senses:
        if sense["kind"] != "left":
            text = _days(sense) if sense["kind"] == "days" else sense["text"].strip(" ,.;:")
            yield Understood(str(TITLES[sense["kind"]]), text)
    if left := " ".join(sense["text"] for sense in senses if sense["kind"] == "left"):
        yield Understood(str(TITLES["left"]), left)


def _days(sense: Mapping[str, Any]) -> str:
    low, high = sense["low"], sense["high"]
    if low == high:
        return day(low)
    if high is None:
        return str(gettext("from %(day)s on", day=day(low)))
    return f"{day(low)} – {day(high)}" if low else str(gettext("until %(day)s", day=day(high)))
