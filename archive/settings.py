"""Settings of the archive room: how originals are read again by and by."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    fixity_days: int = field(
        default=30,
        metadata={"help": "Days in which every original is read again once; 0: never.", "most": 3650},
    )
    fixity_mb_per_second: float = field(
        default=10.0, metadata={"help": "Megabytes that this reads in a second at most, so that nobody has to wait."}
    )
