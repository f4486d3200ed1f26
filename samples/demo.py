"""The letters of the demo: what its four units wrote and got of late, and the old paper in their archive; every layout
is among them."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from office import demo
from samples.draft import Sample
from samples.kinds import TYPED_NAMES
from samples.offices import offices
from samples.writer import write

SEED = 2006
"""Of those tried the one whose letters speak of bridges, floods and archives, and of bridges in old spelling too."""
WANTED = {"typed": (8, 3), "legacy": (7, 1), "incoming": (12, 5), "outgoing": (10, 1), "internal": (3, 3)}
"""How many of each direction (of old typescript beside), and at most of one layout: ten layouts go out, once each."""
OF_ONE_UNIT = {"setda": 8, "dpu": 3, "rawabening": 3, "cempaka": 3}
"""Letters of late of one direction: the archivist, whose page a newcomer sees first, is of the secretariat."""
OF_LATE = 2025
"""Letters before this year are old paper, which no register of today holds."""


class Filed(NamedTuple):
    """A letter and where it lies: the unit that keeps it, and its direction there."""

    sample: Sample
    unit: str
    direction: str


def letters() -> list[Filed]:
    """The letters of the demo, always the same; first those of a computer, which are read at once, then the scans."""
    return sorted(_chosen(), key=lambda place: place.sample.paper)


def _chosen() -> Iterator[Filed]:
    left = Counter({kind: number for kind, (number, _) in WANTED.items()})
    taken: Counter[tuple[str, str]] = Counter()
    for sample in write(SEED):
        place = filed(sample)
        if place is None:
            continue
        kind = "typed" if sample.layout in TYPED_NAMES else place.direction
        room = OF_ONE_UNIT[place.unit] if sample.when.year >= OF_LATE else WANTED[kind][0]
        if left[kind] and taken[kind, sample.layout] < WANTED[kind][1] and taken[kind, place.unit] < room:
            left[kind] -= 1
            taken.update([(kind, sample.layout), (kind, place.unit)])
            yield place
        if not left.total():
            return


def filed(sample: Sample) -> Filed | None:
    """Where a letter lies in the demo; None for one that concerns none of its units."""
    recipients = set(sample.fields.get("recipients", ()))
    by = next((unit for unit, names in _names().items() if sample.fields["sender"] in names), None)
    to = next((unit for unit, names in _names().items() if recipients & names), None)
    if sample.when.year < OF_LATE:
        return Filed(sample, by or to or "setda", "legacy")
    if sample.layout == "nota-dinas":
        return Filed(sample, to, "internal") if to else None
    if by is not None:
        return Filed(sample, by, "outgoing")
    return Filed(sample, to, "incoming") if to else None


@cache
def _names() -> dict[str, set[str]]:
    """The names of each unit, and of those who head it."""
    known = {one.name: {one.name, one.head} for one in offices()}
    names = {unit: known[name] for unit, (_, name, _) in demo.UNITS.items()}
    return names | {"setda": {*names["setda"], "Bupati Sukamaju"}}
