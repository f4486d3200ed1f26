"""How many examples a test of properties draws."""

import os


def examples(short: int, long: int) -> int:
    """`long` in `make test-full`, which chooses the profile of that name (tests/conftest.py); else `short`, which is
    what the minutes of `make test` allow."""
    return long if os.environ.get("HYPOTHESIS_PROFILE") == "long" else short
