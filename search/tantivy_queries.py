"""Tantivy: its schema, and the query tree in its language. Only the files named tantivy_ beside it know this library.

Tokens come from our own analysis, joined by spaces. Tantivy's query parser is never used: ten thousand parentheses
end its process. A phrase of one word and a limit of zero are panics, and never reach it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import tantivy

from search.analysis import forms, forms_of
from search.analysis import skeleton as skeleton_of
from search.entry import FACETS, IndexEntry
from search.tree import FIELDS, And, Everything, Fuzzy, Not, Or, Phrase, Prefix, Range, Tree, Word

SCHEMA_VERSION = 2
Engine = tantivy.Index
Writer = tantivy.IndexWriter
Searcher = tantivy.Searcher
Query = tantivy.Query
Order = tantivy.Order
MUST, SHOULD, MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
WORDS = tuple(name for name, kind in FIELDS.items() if kind in ("text", "word"))
LONGEST_TOKEN = 255
LAST_DAY = 99_999_999
UNDATED = LAST_DAY + 1  # letters without a date come last, whether the newest or the oldest are asked for

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


def schema() -> tantivy.Schema:
    """The id is stored; what results are filtered, counted and sorted by lies in columns."""
    build = tantivy.SchemaBuilder()
    build.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    build.add_text_field("grants", tokenizer_name="raw", index_option="basic")
    for name in ("text", "beside", *WORDS):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("text_stem", "subject_stem", "text_skeleton", "beside_skeleton"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in FACETS:
        build.add_text_field(f"facet_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("version", "date", "newest", "oldest"):
        build.add_unsigned_field(name, indexed=True, fast=True)
    return build.build()


SCHEMA = schema()


def document(entry: IndexEntry) -> tantivy.Document:
    """An entry as the index takes it."""
    text, text_stem, text_skeleton = _texts(entry.text)
    beside, _, beside_skeleton = _texts(entry.beside)
    found = tantivy.Document()
    found.add_text("id", entry.id)
    for grant in entry.grants:
        found.add_text("grants", grant)
    found.add_text("text", text)
    found.add_text("text_stem", text_stem)
    found.add_text("text_skeleton", text_skeleton)
    if beside:
        found.add_text("beside", beside)
        found.add_text("beside_skeleton", beside_skeleton)
    for name in WORDS:
        if value := entry.fields.get(name):
            folded, stem, _ = _texts(value)
            found.add_text(name, folded)
            if name == "subject":
                found.add_text("subject_stem", stem)
    for name in FACETS:
        if value := entry.facets.get(name):
            found.add_text(f"facet_{name}", value)
    found.add_unsigned("version", entry.version)
    found.add_unsigned("date", entry.date)
    found.add_unsigned("newest", order_of(entry.date, entry.id))
    found.add_unsigned("oldest", order_of(entry.date or UNDATED, entry.id))
    return found


def order_of(date: int, id: str) -> int:
    """A number that sorts by date and, within a day, the same way each time: yyyymmdd, then 36 bits of the id."""
    tail = int.from_bytes(hashlib.blake2b(id.encode(), digest_size=5).digest(), "big") >> 4
    return (date << 36) | tail


def _texts(text: str) -> tuple[str, str, str]:
    """A text in its three forms: folded, stem, skeleton."""
    words = forms(text)
    if not words:
        return "", "", ""
    folded, stem, skeleton = zip(*words, strict=True)
    return _joined(folded), _joined(stem), _joined(skeleton)


def _joined(words: Sequence[str]) -> str:
    if max(map(len, words)) > LONGEST_TOKEN:
        words = [word for word in words if len(word) <= LONGEST_TOKEN]
    return " ".join(words)


def compiled(tree: Tree) -> tantivy.Query:
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


def _occurring(child: Tree) -> tuple[tantivy.Occur, tantivy.Query]:
    return (MUST_NOT, compiled(child.child)) if isinstance(child, Not) else (MUST, compiled(child))


def _anchor(children: Sequence[Tree]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """A conjunction of exclusions alone finds nothing: it needs something to exclude from."""
    return [(MUST, Query.all_query())] if all(isinstance(child, Not) for child in children) else []


def _leaf(leaf: Word | Phrase | Prefix | Fuzzy) -> tantivy.Query:
    match leaf:
        case Phrase(words, field):
            places = [(field, 1.0)] if field else [("text", 1.0), ("subject", 3.0), ("beside", 0.8)]
            return _best([(_phrase(name, words), weight) for name, weight in places])
        case Prefix(text, field):
            places = [(field, 1.0)] if field else [("text", 1.0), ("subject", 3.0), ("beside", 0.8)]
            return _best([(_near(name, text, 0, prefix=True), weight) for name, weight in places])
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


def _stemmed(field: str) -> list[tuple[str, str, float]]:
    return [("subject_stem", "stem", 0.9)] if field == "subject" else []


def _best(parts: list[tuple[tantivy.Query, float]]) -> tantivy.Query:
    """The best of several places counts, so that a word does not weigh more because it has many forms."""
    weighed = [query if weight == 1.0 else Query.boost_query(query, weight) for query, weight in parts]
    return weighed[0] if len(weighed) == 1 else Query.disjunction_max_query(weighed, 0.0)


def _term(name: str, text: str) -> tantivy.Query:
    return Query.term_query(SCHEMA, name, text)


def _phrase(name: str, words: tuple[str, ...]) -> tantivy.Query:
    return Query.phrase_query(SCHEMA, name, list(words)) if len(words) > 1 else _term(name, words[0])


def _near(name: str, text: str, distance: int, *, prefix: bool = False) -> tantivy.Query:
    return Query.fuzzy_term_query(SCHEMA, name, text, distance, True, prefix)


def _days(field: str, low: int | None, high: int | None) -> tantivy.Query:
    if field == "year":
        low = None if low is None else low * 10_000
        high = None if high is None else high * 10_000 + 9_999
    first, last = max(low or 1, 1), min(LAST_DAY if high is None else high, LAST_DAY)
    return silent(between("date", first, last)) if first <= last else Query.empty_query()


def between(name: str, low: int, high: int) -> tantivy.Query:
    """A range of a whole number, both ends included."""
    return Query.range_query(SCHEMA, name, tantivy.FieldType.Unsigned, low, high)


def silent(query: tantivy.Query) -> tantivy.Query:
    """A condition that does not move the order."""
    return Query.const_score_query(query, 0.0)


def any_of(name: str, values: Iterable[str]) -> tantivy.Query:
    """Letters with one of the exact values. Not as a set of terms: of a set Tantivy reads all letters (0.4 ms more for
    the twenty keys of a reader), of a disjunction only those that the other conditions leave."""
    return silent(Query.boolean_query([(SHOULD, _term(name, value)) for value in values]))


def conjunction(must: Sequence[tantivy.Query], must_not: Sequence[tantivy.Query]) -> tantivy.Query:
    return Query.boolean_query([(MUST, query) for query in must] + [(MUST_NOT, query) for query in must_not])


def narrowing(
    filters: Mapping[str, Sequence[str]], without: Mapping[str, Sequence[str]]
) -> tuple[list[tantivy.Query], list[tantivy.Query]]:
    """Facet filters as (must, must not)."""
    return (
        [any_of(f"facet_{name}", values) for name, values in filters.items()],
        [any_of(f"facet_{name}", values) for name, values in without.items() if values],
    )
