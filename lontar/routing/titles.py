"""What positions are called, and those that are with nobody but a unit."""

from collections.abc import Iterable, Mapping

from lontar.routing.desk import rows_of
from lontar.wiring import House
from schemas.assignment import HEAD
from schemas.unit import Unit
from store.contract import Row


def titles_of(house: House, positions: Iterable[str]) -> dict[str, str]:
    """By the position of an assignment. What belongs to the head of a unit is called by the position of whoever heads
    it now, and by the unit where nobody does."""
    wanted = set(positions)
    found = {one: str(row["title"]) for one, row in rows_of(house, wanted).items()}
    return found | _units(house, {one: one.removeprefix(HEAD) for one in wanted - found.keys() if one.startswith(HEAD)})


def _units(house: House, named: Mapping[str, str]) -> dict[str, str]:
    units = house.store.get_many(Unit, sorted(set(named.values())))
    return {one: str(units[id]["name"]) for one, id in named.items() if id in units}


def of_rows(house: House, rows: Iterable[Row]) -> dict[str, str]:
    """Of all positions that assignments name."""
    some = list(rows)
    return titles_of(house, {id for row in some for id in (row["position"], row.get("sender")) if id})
