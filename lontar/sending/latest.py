"""What was sent lately by a reader, and from their units."""

from lontar.routing.desk import registrar
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter
from schemas.sending import Sending
from store.contract import Row

SHOWN = 50


def latest(house: House, reader: Reader, limit: int = SHOWN) -> list[Row]:
    """Sendings that the reader made, and of the units whose registers they keep, the last first, of letters that they
    may read."""
    wanted = [{"made_by": reader.person}, *({"unit": unit} for unit in _units(house, reader))]
    found = [row for one in wanted for row in house.store.find(Sending, one, sort=[("made_at", -1)], limit=limit)]
    rows = list({row["_id"]: row for row in found}.values())
    letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows}))
    seen = [row for row in rows if row["letter"] in letters and may_see(reader, letters[row["letter"]])]
    return sorted(seen, key=lambda row: row["made_at"], reverse=True)[:limit]


def _units(house: House, reader: Reader) -> list[str]:
    if reader.units is None:
        return sorted(house.store.tally(Sending, "unit"))
    return [unit for unit in reader.units if registrar(reader, unit)]
