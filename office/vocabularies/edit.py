"""Changing a vocabulary: the file and the event that tells of it. The event holds both texts, for undoing."""

from office.vocabularies.shelf import Shelf
from store.changes import Changes, Happened
from store.contract import Store

VERB = "vocabulary.changed"


def take(
    store: Store, shelf: Shelf, name: str, content: bytes | None, actor: str, *, operator: str | None = None
) -> int:
    """Make `content` the office's own file, None for what is shipped; the sequence number of the event.

    Raises FaultyVocabulary, Unavailable; then nothing was changed."""
    before = shelf.own(name)
    shelf.put(name, content)
    said = [{"file": side.decode("utf-8-sig")} if side is not None else {} for side in (before, content)]
    event = Happened(VERB, f"vocabularies/{name}", actor, operator=operator, before=said[0], after=said[1])
    try:
        return store.commit(Changes(events=(event,))).sequence
    except BaseException:
        shelf.put(name, before)
        raise
