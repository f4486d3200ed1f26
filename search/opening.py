"""Which search engine stands behind a URL."""

import re
from pathlib import Path
from urllib.parse import SplitResult

from schemas.errors import WrongUse
from search.contract import Index
from search.settings import Settings
from search.tantivy_index import TantivyIndex
from store.address import parts_of

MUST = "it must be tantivy:, tantivy:///PATH or http(s)://HOST:PORT/NAME"
OPEN = "account and password belong into LONTAR_INDEX_USER and LONTAR_INDEX_PASSWORD, where nobody sees them"
NAME = re.compile(r"/[a-z0-9][a-z0-9._-]{0,99}")
"""What Elasticsearch takes as the name of an alias, without what would ask for several."""
KEY = re.compile(r"[!-~]*")
"""What may stand in a header of HTTP: an API key is sent as it is."""
PLAIN = Settings()


def open_index(url: str, home: Path, settings: Settings = PLAIN) -> Index:
    """tantivy:///PATH, or tantivy: for HOME/index; http(s)://HOST:PORT/NAME for Elasticsearch, which is not spoken to
    before it is needed. Raises WrongUse, Unavailable."""
    parts = parts_of(url, "LONTAR_INDEX", MUST)
    if parts.scheme in ("http", "https"):
        return _elastic(url, parts, settings)
    if parts.scheme != "tantivy" or parts.netloc:
        raise WrongUse(what=f"LONTAR_INDEX={url}", why=MUST)
    return TantivyIndex(Path(parts.path) if parts.path else home / "index")


def _elastic(url: str, parts: SplitResult, settings: Settings) -> Index:
    """The client takes 0.4 s to load: only who needs it waits for it."""
    from search.elastic_index import ElasticIndex

    if parts.username or parts.password:
        shown = url.replace(parts.netloc, parts.netloc.rpartition("@")[2])
        raise WrongUse(what=f"LONTAR_INDEX={shown}", why=OPEN)
    if not NAME.fullmatch(parts.path) or not parts.hostname or parts.query or parts.fragment:
        raise WrongUse(what=f"LONTAR_INDEX={url}", why=MUST)
    if settings.index_user and settings.index_api_key:
        raise WrongUse(what="LONTAR_INDEX_API_KEY", why="LONTAR_INDEX_USER is set too, and one of them is enough")
    if not KEY.fullmatch(settings.index_api_key):
        raise WrongUse(what="LONTAR_INDEX_API_KEY", why="a key has no spaces, line ends or letters with accents")
    return ElasticIndex(f"{parts.scheme}://{parts.netloc}", parts.path[1:], settings)
