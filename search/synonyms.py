"""Words, phrases and abbreviations that stand for one another."""

from collections.abc import Iterable, Mapping, Sequence

from search.analysis import forms

Words = tuple[str, ...]
"""Folded words that follow one another."""


class Synonyms:
    """Groups of spellings. One that is in several groups, as an abbreviation with several meanings, leads to all that
    are in them; but these not to one another."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        found: dict[Words, dict[Words, None]] = {}
        for group in groups:
            spelled = [words for words in map(_words, group) if words]
            for words in spelled:
                found.setdefault(words, {}).update(dict.fromkeys(spelled))
        self._others: Mapping[Words, tuple[Words, ...]] = {
            words: tuple(other for other in others if other != words) for words, others in found.items()
        }
        self.longest = max(map(len, found), default=0)

    def others(self, words: Words) -> tuple[Words, ...]:
        """What stands for these words."""
        return self._others.get(words, ())


def _words(spelling: str) -> Words:
    return tuple(word.folded for word in forms(spelling))
