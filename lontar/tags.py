"""The tags of the letters that somebody may read, with how many have each."""

from lontar.wiring import House
from office.access import Reader
from search.contract import Request
from search.tree import Everything

MOST = 1000
"""Tags that are looked through, the most frequent first."""


def tags(house: House, reader: Reader, begin: str = "", limit: int = MOST) -> list[tuple[str, int]]:
    """Tags that begin so, or of which a word does, whatever their case; the most frequent first. Withdrawn letters
    count too: renaming a tag changes them as well."""
    request = Request(Everything(), reader.keys, limit=1, sort="newest", facets=("tag",), facet_size=MOST)
    found = house.index.search(request).facets["tag"]
    wanted = begin.casefold().strip()
    return [(tag, count) for tag, count in found if f" {tag.casefold()}".find(f" {wanted}") >= 0][:limit]
