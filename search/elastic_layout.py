"""How Elasticsearch holds letters: its analysis, mapping and settings, and a letter as it takes it.

The folded form of words is our own, joined by spaces: it rests on Python's tables of Unicode (what a letter is, what a
compatibility form stands for), and no stock filter has these (asciifolding leaves Arabic, Javanese and Greek marks, and
the pattern tokenizer knows the letters of the server's Java). Stems and skeletons are made of it by the server's stock
parts, equal to ours on every token (tests/search/test_elastic_analysis.py), so that a text travels once.
"""

from collections.abc import Mapping
from typing import Any

from search.analysis import CONFUSED, OLD, VERSION
from search.contract import MOST_RELEVANT
from search.entry import COLUMNS, FACETS, IndexEntry
from search.looks import DERIVED
from search.order import newest, oldest
from search.settings import Settings
from search.texts import BLANK, LONGEST_TOKEN, NUMBERS, WORDS, texts_of

LAYOUT = 3
"""Raise it whenever the mapping or the analysis below changes, or what an entry holds."""
LONGEST_VALUE = 8000
"""Characters of a value that is counted and narrowed by; Lucene holds 32,766 bytes."""

HELD = {old: chr(0xE001 + number) for number, old in enumerate(sorted(OLD.keys() - {"j", "nj"}))}
"""A sign for each spelling that today's words do not have: it is seen for what it was until every j has been looked
at. They are of the private use area, so no word holds one of its own."""
SHOWN = f"[{min(HELD.values())}-{max(HELD.values())}]"


def analysis() -> dict[str, Any]:
    """Index settings: three analyzers, named as the forms. Letters are changed before the text is taken apart, for a
    filter of tokens for each change made filling twice as slow. `old_j`: in a word that shows an old spelling the
    other j are y, which makes nj ny."""

    def changing(letters: Mapping[str, str]) -> dict[str, Any]:
        return {"type": "mapping", "mappings": [f"{old} => {new}" for old, new in letters.items()]}

    def analyzer(*changes: str, stemmed: bool = False) -> dict[str, Any]:
        filters = ["indonesian"] if stemmed else []
        return {"type": "custom", "tokenizer": "spaces", "char_filter": list(changes), "filter": filters}

    old_j = f"j(?:(?=[^ ]*{SHOWN})|(?<={SHOWN}[^ ]{{0,{LONGEST_TOKEN}}}j))"
    return {
        "char_filter": {
            "hold_old": changing(HELD),
            "old_j": {"type": "pattern_replace", "pattern": old_j, "replacement": "y"},
            "make_new": changing({sign: OLD[old] for old, sign in HELD.items()}),
            "confused": changing(CONFUSED),
        },
        "tokenizer": {"spaces": {"type": "pattern", "pattern": " "}},
        "filter": {"indonesian": {"type": "snowball", "language": "Indonesian"}},
        "analyzer": {
            "folded": analyzer(),
            "stem": analyzer("hold_old", "old_j", "make_new", stemmed=True),
            "skeleton": analyzer("confused"),
        },
    }


def mapping() -> dict[str, Any]:
    """Strict: what is not named here is refused. The letter itself is in the store, so nothing is kept of it but what
    is searched, counted and sorted by."""
    exact = {"type": "keyword", "ignore_above": LONGEST_VALUE}
    words = ("text", "beside", *WORDS, *NUMBERS)
    fields: dict[str, Any] = {name: {"type": "text", "analyzer": "folded"} for name in words}
    for name, forms in DERIVED.items():
        fields[name]["fields"] = {form: {"type": "text", "analyzer": form, "index_options": "freqs"} for form in forms}
    fields |= {f"facet_{name}": exact for name in FACETS}
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
    folded = {field: forms.folded for field, forms in texts_of(entry)}
    return {
        "id": entry.id,
        "grants": entry.grants,
        "words": sorted(set(folded["text"].split(" ")) - {BLANK}),
        "date": entry.date,
        **entry.columns,
        "newest": newest(entry.date, entry.id),
        "oldest": oldest(entry.date, entry.id),
        **folded,
        **{f"facet_{name}": value for name in FACETS if (value := entry.facets.get(name))},
    }
