"""The query tree in Tantivy's language.

Tantivy's query parser is never used: ten thousand parentheses end its process. A phrase of one word and a limit of zero
are panics, and never reach it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from search.looks import LESS, Look, column, days, looks
from search.misread import misread
from search.tantivy_schema import SCHEMA, UNSIGNED, Occur, Query, Searcher, field_of
from search.tree import Alike, And, AtLeast, Everything, Leaf, Not, Or, Range, Tree

MUST, SHOULD, MUST_NOT = Occur.Must, Occur.Should, Occur.MustNot


There = dict[tuple[str, str], list[str]]
"""By field and word, which of its misread forms an index has: for as long as it does not change."""


def compiled(tree: Tree, searcher: Searcher, there: There) -> Query:
    """The tree in Tantivy's language, for what `searcher` searches. `there` is filled: what is offered beside an answer
    asks for the same words again, and so does the next page."""
    return _Compiler(searcher, there).tree(tree)


class _Compiler:
    def __init__(self, searcher: Searcher, there: There) -> None:
        self._searcher, self._there = searcher, there

    def tree(self, tree: Tree) -> Query:  # noqa: PLR0911 - one for each kind
        match tree:
            case Everything():
                return Query.all_query()
            case And(children):
                return Query.boolean_query([self._occurring(child) for child in children] + _anchor(children))
            case Or(children) | AtLeast(children):
                least = tree.least if isinstance(tree, AtLeast) else 1
                return Query.boolean_query([(SHOULD, self.tree(child)) for child in children], least)
            case Not(child):
                return Query.boolean_query([(MUST, Query.all_query()), (MUST_NOT, self.tree(child))])
            case Range():
                found = days(tree)
                return silent(between(column(tree), *found)) if found else Query.empty_query()
            case Alike(child, others):
                less = [(query, weight * LESS) for other in others for query, weight in self._places(other)]
                return _best([(self.tree(child), 1.0), *less])
            case _:
                return _best(self._places(tree))

    def _occurring(self, child: Tree) -> tuple[Occur, Query]:
        return (MUST_NOT, self.tree(child.child)) if isinstance(child, Not) else (MUST, self.tree(child))

    def _places(self, leaf: Leaf) -> list[tuple[Query, float]]:
        found = [(self._looked(one), one.weight) for one in looks(leaf)]
        return [(query, weight) for query, weight in found if query is not None]

    def _looked(self, look: Look) -> Query | None:
        """None for misread forms of which there is none."""
        name = field_of(look.field, look.form)
        return self._misread(name, look.words[0]) if look.kind == "misread" else _looked(name, look)

    def _misread(self, name: str, word: str) -> Query | None:
        """Of hundreds of forms an index has a handful: these are looked for one by one (0.1 ms to tell which, while
        the set of all took 0.25 ms in each of search and counting)."""
        there = self._there.get((name, word))
        if there is None:
            there = sorted(filter(partial(self._searcher.doc_freq, name), misread(word)))
            self._there[name, word] = there
        if not there:
            return None
        return Query.const_score_query(Query.boolean_query([(SHOULD, _term(name, word)) for word in there]), 1.0)


def _anchor(children: Sequence[Tree]) -> list[tuple[Occur, Query]]:
    """A conjunction of exclusions alone finds nothing: it needs something to exclude from."""
    return [(MUST, Query.all_query())] if all(isinstance(child, Not) for child in children) else []


def _looked(name: str, look: Look) -> Query:  # noqa: PLR0911 - one for each kind
    word = look.words[0]
    match look.kind:
        case "prefix":
            return Query.fuzzy_term_query(SCHEMA, name, word, 0, True, True)
        case "pattern":
            return Query.regex_query(SCHEMA, name, word.replace("*", ".*").replace("?", "."))
        case "sure":
            return Query.const_score_query(_in_order(name, look.words), 1.0)
        case "all":
            return Query.const_score_query(conjunction([_term(name, one) for one in look.words], []), 1.0)
        case "apart":
            close = [silent(_apart(name, pair, look.distance)) for pair in pairwise(look.words)]
            return conjunction([*(_term(name, one) for one in look.words), *close], [])
        case "near":
            return Query.fuzzy_term_query(SCHEMA, name, word, look.distance, True, False)
        case _:
            return _in_order(name, look.words)


def _in_order(name: str, words: Sequence[str]) -> Query:
    return Query.phrase_query(SCHEMA, name, list(words)) if len(words) > 1 else _term(name, words[0])


def _apart(name: str, pair: tuple[str, str], distance: int) -> Query:
    """Two words with so many between them at most. In the order asked for they cost Tantivy what stands between; in
    the other one two more, so it is asked for both ways."""
    ways = (pair, pair[::-1])
    return Query.boolean_query([(SHOULD, Query.phrase_query(SCHEMA, name, list(way), distance)) for way in ways])


def _best(parts: list[tuple[Query, float]]) -> Query:
    if not parts:
        return Query.empty_query()
    weighed = [query if weight == 1.0 else Query.boost_query(query, weight) for query, weight in parts]
    return weighed[0] if len(weighed) == 1 else Query.disjunction_max_query(weighed, 0.0)


def _term(name: str, text: str) -> Query:
    return Query.term_query(SCHEMA, name, text)


def between(name: str, low: int, high: int) -> Query:
    """A range of a whole number, both ends included."""
    return Query.range_query(SCHEMA, name, UNSIGNED, low, high)


def silent(query: Query) -> Query:
    """A condition that does not move the order."""
    return Query.const_score_query(query, 0.0)


def any_of(name: str, values: Iterable[str]) -> Query:
    """Letters with one of the exact values. Not as a set of terms: of a set Tantivy reads all letters (0.4 ms more for
    the twenty keys of a reader), of a disjunction only those that the other conditions leave."""
    return silent(Query.boolean_query([(SHOULD, _term(name, value)) for value in values]))


def conjunction(must: Sequence[Query], must_not: Sequence[Query]) -> Query:
    return Query.boolean_query([(MUST, query) for query in must] + [(MUST_NOT, query) for query in must_not])


def narrowing(
    filters: Mapping[str, Sequence[str]], without: Mapping[str, Sequence[str]]
) -> tuple[list[Query], list[Query]]:
    """Facet filters as (must, must not)."""
    return (
        [any_of(f"facet_{name}", values) for name, values in filters.items()],
        [any_of(f"facet_{name}", values) for name, values in without.items() if values],
    )
