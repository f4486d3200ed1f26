"""A demo office in a home of its own, for tests that change what is in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo


@contextmanager
def demo_house(folder: Path, **engines: str) -> Iterator[House]:
    """`engines`: the settings that choose them."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)  # embedded engines make it, those on servers need none
    house = open_house(load({"LONTAR_HOME": str(home), **engines}, folder))
    demo.found(house.store)
    yield house
    house.close()
