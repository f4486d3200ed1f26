"""Lists of drafts: what a person wrote, what waits for them, what came back to them, what is done."""

from collections.abc import Iterable

from lontar.wiring import House
from office.access import Reader, demand, may_see
from office.holders import positions_of
from schemas.draft import OVER, STATES, Draft
from schemas.errors import NotAmong
from schemas.stored import now
from store.contract import Row

LISTS = ("mine", "initial", "signature", "returned", "unit", "done")
"""Written by them and not over yet; waiting for their initial, for their signature; sent back to them; of their units
under way; over."""
MOST = 500
"""Drafts of a list, those changed last."""
UNDER_WAY = tuple(state for state in STATES if state not in OVER)


def drafts(house: House, reader: Reader, wanted: str = "mine") -> list[Row]:
    """Those of a list, the last changed first. Raises NotAmong, Forbidden."""
    demand(reader, "draft.read")
    if wanted not in LISTS:
        raise NotAmong(what="list", known=", ".join(LISTS), field="list")
    rows = [row for row in _rows(house, reader, wanted) if may_see(reader, row)]
    return sorted(rows, key=lambda row: (row["changed_at"], row["_id"]), reverse=True)[:MOST]


def waiting(house: House, reader: Reader, most: int) -> tuple[int, bool]:
    """How many wait for an initial of the reader's, counted up to `most`, and whether there are more. What waits for
    their signature is counted by lontar/signing/waiting.py."""
    positions = positions_of(house.store, reader.person, now())
    count = sum(house.store.count(Draft, {"waits": one, "state": "initialling"}) for one in positions)
    return min(count, most), count > most


def of_letter(house: House, reader: Reader, letter: str) -> list[Row]:
    """The drafts that answer a letter, for who may see them, the first one first."""
    rows = house.store.find(Draft, {"answers": letter}, limit=MOST)
    return [row for row in rows if may_see(reader, row)]


def _rows(house: House, reader: Reader, wanted: str) -> Iterable[Row]:
    match wanted:
        case "mine":
            return (row for row in _made_by(house, reader) if row["state"] not in OVER)
        case "initial":
            return (row for row in _waiting(house, reader) if row["state"] == "initialling")
        case "signature":
            return (row for row in _waiting(house, reader) if row["state"] == "frozen")
        case "returned":
            return (row for row in _made_by(house, reader) if row["state"] == "drafting" and row.get("sent_back"))
        case "unit":
            return _of_units(house, reader, UNDER_WAY)
    return _of_units(house, reader, OVER)


def _made_by(house: House, reader: Reader) -> list[Row]:
    return house.store.find(Draft, {"made_by": reader.person}, sort=[("changed_at", -1)], limit=MOST)


def _waiting(house: House, reader: Reader) -> list[Row]:
    """For the positions in which the reader acts now."""
    found: list[Row] = []
    for position in positions_of(house.store, reader.person, now()):
        found += house.store.find(Draft, {"waits": position}, sort=[("changed_at", -1)], limit=MOST)
    return found


def _of_units(house: House, reader: Reader, states: Iterable[str]) -> Iterable[Row]:
    within = {} if reader.units is None else {"unit": {"$in": reader.units}}
    for state in states:
        yield from house.store.find(Draft, {"state": state, **within}, sort=[("changed_at", -1)], limit=MOST)
