"""Settings of the work room: how letters are worked on."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    workers: int = field(
        default=2, metadata={"help": "Processes that read letters; one for each core is right.", "least": 1}
    )
    attempts: int = field(
        default=3, metadata={"help": "How often the work on a letter is tried before it has failed.", "least": 1}
    )
    lease_seconds: float = field(
        default=120.0,
        metadata={"help": "How long a worker may be silent before another takes its letter over; longer than a page."},
    )
    retry_seconds: float = field(
        default=10.0, metadata={"help": "Pause before the second attempt; it doubles with each further one."}
    )
