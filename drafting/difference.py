"""How two texts differ, word by word, so that a person reads it."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

WORDS = re.compile(r"\s+|\S+")
MOST_WORDS = 6000
"""Of both texts together; longer ones are told as a whole, since comparing them takes time by the square."""


class Piece(NamedTuple):
    """`kind`: "same", "added" or "removed"."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """What stands in both, what is gone and what is new, in order; a change is first what is gone."""
    if before == after:
        return [Piece("same", after)] if after else []
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return [Piece("removed", before), Piece("added", after)]
    found: list[Piece] = []
    for tag, left, right, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[left:right]), "".join(new[first:last])
        if tag == "equal":
            found.append(Piece("same", gone))
        else:
            found += [Piece(kind, text) for kind, text in (("removed", gone), ("added", come)) if text]
    return found


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Piece]]:
    """By field, those that differ alone, in the order of the later text."""
    names = dict.fromkeys((*after, *before))
    return {
        name: pieces(as_text(before.get(name)), as_text(after.get(name)))
        for name in names
        if as_text(before.get(name)) != as_text(after.get(name))
    }


def of_files(before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]) -> list[Piece]:
    """How two lists of files (`name`, `sha256`) differ, a line each; empty where they are the same."""
    old, new = ([(one["name"], one["sha256"]) for one in side] for side in (before, after))
    found: list[Piece] = []
    for tag, left, right, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kinds = (
            [("same", new[first:last])]
            if tag == "equal"
            else [("removed", old[left:right]), ("added", new[first:last])]
        )
        found += [Piece(kind, f"{name}\n") for kind, files in kinds for name, _ in files]
    return found if old != new else []


def as_text(value: Any) -> str:
    """A value of a form as it is read: lists a line each."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return " · ".join(as_text(one) for one in value.values() if one not in (None, "", []))
    if isinstance(value, list | tuple):
        return "\n".join(as_text(one) for one in value)
    return str(value)
