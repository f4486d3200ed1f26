"""The crew goes on, whatever one letter or one step does; what killed processes left is cleared away."""

import os
from pathlib import Path

from lontar import scratch
from lontar.crew import Crew
from lontar.journey import arrive
from lontar.wiring import House
from office.access import Reader
from schemas.letter import Letter
from store.sqlite import SqliteStore
from tests import files
from tests.waiting import until


def test_a_letter_whose_row_is_no_letter_any_more_does_not_stop_the_others(
    house: House, console: Reader, tmp_path: Path
) -> None:
    """A fault that nobody foresaw: one worker meets it first, and has to read the others all the same."""
    arrived = [
        arrive(house, files.written(tmp_path, f"{n}.pdf", files.pdf((*files.LETTER, str(n)))), f"{n}.pdf", console)[0]
        for n in range(3)
    ]
    assert isinstance(house.store, SqliteStore)
    house.store._rows('UPDATE "letters" SET body = ? WHERE id = ?', [b"\0\0", arrived[0].id])

    def stages() -> list[str]:
        return [house.store.load(Letter, str(one.id)).stage for one in arrived[1:]]

    with Crew(house, 1):
        until(lambda: stages() == ["understood"] * 2)


def test_what_a_killed_process_left_is_cleared_away_and_what_is_at_hand_stays(house: House) -> None:
    home = house.settings.home
    left = home / "scratch" / f"{scratch.PREFIX}left"
    left.mkdir(parents=True)
    (left / "000000").write_bytes(b"half")
    os.utime(left, (0, 0))
    beside = home / "scratch" / "requests"
    beside.mkdir()
    os.utime(beside, (0, 0))
    with scratch.folder(home, "surat.zip") as folder:
        scratch.sweep(home)
        assert {path.name for path in (home / "scratch").iterdir()} == {folder.name, "requests"}
    assert not folder.exists()
