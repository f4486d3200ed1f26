"""`python -m tests.web.shots FOLDER [NAME...]`: pictures of every page (or of those named), to be looked at."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.web import crowded, doubtful, many, registering, tabled, verifying
from tests.web.places import (
    ADMIN,
    ARCHIVE,
    ERRORS,
    IMPORTS,
    NEW,
    OPEN,
    REGISTERS,
    REVIEW,
    SAVED,
    SEARCH,
    VERIFYING,
    Place,
)
from tests.web.sites import Desk, Look, archive, chromium, empty, served

LOOKS = {
    "phone-light": Look(360, 740, "light", "id"),
    "phone-dark": Look(360, 740, "dark", "id"),
    "desk-light": Look(1280, 800, "light", "id"),
    "desk-dark": Look(1280, 800, "dark", "en"),
}


def main(folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, TemporaryDirectory() as scratch:
        sites = (
            ("archive", archive, OPEN + ERRORS + ARCHIVE + ADMIN),
            ("many", many.archive, SEARCH + SAVED),
            ("crowded", crowded.archive, crowded.CROWDED),
            ("doubtful", doubtful.archive, REVIEW),
            ("registers", registering.archive, REGISTERS),
            ("tabled", tabled.archive, IMPORTS),
            ("verifying", verifying.archive, VERIFYING),
            ("new", empty, NEW),
        )
        for name, prepare, places in sites:
            wanted = [place for place in places if not names or place.name in names]
            home = Path(scratch) / name
            home.mkdir()
            if wanted:
                with served(home, prepare) as site, Desk(browser, site) as desk:
                    shoot(desk, wanted, folder)


def shoot(desk: Desk, places: list[Place], folder: Path) -> None:
    for place in places:
        for name, look in LOOKS.items():
            page, _ = desk.show(place, look)
            page.screenshot(path=folder / f"{place.name}-{name}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
