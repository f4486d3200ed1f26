"""The pages of a letter in their order, and numbered through all its files without reading any of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from lontar.wiring import House
from schemas.page import Page
from store.contract import Row

MOST_PAGES = 10_000  # of a letter that are looked up at once; one file has at most half of it


def pages_of(house: House, letter: str, fields: Sequence[str] | None = None) -> list[Row]:
    """The stored pages of a letter, file by file; `fields` names the members wanted."""
    order = [("file", 1), ("page", 1)]
    return house.store.find(Page, {"letter": letter}, sort=order, limit=MOST_PAGES, fields=fields)


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
    there = {(row["file"], row["page"]) for row in pages_of(house, letter["_id"], ("file", "page"))}
    least = 1 if letter["stage"] == "arrived" else 0
    waiting = {(file["no"], page) for file in letter["files"] for page in range(1, (file.get("pages") or least) + 1)}
    return [Numbered(n, key[0], key[1], key in there) for n, key in enumerate(sorted(there | waiting), 1)]
