"""The one place where log lines are set up: one handler on stderr, as text for people or as JSON for programs.

Any room logs through the standard library, under "lontar.ROOM"; what a line is about beside its sentence stands in
`extra={"said": {"event": ..., ...}}`. Ids that hold for a while (a letter's, a request's, a worker's) are bound once
with `about` and stand in every line of that thread meanwhile, of whatever room. A line names people by their ids alone.
"""

import json
import logging
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import NoneType
from typing import Any, TextIO

from lontar.unsaid import Unsaid

TEXT, JSON, AUTO = "text", "json", "auto"
LEVELS = ("debug", "info", "warning", "error")
OURS = "lontar"
_bound: ContextVar[Mapping[str, Any]] = ContextVar("lontar.logs", default={})  # noqa: B039 - replaced, never changed


@dataclass(frozen=True)
class Settings:
    log: str = field(
        default=TEXT,
        metadata={"help": "Log lines on stderr: text, or json (one object a line).", "one_of": (TEXT, JSON)},
    )
    log_level: str = field(
        default=AUTO,
        metadata={
            "help": "Least weight of a line: debug, info, warning or error; auto: info as json, warning as text.",
            "one_of": (AUTO, *LEVELS),
        },
    )


@contextmanager
def about(**ids: Any) -> Iterator[None]:
    """Lines of this thread carry these until the end; None names nothing."""
    token = _bound.set({**_bound.get(), **{name: value for name, value in ids.items() if value is not None}})
    try:
        yield
    finally:
        _bound.reset(token)


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says: time, level, room, event, message, then what is bound, then what it says of itself."""
    _, _, room = record.name.partition(f"{OURS}.")
    level, said = record.levelname.lower(), {**_bound.get(), **getattr(record, "said", {})}
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    room = room or record.name
    event = said.pop("event", f"{room}.{level}")
    named: dict[str, Any] = {"time": at, "level": level, "room": room, "event": event, "message": record.getMessage()}
    trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else None
    return named | said | ({"trace": trace} if trace else {})


class Discreet(logging.Formatter):
    """Says no secret: every value of a line that is text goes through `unsaid`."""

    def __init__(self, unsaid: Unsaid) -> None:
        super().__init__()
        self._unsaid = unsaid

    def said(self, record: logging.LogRecord) -> dict[str, Any]:
        """What the line says, without what it must not."""
        return {
            name: value if isinstance(value, (int, float, bool, NoneType)) else self._unsaid(str(value))
            for name, value in fields_of(record).items()
        }


class AsJson(Discreet):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(self.said(record), ensure_ascii=False)


class AsText(Discreet):
    def format(self, record: logging.LogRecord) -> str:
        fields = self.said(record)
        trace, message = fields.pop("trace", None), fields.pop("message")
        at, level, room = (fields.pop(name) for name in ("time", "level", "room"))
        rest = " ".join(f"{name}={value}" for name, value in fields.items() if value != f"{room}.{level}")
        line = f"{at[11:19]} {level} {room}: {message}" + (f" [{rest}]" if rest else "")
        return f"{line}\n{trace}" if trace else line


class Stderr(logging.StreamHandler[TextIO]):
    """Whatever stands for stderr when a line is written."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


def level_of(settings: Settings) -> int:
    wanted = settings.log_level if settings.log_level != AUTO else ("info" if settings.log == JSON else "warning")
    return int(logging.getLevelName(wanted.upper()))


def install(settings: Settings, secrets: Iterable[str] = ()) -> None:
    """For this process, in place of what was installed before; our rooms at the level of the settings, libraries from
    "warning" on. `secrets`: values of settings that no line is to say."""
    root, ours = logging.getLogger(), logging.getLogger(OURS)
    for one in [one for one in root.handlers if isinstance(one, Stderr)]:
        root.removeHandler(one)
    handler = Stderr()
    unsaid = Unsaid(secrets)
    handler.setFormatter(AsJson(unsaid) if settings.log == JSON else AsText(unsaid))
    root.addHandler(handler)
    ours.setLevel(level_of(settings))


class Clock:
    """Seconds since it was made, for the lines that say how long something took."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()

    @property
    def seconds(self) -> float:
        return round(time.perf_counter() - self._begun, 3)
