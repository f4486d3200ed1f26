"""Addresses of engines, which may hold a password."""

import re

PASSWORD = re.compile(r"(?<=://)([^/@]*?):[^/]*@")


def masked(address: str) -> str:
    """The address with *** for its password, fit to be shown."""
    return PASSWORD.sub(r"\1:***@", address)
