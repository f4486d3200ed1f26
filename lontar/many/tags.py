"""The tags of the letters that somebody may read, with how many have each."""

from lontar.many import jobs
from lontar.wiring import House
from office.access import Reader
from schemas.job import Job
from schemas.letter import STAGES
from search.contract import Request
from search.tree import Everything

MOST = 1000
"""Tags that are looked through, the most frequent first."""
STATES = (*STAGES, "withdrawn")
"""All there are: a tag is changed on withdrawn letters too."""


def tags(house: House, reader: Reader, begin: str = "", limit: int = MOST) -> list[tuple[str, int]]:
    """Tags that begin so, or of which a word does, whatever their case; the most frequent first. Withdrawn letters
    count too: renaming a tag changes them as well."""
    request = Request(Everything(), reader.keys, limit=1, sort="newest", facets=("tag",), facet_size=MOST)
    found = house.index.search(request).facets["tag"]
    wanted = begin.casefold().strip()
    return [(tag, count) for tag, count in found if f" {tag.casefold()}".find(f" {wanted}") >= 0][:limit]


def everywhere(house: House, reader: Reader, tag: str, instead: str = "") -> Job:
    """A job over all letters that have the tag and that the reader may read, to be confirmed: another tag in its place,
    or none. Raises WrongUse, NoLetters, TooManyLetters, Forbidden."""
    ids = jobs.found(house, reader, "", filters={"tag": [tag], "state": STATES})
    act, values = ("retag", {"tag": tag, "instead": instead}) if instead else ("untag", {"tag": tag})
    return jobs.ask(house, reader, ids, act, values, query="", filters={"tag": [tag]})
