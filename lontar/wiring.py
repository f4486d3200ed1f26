"""Which engine stands behind which contract, in this home."""

from dataclasses import dataclass

from lontar.settings import Settings
from store.contract import Store
from store.opening import open_originals, open_store
from store.originals import Originals


@dataclass(frozen=True)
class House:
    """All engines of a home, open."""

    settings: Settings
    store: Store
    originals: Originals

    def close(self) -> None:
        self.store.close()


def open_house(settings: Settings) -> House:
    """Raises WrongUse for an engine nobody knows, Unavailable for one that is not there."""
    engines = settings.engines
    return House(settings, open_store(engines.store, settings.home), open_originals(engines.originals, settings.home))
