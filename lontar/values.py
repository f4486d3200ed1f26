"""What a person states of a letter, held to its kind and length before anything is looked at or written."""

from collections.abc import Iterable, Mapping
from typing import Any

from lontar.errors import TooMany, TooManyCharacters
from schemas.day import day_of
from schemas.errors import NotAmong, WrongUse
from schemas.letter import CLASSES, LONGEST_TAG, LONGEST_VALUE, MOST_RECIPIENTS, MOST_TAGS

DATES = ("date", "deadline", "event_date")
LISTS = ("recipients", "copies", "references")
COUNTS = ("enclosures",)
TEXTS = (
    "reference_number", "place", "subject", "sender", "signer", "signer_position", "signer_form", "letter_type",
    "urgency", "classification_code", "language", "event_time", "event_place",
)  # fmt: skip
NAMES = (*TEXTS, *DATES, *LISTS, *COUNTS)
"""The fields that a person states, by what they hold: days (yyyymmdd), lists of names or numbers, how many, text."""
CLASS = "security_class"
MOST_COUNTED = 10_000


def demand_values(values: Mapping[str, Any]) -> None:
    """Fields by name, the security class among them; an empty value is none. Raises WrongUse."""
    for name, value in values.items():
        if name == CLASS:
            if value not in (None, *CLASSES):
                raise NotAmong(what=CLASS, known=", ".join(CLASSES), field=CLASS)
        elif name not in NAMES:
            raise NotAmong(what=name, known=", ".join((*NAMES, CLASS)))
        elif value:
            _demand_kind(name, value)


def typed(name: str, text: str) -> Any:
    """A field as it is typed in one line: of the kinds there are, text, a number, names apart by semicolons, the first
    that the field takes. Raises WrongUse."""
    kinds: list[Any] = [text.strip(), [one.strip() for one in text.split(";") if one.strip()]]
    if text.strip().isdecimal():
        kinds.insert(1, int(text))
    faults: list[WrongUse] = []
    for kind in kinds:
        try:
            demand_values({name: kind})
        except WrongUse as fault:
            faults.append(fault)
        else:
            return kind
    raise faults[0]


def stated(what: str, said: str, most: int, field: str) -> str:
    """What was written, without the space around it. Raises WrongUse where nothing was, and TooManyCharacters."""
    text = said.strip()
    if not text:
        raise WrongUse(what=what, why="it is empty", field=field)
    _demand_short(what, text, most, field)
    return text


def tags_of(said: Iterable[str]) -> list[str]:
    """Order kept, none twice. Raises TooMany, TooManyCharacters."""
    typed = list(dict.fromkeys(one.strip() for one in said if one.strip()))
    for one in typed:
        _demand_short("The tag", one, LONGEST_TAG, "tags")
    if len(typed) > MOST_TAGS:
        raise TooMany(what="The tags", most=MOST_TAGS, field="tags")
    return typed


def _demand_kind(name: str, value: Any) -> None:
    """Raises WrongUse unless it is what this field holds: a day, names, or text."""
    if name in DATES:
        if not _is_day(value):
            raise WrongUse(what=_called(name), why="it must be a day, as the number yyyymmdd", field=name)
        return
    if name in COUNTS:
        if type(value) is not int or not 0 < value <= MOST_COUNTED:
            raise WrongUse(what=_called(name), why=f"it must be a number from 1 to {MOST_COUNTED}", field=name)
        return
    several = name in LISTS
    if several and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        raise WrongUse(what=_called(name), why="they must be a list of names", field=name)
    if not several and not isinstance(value, str):
        raise WrongUse(what=name, why="it must be text", field=name)
    if several and len(value) > MOST_RECIPIENTS:
        raise TooMany(what=_called(name), most=MOST_RECIPIENTS, field=name)
    for one in value if several else [value]:
        _demand_short(name, one, LONGEST_VALUE, name)


def _called(name: str) -> str:
    """The field as a sentence begins with it: The event date."""
    return f"The {name.replace('_', ' ')}"


def _demand_short(what: str, said: str, most: int, field: str) -> None:
    if len(said) > most:
        raise TooManyCharacters(what=what, most=most, field=field)


def _is_day(value: Any) -> bool:
    """Whether a number is a day that exists, as yyyymmdd."""
    try:
        day_of(value)
    except (TypeError, ValueError, OverflowError):
        return False
    return not isinstance(value, bool)
