"""Changes: what a room decided, as a value. One commit carries them out, all or none."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from schemas.stored import Stored


@dataclass(frozen=True)
class Put:
    """Write `document`; refused with Conflict unless the store holds it at `document.version` (0: not at all)."""

    document: Stored


@dataclass(frozen=True)
class PutRow:
    """Like Put, of a document that is already plain values (its id under "_id", its version under "version").

    For bulk work: nothing validates it but its schema's tests; `Put` costs a millisecond more."""

    kind: type[Stored]
    row: dict[str, Any]


@dataclass(frozen=True)
class Remove:
    """Take the document away; refused with Conflict unless it is at `version`."""

    kind: type[Stored]
    id: str
    version: int


@dataclass(frozen=True)
class Hold:
    """Refused with Conflict unless the document is at `version`, which stays: what was decided rests on it."""

    kind: type[Stored]
    id: str
    version: int


@dataclass(frozen=True)
class Draw:
    """Draw the next number of `counter` (from 1, without gaps) into `field` of a document that is put in the
    same Changes. A commit that fails draws nothing."""

    counter: str
    document: Stored
    field: str


@dataclass(frozen=True)
class Recount:
    """`counter` goes on behind `number`; refused with Conflict unless it stands at `instead` (0: nothing was drawn of
    it). For books that were kept elsewhere before: what is drawn next never meets what stands in them."""

    counter: str
    number: int
    instead: int


@dataclass(frozen=True)
class Happened:
    """An event to append. `thing` is "collection/id"; `before` and `after` are plain values (JSON types and
    datetimes), kept beside the event and hashed into it."""

    verb: str
    thing: str
    actor: str
    behalf: str | None = None
    operator: str | None = None
    job: str | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Changes:
    """Documents with the version they were read at, numbers to draw, events. `+` joins two. What is only held makes
    no commit. Counters are set anew before numbers are drawn."""

    puts: tuple[Put | PutRow, ...] = ()
    removes: tuple[Remove, ...] = ()
    draws: tuple[Draw, ...] = ()
    events: tuple[Happened, ...] = ()
    holds: tuple[Hold, ...] = ()
    recounts: tuple[Recount, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to commit."""
        return bool(self.puts or self.removes or self.draws or self.events or self.recounts)

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            self.puts + other.puts,
            self.removes + other.removes,
            self.draws + other.draws,
            self.events + other.events,
            tuple(dict.fromkeys(self.holds + other.holds)),
            self.recounts + other.recounts,
        )

    @classmethod
    def of(cls, *documents: Stored, events: Iterable[Happened] = (), draws: Iterable[Draw] = ()) -> "Changes":
        return cls(puts=tuple(Put(one) for one in documents), draws=tuple(draws), events=tuple(events))


@dataclass(frozen=True)
class Committed:
    """What a commit gave: the sequence number of its last event (0: none) and the numbers drawn, in order.

    The documents put carry their new version afterwards, and drawn numbers in their fields."""

    sequence: int = 0
    numbers: tuple[int, ...] = ()
