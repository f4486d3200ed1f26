"""A letter sent to all units of a large office, to a position in each, and by mail; looked at, and taken back.

An office of 400 units, in whose books stand letters that were sent before.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.machine import machine, resident_mb, timed, versions
from bench.routed import UNITS, founded
from lontar.routing import recording
from lontar.routing.recording import Book
from lontar.sending import acts, states
from lontar.sending.wanted import Wanted
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import installation
from office.units import ROOT
from schemas.letter import FieldValue, Letter, LetterFile
from schemas.stored import new_id
from store.changes import Changes

TIMES = 10
MAIL = {"LONTAR_SMTP_HOST": "127.0.0.1", "LONTAR_MAIL_FROM": "arsip@bench.example"}
"""Nothing is sent; but mails are made that would go out."""
READER = installation("bench")
EVERYBODY = Wanted(branches=(ROOT,))


def run(letters: int = 20) -> dict[str, Any]:
    """Figures of each case. `letters` were sent to all units before."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": folder} | MAIL, Path(folder)))
        founded(house)
        for _ in range(letters):
            acts.send(house, READER, _outgoing(house), EVERYBODY)
        results = measured(house)
        house.close()
    about = machine() | {"most_mb": resident_mb()}
    said = {"letters": letters, "units": UNITS}
    return {"bench": "send", "machine": about, "versions": versions("apsw"), **said, "results": results}


def measured(house: House) -> dict[str, dict[str, float]]:
    each = Wanted(positions=tuple(f"p{number}-1" for number in range(1, UNITS)))
    outside = Wanted(addresses=tuple(f"camat{number}@contoh.example" for number in range(UNITS)))
    sent = [_outgoing(house) for _ in range(TIMES)]
    results = {"previewed": timed(lambda id: acts.preview(house, READER, id, EVERYBODY), sent, 1)}
    for case, wanted in (("whole office", EVERYBODY), ("a position each", each), ("addresses", outside)):
        ids = sent if case == "whole office" else [_outgoing(house) for _ in range(TIMES)]
        results[case] = timed(lambda id, to=wanted: acts.send(house, READER, id, to), ids, 0)  # type: ignore[misc]
    results["looked at"] = timed(lambda id: states.recipients(house, READER, id, [ROOT]), sent, 1)
    results["recalled"] = timed(lambda id: acts.recall(house, READER, id), sent, 0)
    return results


def _outgoing(house: House) -> str:
    """A letter in the outgoing book of the whole office."""
    id = new_id()
    file = LetterFile(no=1, name="surat.pdf", sha256="0" * 64, size=1, pages=1, kind="application/pdf")
    letter = Letter(id=id, files=[file], unit=ROOT, stage="understood", grants=[f"unit:{ROOT}"])
    letter.fields["subject"] = FieldValue(value="Undangan rapat anggaran", confidence=95.0)
    house.store.commit(Changes.of(letter))
    recording.record(house, READER, id, Book(ROOT, "outgoing"))
    return id
