"""What is said of a file, and the moment as of which tests ask it."""

from datetime import UTC, datetime

from signing.verdict import Verdict

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def codes(found: Verdict) -> set[str]:
    """Of its reasons and warnings."""
    return {why.code for why in (*found.reasons, *found.warnings)}
