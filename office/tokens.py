"""Tokens that speak for a person elsewhere, shown once and kept as a digest; and those in addresses for anybody."""

import hashlib
import secrets

BYTES, IN_ADDRESS = 32, 12


def new() -> str:
    return secrets.token_urlsafe(BYTES)


def in_address() -> str:
    """96 bits in 16 signs: nobody guesses it, and the address stays short enough for a small QR code."""
    return secrets.token_urlsafe(IN_ADDRESS)


def digest(token: str) -> str:
    """What is kept of a token: it is random enough for a plain hash."""
    return hashlib.sha256(token.encode()).hexdigest()
