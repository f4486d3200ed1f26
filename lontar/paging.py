"""The pages of a letter, numbered through all its files, without reading any of them."""

from dataclasses import dataclass

from lontar.pages import MOST_PAGES
from lontar.wiring import House
from schemas.page import Page
from store.contract import Row


@dataclass(frozen=True)
class Numbered:
    """Page `page` of file `file`, number `number` (from 1) of the letter. `read`: the machine has been there."""

    number: int
    file: int
    page: int
    read: bool


def numbered(house: House, letter: Row) -> list[Numbered]:
    """All pages that are known of: those read, and those of files that were counted. A file of a letter that nobody
    has looked at yet has at least one."""
    order = [("file", 1), ("page", 1)]
    rows = house.store.find(Page, {"letter": letter["_id"]}, sort=order, limit=MOST_PAGES, fields=("file", "page"))
    there = {(row["file"], row["page"]) for row in rows}
    least = 1 if letter["stage"] == "arrived" else 0
    waiting = {(file["no"], page) for file in letter["files"] for page in range(1, (file.get("pages") or least) + 1)}
    return [Numbered(n, key[0], key[1], key in there) for n, key in enumerate(sorted(there | waiting), 1)]
