"""Which search engine stands behind a URL."""

from pathlib import Path
from urllib.parse import urlsplit

from schemas.errors import WrongUse
from search.contract import Index
from search.tantivy_index import TantivyIndex


def open_index(url: str, home: Path) -> Index:
    """tantivy:///PATH, or tantivy: for HOME/index. Raises WrongUse, Unavailable."""
    parts = urlsplit(url)
    if parts.scheme != "tantivy" or parts.netloc:
        raise WrongUse(what=f"LONTAR_INDEX={url}", why="it must be tantivy: or tantivy:///PATH")
    return TantivyIndex(Path(parts.path) if parts.path else home / "index")
