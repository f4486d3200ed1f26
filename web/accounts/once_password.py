"""A first password for a new or reset account: shown once, to be passed on by hand."""

import secrets

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another on paper


def make() -> str:
    """Three groups of five: 74 bits."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(5)) for _ in range(3))
