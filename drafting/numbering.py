"""Forms of reference numbers: how one is written, chosen for a unit and a classification code, and filled in."""

import re
from collections.abc import Sequence
from datetime import date

from drafting.refused import FaultyForm
from office.access import Reader, demand
from schemas.draft import LONGEST_CODE
from schemas.errors import WrongUse
from schemas.months import ROMAN
from schemas.number_form import LONGEST_FORM, NumberForm
from store.changes import Changes, Happened, Put, Remove
from store.contract import Row, Store

USUAL = "{code}/{number}/{unit}/{month_roman}/{year}"
"""The form of an office that has set none."""
PARTS = ("code", "number", "unit", "class", "day", "month", "month_roman", "year")
PART = re.compile(r"\{(\w*)(?::([1-9]))?\}")
"""A part in braces; a number may say how many figures it has at least: {number:3}."""
ACTION = "office.manage"
MOST = 1000
"""Forms of one unit."""


def checked(form: str) -> str:
    """A form as it is kept. Raises FaultyForm, with the field."""
    said = form.strip()
    if not said or len(said) > LONGEST_FORM or not said.isprintable():
        _refuse(said, f"it is empty, longer than {LONGEST_FORM} characters, or holds a line break")
    for name, figures in PART.findall(said):
        if name not in PARTS:
            _refuse(said, f"{{{name}}} is none of {', '.join(f'{{{one}}}' for one in PARTS)}")
        if figures and name != "number":
            _refuse(said, f"only {{number}} can say how many figures it has, not {{{name}}}")
    if re.search(r"[{}]", PART.sub("", said)):
        _refuse(said, "a brace stands alone")
    if sum(name == "number" for name, _ in PART.findall(said)) != 1:
        _refuse(said, "{number} must stand in it once")
    return said


def _refuse(form: str, why: str) -> None:
    raise FaultyForm(form=form or "-", why=why, field="form")


def filled(form: str, number: int, *, code: str, unit: str, security_class: str, day: date) -> str:
    """A reference number. `unit`: its code; `day`: on which the number was reserved where the unit is. A part of which
    nothing is known leaves no empty place behind."""
    said = {
        "code": code,
        "unit": unit,
        "class": security_class,
        "day": f"{day.day:02}",
        "month": f"{day.month:02}",
        "month_roman": ROMAN[day.month - 1],
        "year": str(day.year),
    }

    def part(found: re.Match[str]) -> str:
        name, figures = found.groups()
        return str(number).zfill(int(figures or 1)) if name == "number" else said[name]

    return re.sub(r"(?<=/)/+|^/+|/+$", "", PART.sub(part, form))


def chosen(store: Store, path: Sequence[str], code: str) -> str:
    """The form of a unit for a classification code. `path`: the units from the root to it; the nearest unit that has
    one that fits decides, and there the longest code."""
    for unit in reversed(path):
        fitting = [row for row in forms_of(store, unit) if is_under(code, row.get("code", ""))]
        if fitting:
            return str(max(fitting, key=lambda row: len(row.get("code", "")))["form"])
    return USUAL


def is_under(code: str, above: str) -> bool:
    """Whether a classification code is another one or below it: 800.1.11.1 below 800.1."""
    return not above or code == above or code.startswith(f"{above}.")


def forms_of(store: Store, unit: str) -> list[Row]:
    """Those that a unit has set, by code."""
    return store.find(NumberForm, {"unit": unit}, sort=[("code", 1)], limit=MOST)


def set_form(store: Store, reader: Reader, unit: str, code: str, form: str) -> Changes:
    """The form of a unit for a code ("": for all others) from now on; an empty one takes it away. No changes where it
    is so. Raises Forbidden, FaultyForm, WrongUse."""
    demand(reader, ACTION)
    if len(code := code.strip()) > LONGEST_CODE or not re.fullmatch(r"[\w.\-]*", code):
        raise WrongUse(what="The classification code", why="it is too long or holds other signs", field="code")
    row = store.get(NumberForm, NumberForm.key(unit, code))
    before = row["form"] if row else ""
    after = checked(form) if form.strip() else ""
    if after == before:
        return Changes()
    said = {"unit": unit, "code": code}
    event = Happened(
        "office.number-form-set",
        f"units/{unit}",
        reader.person,
        operator=reader.operator,
        before=said | {"form": before},
        after=said | {"form": after},
    )
    if not after and row:
        return Changes(removes=(Remove(NumberForm, row["_id"], row["version"]),), events=(event,))
    version = row["version"] if row else 0
    made = NumberForm(id=NumberForm.key(unit, code), version=version, unit=unit, code=code, form=after)
    return Changes(puts=(Put(made),), events=(event,))
