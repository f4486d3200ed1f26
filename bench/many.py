"""Work on many letters: how soon they are chosen and counted, how many a second are tagged and put back, and how soon
the index has followed.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.corpus import Corpus
from bench.machine import machine, resident_mb, versions
from bench.search import fill
from lontar.followers import IndexFollower, rebuild
from lontar.many import jobs
from lontar.many.acts import AT_ONCE
from lontar.many.carrying import Carrier
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import installation


def run(letters: int = 10_000) -> dict[str, Any]:
    """Figures of each case, in one process, as the command line does it."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": folder}, Path(folder)))
        fill(house, Corpus(), letters)
        rebuild(house)
        IndexFollower(house).catch_up()
        results = measured(house, letters)
        house.close()
    about = machine() | {"most_mb": resident_mb()}
    said = {"letters": letters, "at_once": AT_ONCE}
    return {"bench": "many", "machine": about, "versions": versions("tantivy", "apsw"), **said, "results": results}


def measured(house: House, letters: int) -> dict[str, dict[str, float]]:
    """A job over all letters, from choosing them to the index's having followed, and its undoing."""
    reader, results = installation("bench"), {}

    def timed(case: str, act: Callable[[], Any]) -> Any:
        began = perf_counter()
        given = act()
        seconds = perf_counter() - began
        results[case] = {"seconds": round(seconds, 2), "letters_per_second": round(letters / seconds)}
        return given

    ids = timed("chosen", lambda: jobs.found(house, reader, ""))
    job = timed("fixed", lambda: jobs.ask(house, reader, ids, "tag", {"tag": "banjir"}))
    timed("counted", lambda: carried(house))
    jobs.start(house, reader, job.id)
    timed("tagged", lambda: carried(house))
    timed("followed by the index", IndexFollower(house).catch_up)
    back = jobs.undo(house, reader, job.id)
    timed("undoing counted", lambda: carried(house))
    jobs.start(house, reader, back.id)
    timed("undone", lambda: carried(house))
    return results


def carried(house: House) -> None:
    """All steps of what is due."""
    with Carrier(house) as carrier:
        while carrier.look():
            pass
