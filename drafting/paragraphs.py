"""Two texts of a field paragraph by paragraph: where they differ, and put together as somebody chooses."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

APART = re.compile(r"\n(?:[ \t]*\n)+")
BETWEEN = "\n\n"


class Part(NamedTuple):
    """A place where the texts differ: what stands, what was typed; either may be empty. `id` is the same for the same
    difference, whatever is changed elsewhere in the texts; of a place where they agree it is empty."""

    id: str
    standing: str
    typed: str


def parts(standing: str, typed: str) -> list[Part]:
    """Where they differ, in order."""
    return [one for one in _all(standing, typed) if one.id]


def together(standing: str, typed: str, chosen: Collection[str]) -> str:
    """What was typed, but for the parts of which the standing text is chosen (`chosen`: their ids)."""
    if not chosen:
        return typed
    found = [one.standing if one.id in chosen else one.typed for one in _all(standing, typed)]
    return BETWEEN.join(one for one in found if one)


def _all(standing: str, typed: str) -> Iterator[Part]:
    old, new = ([one for one in APART.split(text) if one.strip()] for text in (standing, typed))
    seen = Counter[str]()
    for tag, left, right, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = old[left:right], new[first:last]
        if tag == "equal":
            yield from (Part("", one, one) for one in after)
        elif len(before) == len(after):
            yield from (_part(*pair, seen) for pair in zip(before, after, strict=True))
        else:
            yield _part(BETWEEN.join(before), BETWEEN.join(after), seen)


def _part(standing: str, typed: str, seen: Counter[str]) -> Part:
    digest = hashlib.sha256(f"{standing}\0{typed}".encode()).hexdigest()[:16]
    seen[digest] += 1
    return Part(f"{digest}-{seen[digest]}", standing, typed)
