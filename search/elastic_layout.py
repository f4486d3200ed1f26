"""How Elasticsearch holds letters: its analysis, mapping and settings, and a letter as it takes it.

The folded form of words is our own, joined by spaces: it rests on Python's tables of Unicode (what a letter is, what a
compatibility form stands for), and no stock filter has these (asciifolding leaves Arabic, Javanese and Greek marks, and
the pattern tokenizer knows the letters of the server's Java). Stems and skeletons are made of it by the server's stock
parts, equal to ours on every token (tests/search/test_elastic_analysis.py), so that a text travels once.
"""

from typing import Any

from search.analysis import VERSION
from search.contract import MOST_RELEVANT
from search.entry import FACETS, IndexEntry
from search.looks import DERIVED
from search.order import newest, oldest
from search.settings import Settings
from search.texts import BLANK, WORDS, texts_of

LAYOUT = 1
"""Raise it whenever the mapping or the analysis below changes."""
LONGEST_VALUE = 8000
"""Characters of a value that is counted and narrowed by; Lucene holds 32,766 bytes."""

STEPS: dict[str, tuple[str, str]] = {
    "old_j": (
        "(?<![dts])j(?=.*(?:oe|[dts]j|ch))|(?<=(?:oe|[dts]j|ch).{0,255})(?<![dts])j",
        "y",
    ),
    "old_ch": ("(?<!t)ch", "kh"),
    "old_tj": ("tch|tj", "c"),
    "old_oe": ("oe", "u"),
    "old_sj": ("sj", "sy"),
    "old_dj": ("dj", "j"),
    "ocr_rn": ("rn", "m"),
    "ocr_vv": ("vv", "w"),
    "ocr_ii": ("ii", "u"),
    "ocr_1i": ("[1i|]", "l"),
    "ocr_0": ("0", "o"),
    "ocr_y": ("y", "j"),
}
"""search.analysis.modern and .skeleton as steps, each over the whole word. The first one looks for what shows an old
spelling, before any other takes it away; none makes what a later one takes."""


def analysis() -> dict[str, Any]:
    """Index settings: three analyzers, named as the forms."""
    old = [name for name in STEPS if name.startswith("old_")]
    ocr = [name for name in STEPS if name.startswith("ocr_")]
    steps = {
        name: {"type": "pattern_replace", "pattern": pattern, "replacement": by}
        for name, (pattern, by) in STEPS.items()
    }

    def analyzer(*filters: str) -> dict[str, Any]:
        return {"type": "custom", "tokenizer": "spaces", "filter": list(filters)}

    return {
        "tokenizer": {"spaces": {"type": "pattern", "pattern": " "}},
        "filter": steps | {"indonesian": {"type": "snowball", "language": "Indonesian"}},
        "analyzer": {"folded": analyzer(), "stem": analyzer(*old, "indonesian"), "skeleton": analyzer(*ocr)},
    }


def mapping() -> dict[str, Any]:
    """Strict: what is not named here is refused. The letter itself is in the store, so nothing is kept of it but what
    is searched, counted and sorted by."""
    exact = {"type": "keyword", "ignore_above": LONGEST_VALUE}
    fields: dict[str, Any] = {name: {"type": "text", "analyzer": "folded"} for name in ("text", "beside", *WORDS)}
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
            "date": {"type": "integer"},
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
        "newest": newest(entry.date, entry.id),
        "oldest": oldest(entry.date, entry.id),
        **folded,
        **{f"facet_{name}": value for name in FACETS if (value := entry.facets.get(name))},
    }
