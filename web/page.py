"""A page from its template, in the reader's language."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from flask_babel import get_translations
from markupsafe import Markup


def page(template: str, **values: Any) -> str:
    return render_template(template, **_sayings(), **values)


def _sayings() -> dict[str, Callable[..., Markup]]:
    """What a template says sentences with. The language is looked up once a page: Flask-Babel looks it up for each
    sentence, which was an eighth of the time of a page of letters."""
    found = get_translations()

    def gettext(sentence: str, **values: Any) -> Markup:
        return Markup(found.gettext(sentence)) % values  # noqa: S704 - of our own catalogue

    def ngettext(one: str, many: str, num: int, **values: Any) -> Markup:
        return Markup(found.ngettext(one, many, num)) % ({"num": num} | values)  # noqa: S704 - as above

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}
