"""The visible stamp of a signature: name, position, day, and a code that leads to where anybody may verify it, where
there is such an address."""

from calendar import month_name
from datetime import date
from pathlib import Path

from paper import qr
from paper.typeset import typeset, typeset_pictures
from schemas.day import day_number
from schemas.errors import WrongUse
from schemas.months import in_words
from signing.signer import Stamp

TEMPLATE = Path(__file__).with_name("stamp.typ")
WIDTH, HEIGHT = 200.0, 70.0
"""Points of a stamp that nobody gave a size: the code is 2.5 cm wide."""
LEAST = 50.0
"""Points of a side; a smaller code is not read from a print."""
LONGEST_ADDRESS = 100
"""Characters of the address; with more the modules get too fine for a print that was folded."""
LEAD = {"id": "Ditandatangani secara elektronik oleh:", "en": "Signed electronically by:"}
LABEL = {"id": "Tanda tangan elektronik {}", "en": "Electronic signature of {}"}
LINES = 7
"""Lines of text a stamp has room for; names and positions of two lines each."""
LARGEST_TEXT = 8.0
DPI = 200.0
"""Of a stamp as a picture."""


def stamp(
    name: str, position: str, day: date, address: str, *,
    size: tuple[float, float] = (WIDTH, HEIGHT), language: str = "id",
) -> Stamp:  # fmt: skip
    """The stamp of a signature, as large as `size` (width, height in points); without a code where `address` is empty.
    Raises WrongUse for an address or a box that no code can be read from."""
    width, height = size
    if len(address) > LONGEST_ADDRESS:
        raise WrongUse(what="The address for the code", why=f"it has more than {LONGEST_ADDRESS} characters")
    if min(width / 2, height) < LEAST:
        raise WrongUse(what="The box of the stamp", why=f"it is smaller than {2 * LEAST:.0f} x {LEAST:.0f} points")
    label = LABEL[language].format(name)
    data = {
        "width": width,
        "height": height,
        "size": min(LARGEST_TEXT, height / LINES / 1.3),
        "language": language,
        "title": label,
        "lead": LEAD[language],
        "name": name,
        "position": position,
        "day": long_day(day, language),
        "modules": qr.modules(address, sturdy=True) if address else [],
    }
    return Stamp(typeset(TEMPLATE, data), label, data)


def long_day(day: date, language: str) -> str:
    """22 November 2026."""
    return in_words(day_number(day)) if language == "id" else f"{day.day} {month_name[day.month]} {day.year}"


def picture(one: Stamp) -> bytes:
    """A stamp as a PNG, for a service that draws it itself."""
    return typeset_pictures(TEMPLATE, one.data, DPI)[0]
