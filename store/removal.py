"""Taking away a document that others may be at work on."""

from schemas.errors import Conflict
from schemas.stored import Stored
from store.changes import Changes, Remove
from store.contract import Row, Store


def removed(store: Store, kind: type[Stored], row: Row) -> bool:
    """Take a document away as it was read; False when somebody changed or removed it in between: then it is left."""
    try:
        store.commit(Changes(removes=(Remove(kind, row["_id"], row["version"]),)))
    except Conflict:
        return False
    return True
