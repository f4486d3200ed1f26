"""What would be found instead, when nothing was: other spelling, fewer words, fewer filters. With how many letters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lontar.wiring import House
from schemas.letter_text import LetterText
from search.contract import Request
from search.highlight import packed_of
from search.parsed import written
from search.runs import near
from search.tree import FIELDS, Everything, Fuzzy, Leaf, Tree, Word, changed, leaves

MOST_WORDS = 8
"""Words of a query that are looked at one by one."""
LONGEST_WORD = 40
"""Letters of a word that may be misspelt: longer ones are none."""
LOOKED_AT = 5
"""Letters whose words are taken for the spelling that was meant."""


@dataclass(frozen=True)
class Instead:
    """Another question and how many letters answer it. `kind`: spelling, words, filter or filters, what it leaves or
    changes; `left`: the words or filter names that it leaves out."""

    kind: str
    query: str
    filters: Mapping[str, Sequence[str]]
    total: int
    left: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "query": self.query,
            "filters": {name: list(values) for name, values in self.filters.items()},
            "total": self.total,
            "left": list(self.left),
        }


def instead(house: House, asked: Request, query: str) -> list[Instead]:
    """Questions near `asked` that find something, the nearest first; all with the rights of the one who asked."""
    small = replace(asked, limit=1, facets=(), after=None)
    plain = _plain(asked.tree)
    unknown = [word for word in plain if not _total(house, replace(small, filters={}), word)]
    found = [
        *_spelling(house, small, unknown or plain),
        *_words(house, small, unknown),
        *_filters(house, small, query),
    ]
    return [one for one in found if one.total]


def _total(house: House, asked: Request, tree: Tree) -> int:
    return house.index.search(replace(asked, tree=tree)).total


def _plain(tree: Tree) -> list[Word]:
    """The words whose spelling may be taken loosely."""
    return [
        leaf
        for leaf in leaves(tree)
        if isinstance(leaf, Word)
        and leaf.text.isalpha()
        and 3 < len(leaf.text) <= LONGEST_WORD
        and FIELDS.get(leaf.field or "") != "word"
    ][:MOST_WORDS]


def _spelling(house: House, asked: Request, doubtful: Sequence[Word]) -> Iterator[Instead]:
    """With words near the doubtful ones: those that no letter has; all of them, when each has its letters."""
    loose = changed(asked.tree, lambda leaf: _loose(leaf) if leaf in doubtful else leaf)
    if not doubtful:
        return
    found = house.index.search(replace(asked, tree=loose, filters={}, limit=LOOKED_AT))
    words = _words_of(house, found.hits)
    meant = changed(asked.tree, lambda leaf: _meant(leaf, words) if leaf in doubtful else leaf)
    for filters in (asked.filters, {}) if asked.filters else ({},):
        for tree in (meant, loose):
            just_asked = tree == loose and not filters  # and it is the slowest of all
            total = found.total if just_asked else _total(house, replace(asked, filters=filters), tree)
            if tree != asked.tree and total:
                yield Instead("spelling", written(tree), filters, total)
                return


def _loose(leaf: Leaf) -> Fuzzy:
    assert isinstance(leaf, Word)
    return Fuzzy(leaf.text, leaf.field)


def _meant(leaf: Leaf, words: Sequence[str]) -> Leaf:
    """The word of the letters that is nearest to the one asked for; taken loosely when there is none."""
    assert isinstance(leaf, Word)
    loose = _loose(leaf)
    for distance in range(loose.distance + 1):
        for word in words:
            if near(word, loose.text, distance):
                return replace(leaf, text=word)
    return loose


def _words_of(house: House, hits: Sequence[str]) -> list[str]:
    """The different words of some letters, those of the best one first."""
    texts = house.store.get_many(LetterText, hits)
    words = (packed_of(texts[id]).words for id in hits if id in texts)
    return list(dict.fromkeys(form.folded for some in words for form in some))


def _words(house: House, asked: Request, unknown: Sequence[Word]) -> Iterator[Instead]:
    """Without the words that no letter has, whatever the filters."""
    rest = changed(asked.tree, lambda leaf: None if leaf in unknown else leaf)
    if unknown and rest != Everything():
        total = _total(house, asked, rest)
        yield Instead("words", written(rest), asked.filters, total, tuple(word.text for word in unknown))


def _filters(house: House, asked: Request, query: str) -> Iterator[Instead]:
    """Without one of the filters, then without all."""
    names = list(asked.filters)
    for name in names if len(names) > 1 else ():
        others = {other: values for other, values in asked.filters.items() if other != name}
        yield Instead("filter", query, others, _total(house, replace(asked, filters=others), asked.tree), (name,))
    if names:
        yield Instead("filters", query, {}, _total(house, replace(asked, filters={}), asked.tree), tuple(names))
