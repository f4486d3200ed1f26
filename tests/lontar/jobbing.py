"""Jobs asked for, counted and carried out, for their tests."""

from typing import Any

from lontar.followers import IndexFollower
from lontar.many import jobs
from lontar.many.carrying import Carrier
from lontar.wiring import House
from office.access import Reader
from schemas.job import Job
from schemas.letter import Letter
from store.contract import Row


def row(house: House, job: Job) -> dict[str, Any]:
    return jobs.said(house.store.get(Job, job.id) or {})


def counted(house: House, reader: Reader, ids: list[str], act: str, **values: Any) -> Job:
    job = jobs.ask(house, reader, ids, act, values)
    carried(house)
    return job


def carried(house: House) -> None:
    with Carrier(house) as carrier:
        while carrier.look():
            pass


def followed(house: House) -> None:
    """Carried out, and known to the index."""
    carried(house)
    IndexFollower(house).catch_up()


def done(house: House, reader: Reader, ids: list[str], act: str, **values: Any) -> Job:
    job = counted(house, reader, ids, act, **values)
    jobs.start(house, reader, job.id)
    carried(house)
    return job


def letter(house: House, id: str) -> Letter:
    return house.store.load(Letter, id)


def events_of(house: House, job: Job) -> list[Row]:
    """What happened to letters in the job."""
    return [one for one in house.store.events() if one.get("job") == job.id and one["thing"].startswith("letters/")]
