"""The first word of a position as it is misread below a stamp: epala, Xepala, Sekretarls."""

import re

ROLES = (
    "kepala", "sekretaris", "bupati", "camat", "lurah", "direktur", "asisten", "panitera", "ketua", "gubernur",
    "inspektur", "komandan", "rektor", "wedana", "walikota",
)  # fmt: skip
"""Roles of five letters and more that letters are signed in most."""
FIRST = re.compile(r"\W{0,3}(?P<word>[^\W\d_]{4,12})\b")


def restored(said: str) -> str:
    """A line with its first word as it was typed, where that is a role with one letter misread or lost."""
    first = FIRST.match(said)
    role = next((role for role in ROLES if first and _is_like(first["word"].casefold(), role)), None)
    if first is None or role is None or first["word"].casefold() == role:
        return said
    word = role.upper() if first["word"][1:].isupper() else role.capitalize()
    return word + said[first.end() :]


def _is_like(word: str, role: str) -> bool:
    """Whether one letter is another, or the first one is lost."""
    if len(word) != len(role):
        return word == role[1:]
    return sum(a != b for a, b in zip(word, role, strict=True)) <= 1
