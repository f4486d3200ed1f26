"""The retention schedule of the office and the positions whose approval proposals need: read, loaded, named."""

from collections.abc import Sequence

from archive.schedule import Schedule, read_schedule, shipped, write_schedule
from lontar.act import happened
from lontar.retention.errors import FaultySchedule
from lontar.wiring import House
from office.access import Reader, demand
from schemas.errors import NotFound, WrongUse
from schemas.position import Position
from schemas.retention import RETENTION, Retention
from schemas.stored import now
from store.again import again
from store.changes import Changes
from store.contract import Row

ACTION = "retention.schedule"
MOST_APPROVERS = 10


def stored(house: House) -> Row:
    return house.store.get(Retention, RETENTION) or {}


def schedule(house: House) -> Schedule:
    """The office's own, or the example that is shipped."""
    table = stored(house).get("table")
    return shipped() if table is None else read_schedule(table.encode())


def approvers(house: House) -> list[str]:
    """Ids of positions, in the order in which each says yes."""
    return list(stored(house).get("approvers") or [])


def take(house: House, reader: Reader, content: bytes | None, name: str = "schedule.csv") -> int | None:
    """Make a table the schedule, None: the example again; the number of the event, None when nothing differs.

    Raises Forbidden, FaultySchedule with the first fault; then nothing was changed."""
    demand(reader, ACTION)
    table = None
    if content is not None:
        found = read_schedule(content)
        if found.faults:
            raise FaultySchedule(file=name, line=found.faults[0].line, why=found.faults[0].sentence)
        table = write_schedule(found)

    def decide() -> Changes:
        one = _loaded(house)
        if one.table == table:
            return Changes()
        before, one.table, one.changed_at = one.table, table, now()
        values = {"before": {"table": before} if before else {}, "after": {"table": table} if table else {}}
        return Changes.of(one, events=[happened(reader, "retention.scheduled", RETENTION, of="retention", **values)])

    done = again(house.store, decide)
    return done[-1] if done else None


def name_approvers(house: House, reader: Reader, positions: Sequence[str]) -> int | None:
    """Positions by their ids, in order; they count for proposals made from now on. Raises Forbidden, NotFound,
    WrongUse."""
    demand(reader, ACTION)
    wanted = list(dict.fromkeys(positions))
    if len(wanted) > MOST_APPROVERS:
        raise WrongUse(what="The list", why=f"it has more than {MOST_APPROVERS} positions", field="approvers")
    known = house.store.get_many(Position, wanted)
    if missing := [one for one in wanted if one not in known]:
        raise NotFound(what=f"Position {missing[0]}")

    def decide() -> Changes:
        one = _loaded(house)
        before = list(one.approvers)
        if before == wanted:
            return Changes()
        one.approvers, one.changed_at = wanted, now()
        values = {"before": {"approvers": before}, "after": {"approvers": wanted}}
        return Changes.of(one, events=[happened(reader, "retention.approvers", RETENTION, of="retention", **values)])

    done = again(house.store, decide)
    return done[-1] if done else None


def _loaded(house: House) -> Retention:
    row = house.store.get(Retention, RETENTION)
    return Retention.unpacked(row) if row else Retention(id=RETENTION)
