"""The engine that a setting names, measured beside the embedded one. LONTAR_INDEX and LONTAR_STORE may name what an
office works with: everything is under a name of its own there, and cleared away at the end. The clients are loaded only
where they are needed: the memory that a process takes is measured too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from lontar.settings import load
from search.contract import Index
from search.opening import open_index


@contextmanager
def index_beside(folder: Path) -> Iterator[Index | None]:
    """The index that LONTAR_INDEX names, when it is on a server."""
    given = {name: value for name, value in os.environ.items() if name.startswith("LONTAR_INDEX")}
    address = given.pop("LONTAR_INDEX", "")
    if urlsplit(address).scheme not in ("http", "https"):
        yield None
        return
    from search.elastic_server import Server

    chosen, address = load(given, folder).search, _own(address)
    index = open_index(address, folder, chosen)
    try:
        yield index
    finally:
        index.close()
        url, _, name = address.rpartition("/")
        server = Server(url, chosen)
        for build in server.ask("GET", f"/{name}.build-*/_alias", allow_no_indices=True):
            server.ask("DELETE", f"/{build}")
        server.answer("DELETE", f"/_index_template/{name}", ok=(404,))
        server.close()


@contextmanager
def database_beside() -> Iterator[str | None]:
    """The address of an empty database, where LONTAR_STORE names MongoDB."""
    address = os.environ.get("LONTAR_STORE", "")
    if not urlsplit(address).scheme.startswith("mongodb"):
        yield None
        return
    from store.mongo_connection import MongoConnection

    address = _own(address)
    try:
        yield address
    finally:
        connection = MongoConnection(address, "LONTAR_STORE")
        database = connection.database()
        database.client.drop_database(database.name)
        connection.close()


def _own(address: str) -> str:
    """The address with a name that nobody else has; it may come without one."""
    parts = urlsplit(address)
    return parts._replace(path=f"/{parts.path.strip('/') or 'lontar'}-bench-{token_hex(4)}").geturl()
