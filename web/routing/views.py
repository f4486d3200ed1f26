"""The pages of the office work on letters."""

from web.routing import answers, disposition, inbox, slip
from web.routing.place import place

__all__ = ["answers", "disposition", "inbox", "place", "slip"]
