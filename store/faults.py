"""What a check found wrong."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Fault:
    """`kind`: missing, altered, unknown or gap; `thing`: "collection/id" or "originals/sha256"; `why`: a few words."""

    kind: str
    thing: str
    why: str

    def __str__(self) -> str:
        return f"{self.kind:<8} {self.thing}: {self.why}"

    def as_dict(self) -> dict[str, str]:
        return asdict(self)
