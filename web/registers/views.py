"""The pages of the registers, on one blueprint."""

from web.registers import books, deliver, entry, incoming, sheet, track
from web.registers.place import place

__all__ = ["books", "deliver", "entry", "incoming", "place", "sheet", "track"]
