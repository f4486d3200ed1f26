"""Tantivy: its schema, and a letter as its index takes it. This file alone imports the library; those named tantivy_
beside it take from here what they need of it.

Tokens come from our own analysis, joined by spaces.
"""

import hashlib
from collections.abc import Sequence

import tantivy

from search.analysis import forms
from search.entry import FACETS, IndexEntry
from search.tree import FIELDS

SCHEMA_VERSION = 2
Engine = tantivy.Index
Writer = tantivy.IndexWriter
Searcher = tantivy.Searcher
Query = tantivy.Query
Occur = tantivy.Occur
Order = tantivy.Order
UNSIGNED = tantivy.FieldType.Unsigned
WORDS = tuple(name for name, kind in FIELDS.items() if kind in ("text", "word"))
LONGEST_TOKEN = 255
LAST_DAY = 99_999_999
UNDATED = LAST_DAY + 1  # letters without a date come last, whether the newest or the oldest are asked for


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
