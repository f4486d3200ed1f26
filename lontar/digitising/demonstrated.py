"""The digitising batch of the demo, in the middle of the work: its manifest, a box and two folders, what of it came in,
what is missing, and a scan that nobody expected."""

from lontar.digitising import manifest, matching
from lontar.digitising.following import caught_up
from lontar.intake import digitising
from lontar.routing.demonstrated import person
from lontar.wiring import House
from office.access import Reader
from schemas.batch import Batch
from schemas.item import Item
from schemas.letter import Letter, values_of
from store.contract import Row

NAME, UNIT, LOGIN = "Arsip lama Sekretariat", "setda", "arsiparis"
HEADING = "box;folder;number;description;reference_number;date"
MISSING = (
    "1;1;90;Daftar hadir rapat desa;;17-8-1971",
    "1;2;91;Peta jalan kabupaten, skala 1:50.000;;",
    "1;2;92;Laporan bulanan kecamatan;140/12/1973;2 April 1973",
)
"""Items that nobody has found yet."""


def batch_for(house: House, unit: str, direction: str) -> str | None:
    """The batch that a letter of the demo comes in with; None for none. It is made with the first."""
    if unit != UNIT or direction != "legacy":
        return None
    return str(digitising.used(house, person(house, LOGIN), UNIT, NAME)["name"])


def begun(house: House) -> None:
    """The manifest of the batch, once its letters are read: all of them but the last, and what is missing. Again does
    nothing."""
    reader = person(house, LOGIN)
    rows = house.store.find(Batch, {"unit": UNIT, "name": NAME}, limit=1)
    if not rows or house.store.count(Item, {"batch": rows[0]["_id"], "expected": True}):
        return
    letters = house.store.find(Letter, {"batch": NAME}, sort=[("added_at", 1)], limit=100)
    lines = [_line(number, letter) for number, letter in enumerate(letters[:-1], 1)]
    _lay(house, reader, rows[0]["_id"], [HEADING, *lines, *MISSING])
    _match(house, reader, rows[0]["_id"])


def _lay(house: House, reader: Reader, batch: str, lines: list[str]) -> None:
    manifest.lay(house, reader, batch, "\n".join(lines).encode())
    caught_up(house)


def _match(house: House, reader: Reader, batch: str) -> None:
    """All that is proposed but one, which is left for whoever looks at the demo."""
    where = {"batch": batch, "expected": False}
    found = house.store.find(Item, where, sort=[("line", 1)], limit=100)
    proposed = [row for row in found if row.get("suggested")]
    for row in proposed[:-1]:
        matching.match(house, reader, batch, row["suggested"], row["letter"])


def _line(number: int, letter: Row) -> str:
    """As somebody wrote it down who had the paper in the hand."""
    values = values_of(letter)
    day = str(values.get("date") or "")
    date = f"{day[6:]}-{day[4:6]}-{day[:4]}" if day else ""
    about = str(values.get("subject") or letter["files"][0]["name"]).replace(";", ",").replace('"', "")
    reference = str(values.get("reference_number") or "").replace(";", ",").replace('"', "")
    return f"1;{1 + number % 2};{number};{about[:200]};{reference[:100]};{date}"
