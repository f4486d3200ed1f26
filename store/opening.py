"""Which engine stands behind a URL."""

from pathlib import Path
from urllib.parse import urlsplit

from schemas.errors import WrongUse
from store.contract import Store
from store.directory import DirectoryOriginals
from store.originals import Originals
from store.sqlite import SqliteStore


def open_store(url: str, home: Path) -> Store:
    """sqlite:///PATH, or sqlite: for HOME/lontar.db. Raises WrongUse, Unavailable."""
    return SqliteStore(_path(url, "sqlite", home / "lontar.db", "LONTAR_STORE"))


def open_originals(url: str, home: Path) -> Originals:
    """file:///PATH, or file: for HOME/originals. Raises WrongUse, Unavailable."""
    return DirectoryOriginals(_path(url, "file", home / "originals", "LONTAR_ORIGINALS"))


def _path(url: str, scheme: str, default: Path, setting: str) -> Path:
    parts = urlsplit(url)
    if parts.scheme != scheme or parts.netloc:
        raise WrongUse(what=f"{setting}={url}", why=f"it must be {scheme}: or {scheme}:///PATH")
    return Path(parts.path) if parts.path else default
