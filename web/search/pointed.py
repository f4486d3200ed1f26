"""Where in a query a problem stands: a few letters around it, so that a long query is not shown for each."""

from dataclasses import dataclass

from search.parsed import Problem

AROUND, INSIDE = 20, 40
"""Letters shown on each side, and of the place itself: two or three lines on a phone."""


@dataclass(frozen=True)
class Pointed:
    """What is wrong, and the place with what stands before and behind it; … where more was cut off."""

    says: str
    before: str
    place: str
    behind: str


def pointed(query: str, problem: Problem, says: str) -> Pointed:
    start, end = problem.start, problem.end
    place = query[start:end]
    return Pointed(
        says,
        "…" * (start > AROUND) + query[max(start - AROUND, 0) : start],
        place if len(place) <= INSIDE else place[: INSIDE - 1] + "…",
        query[end : end + AROUND] + "…" * (end + AROUND < len(query)),
    )
