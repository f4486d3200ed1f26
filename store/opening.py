"""Which engine stands behind a URL. MongoDB's client is loaded only where it is asked for."""

from pathlib import Path

from schemas.errors import WrongUse
from store.address import masked, parts_of
from store.contract import Store
from store.directory import DirectoryOriginals
from store.originals import Originals
from store.sqlite import SqliteStore

MONGO = ("mongodb", "mongodb+srv")
STORES = "it must be sqlite:, sqlite:///PATH or mongodb://SERVERS/DATABASE"
ORIGINALS = "it must be file:, file:///PATH or gridfs:"


def open_store(url: str, home: Path, *, setting: str = "LONTAR_STORE", seconds: float | None = None) -> Store:
    """sqlite:///PATH, sqlite: for HOME/lontar.db, or mongodb://SERVERS/DATABASE; `setting` names it in sentences.
    `seconds`: how long a server that does not answer is waited for; None: as long as it may take to change the primary.

    Raises WrongUse, Unavailable."""
    parts = parts_of(url, setting, STORES)
    if parts.scheme in MONGO:
        from store.mongo import MongoStore

        return MongoStore(url, setting=setting, patience=seconds)
    if parts.scheme != "sqlite" or parts.netloc:
        raise WrongUse(what=f"{setting}={masked(url)}", why=STORES)
    return SqliteStore(Path(parts.path) if parts.path else home / "lontar.db")


def open_originals(
    url: str, home: Path, store: str = "", *, setting: str = "LONTAR_ORIGINALS", seconds: float | None = None
) -> Originals:
    """file:///PATH, file: for HOME/originals, mongodb://SERVERS/DATABASE, or gridfs: for the database of `store`;
    `setting` and `seconds` as there.

    Raises WrongUse, Unavailable."""
    address = store if url == "gridfs:" else url
    parts = parts_of(address, setting, ORIGINALS)
    if parts.scheme in MONGO:
        from store.mongo_originals import MongoOriginals

        return MongoOriginals(address, setting=setting, patience=seconds)
    if url == "gridfs:":
        raise WrongUse(what=f"{setting}=gridfs:", why="LONTAR_STORE names no MongoDB to keep them in")
    if parts.scheme != "file" or parts.netloc:
        raise WrongUse(what=f"{setting}={masked(url)}", why=ORIGINALS)
    return DirectoryOriginals(Path(parts.path) if parts.path else home / "originals")
