"""Tantivy: its schema, and a letter as its index takes it. This file alone imports the library; those named tantivy_
beside it take from here what they need of it.

Tokens come from our own analysis, joined by spaces.
"""

import tantivy

from search.entry import COLUMNS, FILTERS, IndexEntry
from search.looks import DERIVED
from search.order import newest, oldest
from search.texts import NUMBERS, WORDS, texts_of

SCHEMA_VERSION = 7
Engine = tantivy.Index
Writer = tantivy.IndexWriter
Searcher = tantivy.Searcher
Query = tantivy.Query
Occur = tantivy.Occur
Order = tantivy.Order
UNSIGNED = tantivy.FieldType.Unsigned


def field_of(field: str, form: str) -> str:
    """The index field that holds a form of a text."""
    return field if form == "folded" else f"{field}_{form}"


def schema() -> tantivy.Schema:
    """The id is stored; what results are filtered, counted and sorted by lies in columns."""
    build = tantivy.SchemaBuilder()
    build.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    build.add_text_field("grants", tokenizer_name="raw", index_option="basic")
    for name in ("text", "beside", *WORDS, *NUMBERS):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for field, forms in DERIVED.items():
        for form in forms:
            build.add_text_field(field_of(field, form), tokenizer_name="whitespace", index_option="freq")
    for name in FILTERS:
        build.add_text_field(f"facet_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("version", "date", "newest", "oldest", *COLUMNS):
        build.add_unsigned_field(name, indexed=True, fast=True)
    return build.build()


SCHEMA = schema()


def document(entry: IndexEntry) -> tantivy.Document:
    """An entry as the index takes it."""
    found = tantivy.Document()
    found.add_text("id", entry.id)
    for grant in entry.grants:
        found.add_text("grants", grant)
    for field, forms in texts_of(entry):
        found.add_text(field, forms.folded)
        for form in DERIVED.get(field, ()):
            found.add_text(field_of(field, form), getattr(forms, form))
    for name in FILTERS:
        for value in entry.values(name):
            found.add_text(f"facet_{name}", value)
    found.add_unsigned("version", entry.version)
    found.add_unsigned("date", entry.date)
    for name, number in entry.columns.items():
        found.add_unsigned(name, number)
    found.add_unsigned("newest", newest(entry.date, entry.id))
    found.add_unsigned("oldest", oldest(entry.date, entry.id))
    return found
