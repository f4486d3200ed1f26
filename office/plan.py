"""What a table would do to what stands: shown first, done then. With faults nothing can be done."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from office.tables import Fault
from schemas.errors import Conflict
from store.again import again
from store.changes import Changes
from store.contract import Store

YES = ("yes", "y", "ya", "x", "1", "true")
NO = ("", "no", "n", "tidak", "-", "0", "false")


NOTHING = Changes()


class Sign(StrEnum):
    ADDED = "+"
    CHANGED = "~"
    SAME = "="
    UNNAMED = "?"


@dataclass(frozen=True)
class Step:
    """One thing that the table names, or does not name and leaves as it is."""

    sign: Sign
    code: str
    said: str


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...] = ()
    faults: tuple[Fault, ...] = ()
    changes: Changes = NOTHING

    @property
    def does_something(self) -> bool:
        return bool(self.changes)

    def of(self, sign: Sign) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.sign == sign)


def refused(faults: list[Fault]) -> Plan:
    """The plan of a table that is wrong, its faults in the order of its lines."""
    return Plan(faults=tuple(sorted(faults, key=lambda fault: fault.line)))


def carry_out(store: Store, plan: Callable[[], Plan], what: str) -> Plan:
    """Do what the table says, as things then stand. Raises Conflict when it can no longer be done or does nothing."""
    done = Plan()

    def decide() -> Changes:
        nonlocal done
        done = plan()
        if done.faults or not done.does_something:
            raise Conflict(what=what)
        return done.changes

    again(store, decide)
    return done


def described(plan: Plan) -> list[str]:
    """The plan as lines of text: + added, ~ changed, = as it is, ? not named by the table."""
    stays = {Sign.UNNAMED: " (not in the table; it stays)"}
    return [
        f"{step.sign} {step.code}  {step.said}{stays.get(step.sign, '')}" for sign in Sign for step in plan.of(sign)
    ]


def is_yes(cell: str) -> bool | None:
    """What a cell says; None when it is neither yes nor no."""
    word = cell.strip().lower()
    return True if word in YES else False if word in NO else None
