"""Times as machines read them. The store keeps them in UTC and without saying so; whoever gets one is told."""

from datetime import UTC, datetime
from typing import Any


def in_utc(at: datetime) -> str:
    """ISO 8601 with its offset: 2026-11-22T07:05:00.000+00:00."""
    return at.replace(tzinfo=UTC).isoformat(timespec="milliseconds")


def in_json(value: Any) -> str:
    """What JSON has no form for, of the values that are stored."""
    return in_utc(value) if isinstance(value, datetime) else str(value)
