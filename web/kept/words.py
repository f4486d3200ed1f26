"""The words of a form that was not taken, as a page shows them back."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

LABELS = {
    "text": _l("A note"),
    "reason": _l("Reason"),
    "tags": _l("Tags"),
    "subject": _l("Subject"),
    "reference_number": _l("Number"),
    "date": _l("Date"),
    "sender": _l("Sender"),
    "recipients": _l("Recipients"),
    "name": _l("Name"),
    "login": _l("E-mail address"),
    "code": _l("Code"),
    "lines": _l("Letterhead"),
}
"""Fields that people type, as the page shows them; what was chosen is sent along unseen."""


def typed(values: Iterable[tuple[str, str]]) -> list[tuple[object, str]]:
    """Label and value of what a person typed, out of all values of a form."""
    return [(LABELS[name], value) for name, value in values if name in LABELS and value]
