"""What corrected letters teach of others under one letterhead: where a value stands, beside what, or what it is."""

from ingest.lessons.apply import applied
from ingest.lessons.example import TAUGHT, Example
from ingest.lessons.learn import learned
from ingest.lessons.letterhead import is_same, letterhead_of

__all__ = ["TAUGHT", "Example", "applied", "is_same", "learned", "letterhead_of"]
