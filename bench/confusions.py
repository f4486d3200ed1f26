"""Texts as OCR would have read them: damaged by the confusions that were found on real letters (ingest/suggest.py),
each as likely as any other where it can happen, and by letters that are lost."""

from random import Random

from ingest.suggest import CONFUSED, CONFUSED_WIDE

LOST = 0.1
"""Of the letters that are damaged so many are not read at all."""

_READ: dict[str, list[tuple[str, str]]] = {}
"""By the first letter of what stands there: that, and what is read."""
for _pair in (*map(" ".join, CONFUSED.split()), *CONFUSED_WIDE):
    _seen, _true = _pair.split()
    _READ.setdefault(_true[0], []).append((_true, _seen))


def damaged(text: str, share: float, random: Random) -> str:
    """A text of whose letters so many (0-1) are damaged, those that nothing is confused with aside."""
    parts, at = [], 0
    while at < len(text):
        end, read = at + 1, text[at]
        if random.random() < share:
            end, read = _damage(text, at, random)
        parts.append(read)
        at = end
    return "".join(parts)


def _damage(text: str, at: int, random: Random) -> tuple[int, str]:
    """Where it ends, and what is read."""
    if text[at].isalpha() and random.random() < LOST:
        return at + 1, ""
    ways = [(true, read) for true, read in _READ.get(text[at], ()) if text.startswith(true, at)]
    true, read = random.choice(ways or [(text[at], text[at])])
    return at + len(true), read
