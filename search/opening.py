"""Which search engine stands behind a URL."""

from pathlib import Path
from urllib.parse import urlsplit

from schemas.errors import WrongUse
from search.contract import Index
from search.elastic_index import ElasticIndex
from search.settings import Settings
from search.tantivy_index import TantivyIndex

MUST = "it must be tantivy:, tantivy:///PATH or http(s)://HOST:PORT/NAME"
NAME = "the name of the index is small letters, digits and signs such as - only"
PLAIN = Settings()


def open_index(url: str, home: Path, settings: Settings = PLAIN) -> Index:
    """tantivy:///PATH, or tantivy: for HOME/index; http(s)://HOST:PORT/NAME for Elasticsearch, which is not spoken to
    before it is needed. Raises WrongUse, Unavailable."""
    parts = urlsplit(url)
