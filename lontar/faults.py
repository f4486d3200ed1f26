"""What `lontar check` finds: originals, event log and index held against the store."""

from collections.abc import Callable, Iterator

from lontar.facts import version_of
from lontar.followers import cursor_name
from lontar.wiring import House
from schemas.letter import Letter
from store import chain, fixity
from store.faults import Fault

Tell = Callable[[str], None]


def faults(house: House, tell: Tell) -> Iterator[Fault]:
    """All that differs."""
    tell("event log")
    yield from chain.verify(house.store, house.store.cursor(cursor_name(house.index.generation)))
    yield from fixity.check(house.store, house.originals, lambda done, of: tell(f"originals {done} of {of}"))
    yield from index_faults(house, tell)


def index_faults(house: House, tell: Tell) -> Iterator[Fault]:
    """Where the index is not what the store says; what its follower has yet to do is no fault."""
    tell("index")
    indexed = dict(house.index.versions())
    for number, row in enumerate(house.store.every(Letter, fields=()), 1):
        tell(f"index {number}")
        version = indexed.pop(row["_id"], None)
        if version == row["version"] or _is_coming(house, row["_id"]):
            continue
        if version is None:
            yield Fault("missing", f"index/{row['_id']}", "the letter is not in the index")
        else:
            yield Fault("altered", f"index/{row['_id']}", f"version {version}, the letter has {row['version']}")
    for id in indexed:
        if house.store.get(Letter, id) is None and not _is_coming(house, id):
            yield Fault("unknown", f"index/{id}", "there is no such letter")


def _is_coming(house: House, id: str) -> bool:
    """Whether the follower of the index has yet to come to what last happened to a letter."""
    return version_of(house, id) > house.store.cursor(cursor_name(house.index.generation))
