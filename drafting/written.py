"""What a draft says: its form's values with all else that an initial approves, and the digest of these."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from drafting.refused import TooManyInitials
from schemas.draft import LONGEST_CODE, MOST_INITIALS, Draft, Initial
from schemas.errors import WrongUse
from schemas.letter import CLASSES

APPROVED = ("template", "signer", "behalf", "through", "classification_code", "security_class", "answers")
POSITIONS = ("signer", "behalf", "through")
WRITTEN = ("content", *POSITIONS, "classification_code", "security_class", "initials")
"""What can be written of a draft."""
LONGEST_CONTENT = 200_000
"""Characters of all values of a form."""


def fingerprint(draft: Draft) -> str:
    """The sha256 of all that an initial approves: the same text has the same one whenever it is asked for."""
    said: dict[str, Any] = {name: draft[name] or None for name in APPROVED} | {"content": plain(draft.content)}
    if draft.enclosures:
        said["enclosures"] = named(draft)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def named(draft: Draft) -> list[dict[str, str]]:
    """The files that go with it, in their order: what each is called, and its hash."""
    return [{"name": one.name, "sha256": one.sha256} for one in draft.enclosures]


def plain(value: Any) -> Any:
    """A value as JSON has it, whatever mongoengine made of it; what is empty is not there."""
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items() if one not in (None, "", [])}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def written_of(draft: Draft) -> dict[str, Any]:
    """What stands in a draft, by the names of WRITTEN."""
    said = {name: draft[name] or "" for name in (*POSITIONS, "classification_code", "security_class")}
    return said | {"content": plain(draft.content), "initials": [one.position for one in draft.initials]}


def demand_written(values: Mapping[str, Any]) -> None:
    """Raises WrongUse, TooManyInitials, each with the field."""
    for name, value in values.items():
        if name not in WRITTEN:
            raise WrongUse(what=name, why=f"it is none of {', '.join(WRITTEN)}", field=name)
        if name == "content":
            _demand_content(value)
        elif name == "initials":
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                raise WrongUse(what="initials", why="they must be a list of positions", field=name)
            if len(value) > MOST_INITIALS:
                raise TooManyInitials(most=MOST_INITIALS, field=name)
        elif not isinstance(value, str):
            raise WrongUse(what=name, why="it must be text", field=name)
    if values.get("security_class", "B") not in CLASSES:
        raise WrongUse(what="security_class", why=f"it must be one of {', '.join(CLASSES)}", field="security_class")
    if len(values.get("classification_code", "")) > LONGEST_CODE:
        raise WrongUse(what="The classification code", why="it is too long", field="classification_code")


def _demand_content(value: Any) -> None:
    if not isinstance(value, Mapping) or not all(_is_field(name, one) for name, one in value.items()):
        raise WrongUse(what="content", why="it must hold text or lists of text by field", field="content")
    if len(json.dumps(value, ensure_ascii=False)) > LONGEST_CONTENT:
        raise WrongUse(what="content", why=f"it has more than {LONGEST_CONTENT} characters", field="content")


def _is_field(name: Any, value: Any) -> bool:
    text = isinstance(name, str) and name.isidentifier()
    if isinstance(value, list):
        return text and all(isinstance(one, str | dict) for one in value)
    return text and isinstance(value, str | int | bool | type(None))


def put(draft: Draft, values: Mapping[str, Any]) -> None:
    """Write these values of WRITTEN into a draft; initials that were given are none afterwards."""
    for name, value in values.items():
        if name == "initials":
            draft.initials = [Initial(position=one, order=order) for order, one in enumerate(value, 1)]
        elif name == "content":
            draft.content = plain(value)
        else:
            draft[name] = value.strip() or None
    draft.security_class = draft.security_class or "B"
    for one in draft.initials:
        one.by = one.at = one.content = None
