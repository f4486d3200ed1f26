"""The query tree in Tantivy's language.

Tantivy's query parser is never used: ten thousand parentheses end its process. A phrase of one word and a limit of zero
are panics, and never reach it.
"""

from collections.abc import Iterable, Mapping, Sequence

from search.analysis import forms_of
from search.analysis import skeleton as skeleton_of
from search.tantivy_schema import LAST_DAY, SCHEMA, UNSIGNED, Occur, Query
from search.tree import And, Everything, Fuzzy, Not, Or, Phrase, Prefix, Range, Tree, Word

MUST, SHOULD, MUST_NOT = Occur.Must, Occur.Should, Occur.MustNot
ANYWHERE: tuple[tuple[str, str, float], ...] = (
    ("text", "folded", 1.0),
    ("text_stem", "stem", 0.9),
    ("text_skeleton", "skeleton", 0.4),
    ("subject", "folded", 3.0),
    ("subject_stem", "stem", 2.7),
    ("beside", "folded", 0.8),
    ("beside_skeleton", "skeleton", 0.3),
)
"""Where a word without a field is looked for: index field, form of the word, weight. The best one counts (dis_max)."""


def compiled(tree: Tree) -> Query:
    """The tree in Tantivy's language."""
    match tree:
        case Everything():
            return Query.all_query()
        case And(children):
            return Query.boolean_query([_occurring(child) for child in children] + _anchor(children))
        case Or(children):
            return Query.boolean_query([(SHOULD, compiled(child)) for child in children])
        case Not(child):
            return Query.boolean_query([(MUST, Query.all_query()), (MUST_NOT, compiled(child))])
        case Range(field, low, high):
            return _days(field, low, high)
        case _:
            return _leaf(tree)


def _occurring(child: Tree) -> tuple[Occur, Query]:
    return (MUST_NOT, compiled(child.child)) if isinstance(child, Not) else (MUST, compiled(child))


def _anchor(children: Sequence[Tree]) -> list[tuple[Occur, Query]]:
    """A conjunction of exclusions alone finds nothing: it needs something to exclude from."""
    return [(MUST, Query.all_query())] if all(isinstance(child, Not) for child in children) else []


def _leaf(leaf: Word | Phrase | Prefix | Fuzzy) -> Query:
    match leaf:
        case Phrase(words, field):
            return _best([(_phrase(name, words), weight) for name, weight in _places(field)])
        case Prefix(text, field):
            return _best([(_near(name, text, 0, prefix=True), weight) for name, weight in _places(field)])
        case Fuzzy(text, field):
            near = [(_near(field or "text", text, leaf.distance), 1.0)]
            if not field:
                near.append((_near("beside", text, leaf.distance), 0.8))
                near.append((_near("text_skeleton", skeleton_of(text), 1), 0.4))
            return _best(near)
        case Word(text, field):
            word = forms_of(text)
            looked = [(field, "folded", 1.0), *_stemmed(field)] if field else list(ANYWHERE)
            return _best([(_term(name, str(getattr(word, form))), weight) for name, form, weight in looked])


def _places(field: str | None) -> list[tuple[str, float]]:
    """Where words as they are typed are looked for, and how much a place weighs."""
    return [(field, 1.0)] if field else [(name, weight) for name, form, weight in ANYWHERE if form == "folded"]


def _stemmed(field: str) -> list[tuple[str, str, float]]:
    return [("subject_stem", "stem", 0.9)] if field == "subject" else []


def _best(parts: list[tuple[Query, float]]) -> Query:
    """The best of several places counts, so that a word does not weigh more because it has many forms."""
    weighed = [query if weight == 1.0 else Query.boost_query(query, weight) for query, weight in parts]
    return weighed[0] if len(weighed) == 1 else Query.disjunction_max_query(weighed, 0.0)


def _term(name: str, text: str) -> Query:
    return Query.term_query(SCHEMA, name, text)


def _phrase(name: str, words: tuple[str, ...]) -> Query:
    return Query.phrase_query(SCHEMA, name, list(words)) if len(words) > 1 else _term(name, words[0])


def _near(name: str, text: str, distance: int, *, prefix: bool = False) -> Query:
    return Query.fuzzy_term_query(SCHEMA, name, text, distance, True, prefix)


def _days(field: str, low: int | None, high: int | None) -> Query:
    if field == "year":
        low = None if low is None else low * 10_000
        high = None if high is None else high * 10_000 + 9_999
    first, last = max(low or 1, 1), min(LAST_DAY if high is None else high, LAST_DAY)
    return silent(between("date", first, last)) if first <= last else Query.empty_query()


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
