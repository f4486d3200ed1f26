"""Tokens that speak for a person elsewhere: shown once, kept as a digest."""

import hashlib
import secrets

BYTES = 32


def new() -> str:
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """What is kept of a token: it is random enough for a plain hash."""
    return hashlib.sha256(token.encode()).hexdigest()
