"""A letter that awaits its scan, and the scan that comes: from then on it is read like every other one.

What was said of it before is a person's word, and stays. A scan that turns out to be of another letter is taken off
again (lontar/intake/arranging.py, `detach`)."""

from collections.abc import Sequence

from lontar.errors import HasScan, ScanKnown
from lontar.intake.keeping import arrived_with, known_by
from lontar.paging import rows_of
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.arrival import Arrival
from schemas.letter import Letter, LetterFile
from schemas.work import Work
from store.changes import Changes, Happened
from work import lease


def scanned(
    house: House, reader: Reader, letter: Letter, files: Sequence[LetterFile], priority: int = lease.PERSON
) -> Changes:
    """The letter with its files (their originals are kept already), waiting to be read. Raises HasScan, ScanKnown."""
    if letter.stage != "awaiting":
        raise HasScan
    key = Arrival.key(letter.unit, [file.sha256 for file in files])
    before = house.store.get(Arrival, key)
    known = known_by(house, before)
    if known is not None and may_see(reader, known):
        raise ScanKnown(file=files[0].name, letter=known["_id"])
    last = max((row["file"] for row in rows_of(house, letter.id, ("file",))), default=0)  # of a scan that was taken off
    for no, file in enumerate(files, last + 1):
        file.no = no
    letter.files, letter.stage = list(files), "arrived"
    held = house.store.get(Work, letter.id)
    work = lease.retry(Work.unpacked(held)) if held else Changes.of(lease.waiting(letter.id, priority))
    arrival = Arrival(id=key, letter=letter.id, version=before["version"] if before else 0)
    after = arrived_with(files)
    event = Happened(
        "letter.scanned", f"letters/{letter.id}", reader.person, operator=reader.operator, job=reader.job, after=after
    )
    arrivals = [] if known is not None else [arrival]
    return Changes.of(letter, *arrivals, events=[event]) + work
