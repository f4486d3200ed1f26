"""How work that is done in parts goes from one to the next: jobs on many letters, and tables that are brought in."""

from typing import TypeVar

from schemas.errors import LontarError
from schemas.job import Job
from schemas.stored import now
from schemas.table_import import TableImport

Work = TypeVar("Work", Job, TableImport)


def stepped(one: Work, looking: str, done: str = "done") -> Work:
    """The work behind a step: the next part, or the next state. `looking`: the state in which it is only looked at,
    after which a person is asked; `done`: what it is at its end."""
    one.at += 1
    one.attempts = 0
    one.next_at = now()
    if one.at == one.parts:
        if one.state == looking:
            one.state, one.due, one.at = "asked", False, 0
        else:
            end(one, done)
    return one


def end(one: Work, state: str, error: LontarError | None = None) -> None:
    one.state, one.due, one.ended_at = state, False, now()
    one.error = error.as_dict() if error else {}
