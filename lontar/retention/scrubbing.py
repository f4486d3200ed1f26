"""After a destruction: what was taken away leaves the files of the engines too, not only their answers.

The index is built anew beside the live one, since its segments keep what was taken out until they are merged; the
store writes its file anew (store/contract.py, `scrub`)."""

from contextlib import suppress

from lontar.followers import rebuild
from lontar.wiring import House
from search.errors import IndexBusy


def scrub(house: House) -> None:
    """Raises Unavailable while a reader of the store holds an old state of it; then it is done again later.

    Somebody else who builds the index anew at this moment does what is wanted: what they read is without it."""
    with suppress(IndexBusy):
        rebuild(house)
    house.store.scrub()
