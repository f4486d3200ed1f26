"""Indonesian as it was spelled: with oe until 1947 (Van Ophuijsen), with dj, tj, j and ch until 1972 (Soewandi)."""

import re

OPHUIJSEN_UNTIL, SOEWANDI_UNTIL = 1947, 1972
LETTERS = {"kh": "ch", "j": "dj", "c": "tj", "y": "j", "u": "oe"}
WORDS = {"rakyat": "ra'jat", "maklum": "ma'lum"}
"""Spelled otherwise as a whole, before letters are changed."""


def spelled_in(text: str, year: int) -> str:
    """Today's text in the spelling of `year`."""
    if year >= SOEWANDI_UNTIL:
        return text
    return old_spelling(text, oe=year < OPHUIJSEN_UNTIL)


def old_spelling(text: str, *, oe: bool = True) -> str:
    """Today's text in the old spelling, word by word, capitals kept; gaps such as {village} stay as they are."""
    pattern = re.compile("kh|[jcyu]" if oe else "kh|[jcy]")

    def old(match: re.Match[str]) -> str:
        word = match[0]
        if word.startswith("{"):
            return word
        small = word.lower()
        if small in WORDS:
            small = WORDS[small].replace("u", "oe") if oe else WORDS[small]
        else:
            small = pattern.sub(lambda letter: LETTERS[letter[0]], small)
        if word.isupper() and len(word) > 1:
            return small.upper()
        return small[0].upper() + small[1:] if word[0].isupper() else small

    return re.sub(r"\{\w+\}|[^\W\d_]+", old, text)
