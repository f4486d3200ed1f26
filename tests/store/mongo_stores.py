"""Stores of MongoDB for the tests: a database each, or one that is emptied."""

from collections.abc import Iterator
from contextlib import contextmanager

from store.mongo import MongoStore


def address_of(url: str, database: str) -> str:
    """The address of a database of the server at `url`."""
    return url.replace("/?", f"/{database}?")


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """The address of a database that is gone at the end."""
    address = address_of(url, name)
    yield address
    store = MongoStore(address)
    store._database().client.drop_database(name)
    store.close()


def empty(store: MongoStore) -> None:
    """As if it were new: to make all its indexes again takes a second."""
    database = store._database()
    for name in database.list_collection_names():
        database[name].delete_many({})
