"""Which engine stands behind which contract, in this home."""

from dataclasses import dataclass, replace

from lontar.errors import HalfMoved
from lontar.settings import Settings
from schemas.move import MOVE, Move
from search.contract import Index
from search.opening import open_index
from store.address import masked
from store.contract import Store
from store.opening import open_originals, open_store
from store.originals import Originals
from work.opening import open_queue
from work.queue import Queue


@dataclass(frozen=True)
class House:
    """All engines of a home, open."""

    settings: Settings
    store: Store
    originals: Originals
    index: Index
    queue: Queue

    def close(self) -> None:
        self.index.close()
        self.originals.close()
        self.store.close()


def open_house(settings: Settings, seconds: float | None = None) -> House:
    """`seconds`: how long an engine on a server is waited for at most, where somebody waits for a page; None: as long
    as each of them thinks right.

    Raises WrongUse for an engine nobody knows, HalfMoved, and Unavailable for one that is not there but the queue,
    which may come later."""
    engines, home = settings.engines, settings.home
    queue = open_queue(engines.work)
    search = settings.search
    if seconds is not None:
        search = replace(search, index_seconds=min(seconds, search.index_seconds))
    store, originals = open_kept(settings, seconds)
    index = open_index(engines.index, home, search)
    return House(settings, store, originals, index, queue)


def open_kept(settings: Settings, seconds: float | None = None) -> tuple[Store, Originals]:
    """What an archive is, without what can be made again; `seconds` as for the house. Raises WrongUse, HalfMoved,
    Unavailable."""
    engines, home = settings.engines, settings.home
    store = open_store(engines.store, home, seconds=seconds)
    if store.get(Move, MOVE) is not None:
        store.close()
        raise HalfMoved(store=masked(engines.store))
    return store, open_originals(engines.originals, home, engines.store, seconds=seconds)
