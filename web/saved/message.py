"""What a message about new letters says, in the language of who gets it. Of a letter that is not for everybody in its
unit it says nothing but that it is there: mail is read on other machines, by other eyes."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from lontar.wiring import House
from office.grants import ORDINARY
from schemas.letter import titled, values_of
from store.contract import Row
from web.i18n.catalogue import translations
from web.messages import day_said, language_of, one_line

MOST = 50
"""Letters that one message names; of more it says how many."""


def message(house: House, person: Row, told: Sequence[tuple[Row, Row]], searches: Mapping[str, Row]) -> tuple[str, str]:
    """Subject and body. `told`: alerts with their letters, all of which the person may read."""
    language = language_of(house, person)
    _, ngettext = translations(language).gettext, translations(language).ngettext
    address = house.settings.web.public_url.rstrip("/")
    by_search = sorted(told, key=lambda one: searches[one[0]["search"]]["name"])
    names = [searches[id]["name"] for id in dict.fromkeys(alert["search"] for alert, _ in by_search)]
    subject = ngettext("%(num)s new letter: %(names)s", "%(num)s new letters: %(names)s", len(told))
    lines: list[str] = []
    for name, some in groupby(by_search[:MOST], key=lambda one: str(searches[one[0]["search"]]["name"])):
        lines += [name, *(_line(letter, language, address) for _, letter in some), ""]
    if len(told) > MOST:
        lines += [_("And %(count)s more.") % {"count": len(told) - MOST}, ""]
    where = f" {address}/saved" if address else ""
    lines.append(_("You get this message because you saved these searches. Change it here:") + where)
    return one_line(subject % {"num": len(told), "names": ", ".join(names)}), "\n".join(lines)


def _line(letter: Row, language: str, address: str) -> str:
    link = f"\n  {address}/letters/{letter['_id']}" if address else ""
    if letter["security_class"] != ORDINARY:
        _ = translations(language).gettext
        return "- " + _("A letter that is not for everybody") + link
    values = values_of(letter)
    day = day_said(values["date"], language) if values.get("date") else None
    subject = titled(letter)
    said = (values.get("reference_number"), day, subject, values.get("sender"))
    return "- " + " · ".join(one_line(str(one)) for one in said if one) + link
