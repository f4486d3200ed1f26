"""Which engine stands behind a URL. MongoDB's client is loaded only where it is asked for."""

from pathlib import Path

from schemas.errors import WrongUse
from store.address import masked, parts_of
from store.contract import Store
from store.directory import DirectoryOriginals
from store.originals import Originals
from store.sqlite import SqliteStore

MONGO = ("mongodb", "mongodb+srv")
STORE_MUST = "sqlite:, sqlite:///PATH or mongodb://SERVERS/DATABASE"
ORIGINALS_MUST = "file:, file:///PATH or gridfs:"
STORES, ORIGINALS = f"it must be {STORE_MUST}", f"it must be {ORIGINALS_MUST}"


def why_not_store(url: str) -> str:
    """What the address of a store must be, where this is none; else nothing. Opens nothing."""
    return "" if _is_address(url, "sqlite") else STORE_MUST


def why_not_originals(url: str, store: str) -> str:
    """The same of originals beside a store."""
    if url == "gridfs:":
        return "" if store.startswith(MONGO) else f"{ORIGINALS_MUST}, the last only where LONTAR_STORE is MongoDB"
    return "" if _is_address(url, "file") else ORIGINALS_MUST


def _is_address(url: str, scheme: str) -> bool:
    try:
        parts = parts_of(url, "", "")
    except WrongUse:
        return False
    if parts.scheme in MONGO:
        return bool(parts.netloc and parts.path.strip("/"))
    return parts.scheme == scheme and not parts.netloc


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
