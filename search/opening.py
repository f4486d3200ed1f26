"""Which search engine stands behind a URL."""

import re
from pathlib import Path
from urllib.parse import SplitResult

from schemas.errors import WrongUse
from search.contract import Index
from search.settings import Settings
from search.tantivy_index import TantivyIndex
from store.address import parts_of

MAY = "tantivy:, tantivy:///PATH or http(s)://HOST:PORT/NAME"
MUST = f"it must be {MAY}"
OPEN = "account and password belong into LONTAR_INDEX_USER and LONTAR_INDEX_PASSWORD, where nobody sees them"
NAME = re.compile(r"/[a-z0-9][a-z0-9._-]{0,99}")
"""What Elasticsearch takes as the name of an alias, without what would ask for several."""
KEY = re.compile(r"[!-~]*")
"""What may stand in a header of HTTP: an API key is sent as it is."""
PLAIN = Settings()


def why_not(url: str) -> str:
    """What the address of an index must be, where this is none; else nothing. Opens nothing."""
    try:
        parts = parts_of(url, "LONTAR_INDEX", MUST)
    except WrongUse:
        return MAY
    if parts.username or parts.password:
        return "without an account: LONTAR_INDEX_USER and LONTAR_INDEX_PASSWORD hold it where nobody sees it"
    if parts.scheme == "tantivy":
        return MAY if parts.netloc else ""
    return "" if parts.scheme in ("http", "https") and _is_named(parts) else MAY


def _is_named(parts: SplitResult) -> bool:
    return bool(NAME.fullmatch(parts.path) and parts.hostname and not parts.query and not parts.fragment)


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
    if not _is_named(parts):
        raise WrongUse(what=f"LONTAR_INDEX={url}", why=MUST)
    if settings.index_user and settings.index_api_key:
        raise WrongUse(what="LONTAR_INDEX_API_KEY", why="LONTAR_INDEX_USER is set too, and one of them is enough")
    if not KEY.fullmatch(settings.index_api_key):
        raise WrongUse(what="LONTAR_INDEX_API_KEY", why="a key has no spaces, line ends or letters with accents")
    return ElasticIndex(f"{parts.scheme}://{parts.netloc}", parts.path[1:], settings)
