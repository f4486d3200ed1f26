"""What was sent lately from the units of a reader."""

from lontar.routing.desk import registrar
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter
from schemas.sending import Sending
from store.contract import Row

SHOWN = 50


def latest(house: House, reader: Reader, limit: int = SHOWN) -> list[Row]:
    """Sendings of the units whose registers the reader keeps, the last first, of letters that they may read."""
    rows: list[Row] = []
    for unit in _units(house, reader):
        rows += house.store.find(Sending, {"unit": unit}, sort=[("made_at", -1)], limit=limit)
    letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows}))
    seen = [row for row in rows if row["letter"] in letters and may_see(reader, letters[row["letter"]])]
    return sorted(seen, key=lambda row: row["made_at"], reverse=True)[:limit]


def _units(house: House, reader: Reader) -> list[str]:
    if reader.units is None:
        return sorted(house.store.tally(Sending, "unit"))
    return [unit for unit in reader.units if registrar(reader, unit)]
