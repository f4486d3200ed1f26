"""The house on its production engines, in the processes that docker-compose.yml starts: web, worker, follower."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pymongo import MongoClient

from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from tests.serving import WEB, System
from tests.workers import Workers, workers


@dataclass(frozen=True)
class Production:
    """`house`: the same engines, from here. `web` serves pages at `web.address`."""

    house: House
    web: System
    workers: Workers


def engines(elasticsearch: str, mongodb: str, redis: str, name: str) -> dict[str, str]:
    """The settings that choose them, each with a place of this name."""
    return {
        "LONTAR_STORE": mongodb.replace("/?", f"/{name}?"),
        "LONTAR_ORIGINALS": "gridfs:",
        "LONTAR_INDEX": f"{elasticsearch}/{name}",
        "LONTAR_WORK": redis,
        "LONTAR_WORKERS": "1",
    }


@contextmanager
def production(folder: Path, settings: dict[str, str]) -> Iterator[Production]:
    """A demo office whose web answers, with a worker and a follower; what it kept in MongoDB and Elasticsearch is
    gone at the end."""
    home = folder / "home"
    with ExitStack() as stack:
        house = open_house(load({"LONTAR_HOME": str(home), **settings}, folder))
        stack.callback(house.close)
        stack.callback(_forget, settings)
        demo.found(house.store)
        web = System(home, WEB, **settings)
        some = stack.enter_context(workers(home, settings))
        for command in ("work", "follow"):
            some.start(command=command)
        stack.callback(web.stop)
        web.start()
        yield Production(house, web, some)


def _forget(settings: dict[str, str]) -> None:
    """A database each; builds of an index lie on a server that ends with the tests."""
    with MongoClient[dict[str, object]](settings["LONTAR_STORE"]) as client:
        client.drop_database(client.get_default_database().name)
