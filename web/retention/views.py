"""All pages of the room."""

from web.retention import holds, lists, proposals, schedule
from web.retention.place import place

__all__ = ["holds", "lists", "place", "proposals", "schedule"]
