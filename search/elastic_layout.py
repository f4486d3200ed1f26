"""How Elasticsearch holds letters: its analysis, mapping and settings, and a letter as it takes it.

The folded form of words is our own, joined by spaces: it rests on Python's tables of Unicode (what a letter is, what a
compatibility form stands for), and no stock filter has these (asciifolding leaves Arabic, Javanese and Greek marks, and
the pattern tokenizer knows the letters of the server's Java). So are the stems, which go by a dictionary of roots.
Skeletons are made of the folded form by the server's stock parts, equal to ours on every token
(tests/search/test_elastic_analysis.py).
"""

from typing import Any

from search.analysis import CONFUSED, VERSION
from search.contract import MOST_RELEVANT
from search.entry import COLUMNS, FILTERS, IndexEntry
from search.looks import DERIVED
from search.order import newest, oldest
from search.settings import Settings
from search.texts import BLANK, NUMBERS, WORDS, texts_of

LAYOUT = 5
"""Raise it whenever the mapping or the analysis below changes, or what an entry holds."""
LONGEST_VALUE = 8000
"""Characters of a value that is counted and narrowed by; Lucene holds 32,766 bytes."""


def field_of(field: str, form: str) -> str:
    """The index field that holds a form of a text."""
    return {"folded": field, "stem": f"{field}_stem"}.get(form, f"{field}.{form}")


def analysis() -> dict[str, Any]:
    """Index settings: an analyzer for words as they are sent, and one that makes skeletons of them. Letters are changed
    before the text is taken apart, for a filter of tokens for each change made filling twice as slow."""
    confused = [f"{read} => {made}" for read, made in CONFUSED.items()]
    return {
        "char_filter": {"confused": {"type": "mapping", "mappings": confused}},
        "tokenizer": {"spaces": {"type": "pattern", "pattern": " "}},
        "analyzer": {
            "folded": {"type": "custom", "tokenizer": "spaces"},
            "skeleton": {"type": "custom", "tokenizer": "spaces", "char_filter": ["confused"]},
        },
    }


def mapping() -> dict[str, Any]:
    """Strict: what is not named here is refused. The letter itself is in the store, so nothing is kept of it but what
    is searched, counted and sorted by."""
    exact = {"type": "keyword", "ignore_above": LONGEST_VALUE}
    words = ("text", "beside", *WORDS, *NUMBERS)
    fields: dict[str, Any] = {name: {"type": "text", "analyzer": "folded"} for name in words}
    for name, forms in DERIVED.items():
        if "stem" in forms:
            fields[field_of(name, "stem")] = {"type": "text", "analyzer": "folded", "index_options": "freqs"}
        if "skeleton" in forms:
            fields[name]["fields"] = {"skeleton": {"type": "text", "analyzer": "skeleton", "index_options": "freqs"}}
    fields |= {f"facet_{name}": exact for name in FILTERS}
    fields |= {name: {"type": "long"} for name in ("newest", "oldest")}
    return {
        "dynamic": "strict",
        "_meta": {"lontar": {"analysis": VERSION, "layout": LAYOUT}},
        "_source": {"enabled": False},
        "properties": fields
        | {
            "id": {"type": "keyword"},
            "grants": {"type": "keyword", "doc_values": False},
            "words": {"type": "keyword", "index": False},
            **{name: {"type": "integer"} for name in ("date", *COLUMNS)},
        },
    }


def settings(chosen: Settings) -> dict[str, Any]:
    """Index settings of a build that is live. Without a wait before removals are forgotten, a letter that was removed
    can come again in the version that it had. Writing makes itself visible, so refreshing by the clock is for what
    a killed writer left."""
    return {
        "number_of_shards": chosen.index_shards,
        "max_result_window": MOST_RELEVANT + 1,
        "gc_deletes": "-1",
        "analysis": analysis(),
        **serving(chosen),
    }


def serving(chosen: Settings) -> dict[str, Any]:
    return {"number_of_replicas": chosen.index_replicas, "refresh_interval": "30s"}


def filling() -> dict[str, Any]:
    """What of the settings differs while a build is filled: nobody searches it, and nothing is lost with it."""
    return {"number_of_replicas": 0, "refresh_interval": "-1"}


def document(entry: IndexEntry) -> dict[str, Any]:
    """An entry as the index takes it; its version and id go beside it. `words` are for suggestions."""
    texts = dict(texts_of(entry))
    folded = {field: forms.folded for field, forms in texts.items()}
    stems = {field_of(field, "stem"): texts[field].stem for field, forms in DERIVED.items() if "stem" in forms}
    return {
        "id": entry.id,
        "grants": entry.grants,
        "words": sorted(set(folded["text"].split(" ")) - {BLANK}),
        "date": entry.date,
        **entry.columns,
        "newest": newest(entry.date, entry.id),
        "oldest": oldest(entry.date, entry.id),
        **folded,
        **stems,
        **{f"facet_{name}": value for name in FILTERS if (value := entry.values(name))},
    }
