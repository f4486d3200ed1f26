"""Addresses of engines, which may hold a password."""

import re
from urllib.parse import SplitResult, urlsplit

from schemas.errors import WrongUse

PASSWORD = re.compile(r"(?<=://)([^/@:]*):.*@")
"""To the last @: one that stands in the password as it is, or a slash, shall not betray the rest of it."""


def masked(address: str) -> str:
    """The address with *** for its password, fit to be shown."""
    return PASSWORD.sub(r"\1:***@", address)


def parts_of(address: str, setting: str, why: str) -> SplitResult:
    """The parts of the address in `setting`. Raises WrongUse with `why` for what is none: a port that is no number, a
    bracket that is never closed."""
    try:
        parts = urlsplit(address)
        if "," not in parts.netloc and parts.port == 0:
            raise ValueError
    except ValueError as error:
        raise WrongUse(what=f"{setting}={masked(address)}", why=why) from error
    return parts
