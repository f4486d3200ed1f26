"""What a person states of a letter, held to its kind and length before anything is looked at or written."""

from collections.abc import Iterable, Mapping
from typing import Any

from lontar.errors import TooMany, TooManyCharacters
from schemas.day import day_of
from schemas.errors import NotAmong, WrongUse
from schemas.letter import CLASSES, LONGEST_TAG, LONGEST_VALUE, MOST_RECIPIENTS, MOST_TAGS

KINDS = {
    "reference_number": "text",
    "date": "day",
    "place": "text",
    "subject": "text",
    "sender": "text",
    "recipients": "names",
    "copies": "names",
    "signer": "text",
    "signer_position": "text",
    "signer_form": "text",
    "letter_type": "text",
    "urgency": "text",
    "classification_code": "text",
    "enclosures": "count",
    "references": "names",
    "deadline": "day",
    "event_date": "day",
    "event_time": "text",
    "event_place": "text",
    "language": "text",
}
"""The fields of which people say something, in the order in which they are shown, each with the kind of its values:
text, a day (yyyymmdd), a count, or names, one or more."""
NAMES = tuple(KINDS)
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
    """A field as it is typed in one line: a number where the field takes one, names apart by semicolons. Raises
    WrongUse."""
    said, kind = text.strip(), KINDS.get(name, "text")
    value: Any = said
    if kind == "names":
        value = [one.strip() for one in said.split(";") if one.strip()]
    elif kind in ("day", "count") and said.isdecimal():
        value = int(said)
    demand_values({name: value})
    return value


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
    """Raises WrongUse unless it is of the kind that this field holds."""
    kind = KINDS[name]
    if kind == "day":
        if not _is_day(value):
            raise WrongUse(what=called(name), why="it must be a day, as the number yyyymmdd", field=name)
        return
    if kind == "count":
        if type(value) is not int or not 0 < value <= MOST_COUNTED:
            raise WrongUse(what=called(name), why=f"it must be a number from 1 to {MOST_COUNTED}", field=name)
        return
    several = kind == "names"
    if several and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        raise WrongUse(what=called(name), why="they must be a list of names", field=name)
    if not several and not isinstance(value, str):
        raise WrongUse(what=called(name), why="it must be text", field=name)
    if several and len(value) > MOST_RECIPIENTS:
        raise TooMany(what=called(name), most=MOST_RECIPIENTS, field=name)
    for one in value if several else [value]:
        _demand_short(name, one, LONGEST_VALUE, name)


def called(name: str) -> str:
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
