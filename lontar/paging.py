"""The pages of a letter in their order, and numbered through all its files: the one place that knows the order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lontar.wiring import House
from schemas.letter import Letter
from schemas.page import Page
from store.contract import Row

MOST_PAGES = 10_000  # of a letter that are looked up at once; one file has at most half of it
Leaf = tuple[int, int]
"""A page by the number of its file in the letter and its number in the original."""


def is_whole(file: Row) -> bool:
    """Whether a file shows all pages of its original, in order."""
    return not file.get("leaves") and not file.get("left_out")


def shows(files: Sequence[Row], leaf: Leaf) -> bool:
    """Whether a page is among those that the files show."""
    no, page = leaf
    file = next((one for one in files if one["no"] == no), None)
    return file is not None and (is_whole(file) or page in file.get("leaves", ()))


def left_out_of(files: Sequence[Row]) -> list[Leaf]:
    """The pages that are left out of a letter, file by file."""
    return [(file["no"], page) for file in files for page in file.get("left_out") or ()]


def order_of(files: Sequence[Row], there: Collection[Leaf] = (), least: int = 0) -> list[Leaf]:
    """What the files of a letter show, in order.

    `there`: pages known of beside those counted; `least`: so many pages has a file that nobody has counted."""
    known: dict[int, set[int]] = {}
    for no, page in there:
        known.setdefault(no, set()).add(page)
    found: list[Leaf] = []
    for file in files:
        no, pages = file["no"], file.get("leaves") or []
        if is_whole(file):
            pages = sorted(known.get(no, set()) | set(range(1, (file.get("pages") or least) + 1)))
        found += [(no, page) for page in pages]
    return found


def rows_of(house: House, letter: str, fields: Sequence[str] | None = None) -> list[Row]:
    """Every stored page of a letter, those it does not show too; `fields` names the members wanted."""
    order = [("file", 1), ("page", 1)]
    return house.store.find(Page, {"letter": letter}, sort=order, limit=MOST_PAGES, fields=fields)


def in_order(files: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Those of the stored pages that the files show, in their order."""
    by_leaf = {leaf_of(row): row for row in rows}
    return [by_leaf[leaf] for leaf in order_of(files, by_leaf) if leaf in by_leaf]


def pages_of(house: House, letter: str, fields: Sequence[str] | None = None) -> list[Row]:
    """The stored pages that a letter shows, in their order; `fields` names the members wanted."""
    files = (house.store.get(Letter, letter) or {}).get("files", [])
    return in_order(files, rows_of(house, letter, fields))


def leaf_of(row: Row) -> Leaf:
    return row["file"], row["page"]


@dataclass(frozen=True)
class Numbered:
    """Page `page` of file `file`, number `number` (from 1) of the letter. `read`: the machine has been there;
    `rotation`: degrees clockwise by which the page is shown turned."""

    number: int
    file: int
    page: int
    read: bool
    rotation: int


def numbered(house: House, letter: Row) -> list[Numbered]:
    """All pages that are known of: those read, and those of files that were counted. A file of a letter that nobody
    has looked at yet has at least one."""
    there = {
        leaf_of(row): row.get("rotation") or 0 for row in rows_of(house, letter["_id"], ("file", "page", "rotation"))
    }
    least = 1 if letter["stage"] == "arrived" else 0
    order = order_of(letter["files"], there, least)
    return [Numbered(n, *leaf, leaf in there, there.get(leaf, 0)) for n, leaf in enumerate(order, 1)]


def number_of(letter: Row, leaf: Leaf) -> int:
    """The number of a page in its letter, through all files before it; 1 for one that it shows no longer."""
    order = order_of(letter["files"], [leaf])
    return order.index(leaf) + 1 if leaf in order else 1
