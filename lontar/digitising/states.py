"""How far an item of a batch is: as its letter is, told from the letter alone."""

from lontar.reading.review_queue import WELL
from lontar.wiring import House
from schemas.item import Item
from schemas.page import Page
from store.contract import Row


def state_of(house: House, letter: Row) -> str:
    """One of schemas/item.py's STATES for an item that is this letter.

    Doubtful is what waits in one of the two queues: fields that ask for a person's word, or pages read badly that
    nobody has declared done."""
    if letter["stage"] == "failed":
        return "failed"
    if letter["stage"] != "understood":
        return "waiting"
    low = {"letter": letter["_id"], "to_review": True, "confidence": {"$lt": WELL}}
    return "doubtful" if letter.get("doubt") is not None or house.store.count(Page, low) else "read"


def settle(item: Item) -> Item:
    """An item with what follows from its letter and state."""
    item.scanned = bool(item.letter)
    if not item.letter:
        item.state, item.suggested = "missing", None
    lacking = item.state in ("missing", "failed") or not item.expected
    item.asks = lacking and not item.explained
    return item
