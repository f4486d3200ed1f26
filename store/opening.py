"""Which engine stands behind a URL. MongoDB's client is loaded only where it is asked for."""

from pathlib import Path
from urllib.parse import urlsplit

from schemas.errors import WrongUse
from store.address import masked
from store.contract import Store
from store.directory import DirectoryOriginals
from store.originals import Originals
from store.sqlite import SqliteStore

MONGO = ("mongodb", "mongodb+srv")


def open_store(url: str, home: Path, setting: str = "LONTAR_STORE") -> Store:
    """sqlite:///PATH, sqlite: for HOME/lontar.db, or mongodb://SERVERS/DATABASE; `setting` names it in sentences.

    Raises WrongUse, Unavailable."""
    if urlsplit(url).scheme in MONGO:
        from store.mongo import MongoStore

        return MongoStore(url, setting=setting)
    return SqliteStore(_path(url, "sqlite", home / "lontar.db", setting, "mongodb://SERVERS/DATABASE"))


def open_originals(url: str, home: Path, store: str = "", setting: str = "LONTAR_ORIGINALS") -> Originals:
    """file:///PATH, file: for HOME/originals, mongodb://SERVERS/DATABASE, or gridfs: for the database of `store`.

    Raises WrongUse, Unavailable."""
    address = store if url == "gridfs:" else url
    if urlsplit(address).scheme in MONGO:
        from store.mongo_originals import MongoOriginals

        return MongoOriginals(address, setting=setting)
    if url == "gridfs:":
        raise WrongUse(what=f"{setting}=gridfs:", why="LONTAR_STORE names no MongoDB to keep them in")
    return DirectoryOriginals(_path(url, "file", home / "originals", setting, "gridfs:"))


def _path(url: str, scheme: str, default: Path, setting: str, other: str) -> Path:
    parts = urlsplit(url)
    if parts.scheme != scheme or parts.netloc:
        raise WrongUse(what=f"{setting}={masked(url)}", why=f"it must be {scheme}:, {scheme}:///PATH or {other}")
    return Path(parts.path) if parts.path else default
