"""The order of letters by date, as a number that every engine sorts by."""

import hashlib

LAST_DAY = 99_999_999
UNDATED = LAST_DAY + 1  # letters without a date come last, whether the newest or the oldest are asked for


def order_of(date: int, id: str) -> int:
    """A number of 63 bits that sorts by date and, within a day, the same way each time: yyyymmdd, then 36 bits of the
    id."""
    tail = int.from_bytes(hashlib.blake2b(id.encode(), digest_size=5).digest(), "big") >> 4
    return (date << 36) | tail


def newest(date: int, id: str) -> int:
    """By which the newest come first, from the greatest down."""
    return order_of(date, id)


def oldest(date: int, id: str) -> int:
    """By which the oldest come first, from the least up."""
    return order_of(date or UNDATED, id)
