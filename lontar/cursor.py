"""Where a list goes on: the number by which it is in order and the id of the last one seen, in one word."""

from collections.abc import Sequence

from store.contract import Row, Sort, key_of

UNSAID = 6
"""Characters of an id that are left out: one of 2^30 letters."""


def cursor_of(row: Row, order: Sort) -> str:
    number, id = key_of(row, order)
    return f"{number!r}:{id}"


def cursor_near(row: Row, order: Sort, letter: str) -> str:
    """The same of a row whose letter the reader may not know of: a little before it, and no id can be read in it."""
    number, _ = key_of(row, order)
    return f"{number!r}:{letter[:-UNSAID]}"


def place_of(cursor: str | None) -> Sequence[object] | None:
    """What `cursor_of` made; what nobody can read begins at the front."""
    number, _, id = (cursor or "").partition(":")
    try:
        return [float(number), id]
    except ValueError:
        return None
