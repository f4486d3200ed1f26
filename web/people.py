"""People proposed where one is named by e-mail address or name: those of a unit and of the asking person's own."""

from schemas.person import Person
from web.current import house
from web.who import who

MOST = 100
"""Proposed of one unit: the page stays small, and whoever is not among them is typed."""


def proposed(*units: str) -> list[tuple[str, str]]:
    """(login, name) by name."""
    where = sorted({*units, who().unit})
    found = [
        (row["name"], row["login"])
        for unit in where
        for row in house().store.find(
            Person, {"active": True, "unit": unit}, sort=[("name", 1)], limit=MOST, fields=("name", "login")
        )
    ]
    return [(login, name) for name, login in sorted(found)]
