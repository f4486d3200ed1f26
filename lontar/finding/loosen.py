"""What would be found instead, when nothing was: other spelling, fewer words, fewer filters. With how many letters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lontar.finding.asked import asked
from lontar.finding.asking import Asking
from lontar.wiring import House
from schemas.letter_text import LetterText
from search.contract import Result
from search.highlight import packed_of
from search.parsed import written
from search.runs import near
from search.tree import FIELDS, Everything, Fuzzy, Leaf, Tree, Word, changed, leaves

MOST_WORDS = 8
"""Words of a query that are looked at one by one."""
FEW, MANY = 3, 3
"""Hits up to which another spelling is looked for, and how many times as many it must have to be told."""
LONGEST_WORD = 40
"""Letters of a word that may be misspelt: longer ones are none."""
LOOKED_AT = 5
"""Letters whose words are taken for the spelling that was meant."""


@dataclass(frozen=True)
class Instead:
    """Another question and how many letters answer it. `kind`: what it leaves or changes: spelling, words, filter,
    filters, or forms, where the words were asked for as typed; `left`: the words or filter names that it leaves out."""

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


def instead(asking: Asking, query: str, shown: Sequence[str] = ()) -> list[Instead]:
    """Questions near the one asked that find something, the nearest first; all with the rights of the one who asked.
    `shown`: letters that are shown in its place, whose words are meant."""
    totals = {word: asking.total(word, {}) for word in _plain(asking.this.plain)}
    unknown = [word for word, total in totals.items() if not total]
    found = [
        *_forms(asking, query),
        *_spelling(asking, unknown or sorted(totals, key=lambda word: totals[word])[:1], shown),
        *_words(asking, unknown),
        *_filters(asking, query),
    ]
    return [one for one in found if one.total]


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


def _spelling(asking: Asking, doubtful: Sequence[Word], shown: Sequence[str]) -> Iterator[Instead]:
    """With words near the doubtful ones: those that no letter has; the rarest, when each has its letters."""
    plain, own = asking.this.plain, asking.request.filters
    loose = changed(plain, lambda leaf: _loose(leaf) if leaf in doubtful else leaf)
    if not doubtful:
        return
    hits = shown or asking.found(loose, {}, LOOKED_AT).hits
    if not hits:
        return
    words = _words_of(asking.house, hits[:LOOKED_AT])
    meant = changed(plain, lambda leaf: _meant(leaf, words) if leaf in doubtful else leaf)
    for filters in (own, {}) if own else ({},):
        for tree in (meant, loose):
            if tree != plain and (total := asking.total(tree, filters)):
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


def _forms(asking: Asking, query: str) -> Iterator[Instead]:
    """With all forms of the words."""
    if asking.this.exact:
        filters = asking.request.filters
        yield Instead("forms", query, filters, asking.just(asked(asking.house, query).tree, filters))


def _words(asking: Asking, unknown: Sequence[Word]) -> Iterator[Instead]:
    """Without the words that no letter has, whatever the filters."""
    rest = changed(asking.this.plain, lambda leaf: None if leaf in unknown else leaf)
    if unknown and rest != Everything():
        filters = asking.request.filters
        yield Instead(
            "words", written(rest), filters, asking.total(rest, filters), tuple(word.text for word in unknown)
        )


def _filters(asking: Asking, query: str) -> Iterator[Instead]:
    """Without one of the filters, then without all."""
    plain, own = asking.this.plain, asking.request.filters
    names = list(own)
    for name in names if len(names) > 1 else ():
        others = {other: values for other, values in own.items() if other != name}
        yield Instead("filter", query, others, asking.total(plain, others), (name,))
    if names:
        yield Instead("filters", query, {}, asking.total(plain, {}), tuple(names))


def better(asking: Asking, found: Result) -> list[Instead]:
    """Another spelling of words that few letters have, where it leads to many more; for a list of few hits."""
    if found.total > FEW:
        return []
    request, this = asking.request, asking.this
    rare = [word for word in _plain(this.plain) if _is_rare(asking, word)]
    if not rare:
        return []
    loose = this.widen(changed(this.plain, lambda leaf: _loose(leaf) if leaf in rare else leaf))
    others = asking.answered(replace(request, tree=loose, limit=2 * LOOKED_AT, but=found.hits, facets=(), after=None))
    own = {word.text for word in rare}
    words = [word for word in _words_of(asking.house, others.hits) if word not in own]
    meant = changed(this.plain, lambda leaf: _meant(leaf, words) if leaf in rare else leaf)
    if any(isinstance(leaf, Fuzzy) for leaf in leaves(meant)):
        return []  # no word of those letters is meant
    total = asking.total(meant, request.filters)
    return [Instead("spelling", written(meant), request.filters, total)] if total >= MANY * found.total else []


def _is_rare(asking: Asking, word: Word) -> bool:
    """Whether few of the letters that may be read have the word, or one that begins so: a tenth of the time of asking
    for it."""
    return all(count <= FEW for _, count in asking.house.index.suggest(word.text, asking.request.keys, 1))
