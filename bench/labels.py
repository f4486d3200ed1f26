"""Signed PDFs whose verdicts are known: a folder with labels.csv (path, expected), verified one by one.

    python -m bench.labels FOLDER [TRUST]

prints a line for each file, what it took, and whether its label is met. TRUST is FOLDER/own-pki/trust unless given. A
label says what a verdict may be:

ACCEPT              valid; unverifiable but intact and trusted where the file carries no revocation data (B-B, B-T)
ACCEPT-WITH-TST     the same; it is the timestamp that proves its time
ACCEPT-INTEGRITY    intact, with nothing but permitted changes; whether it is trusted is open
ACCEPT-OR-WARN      valid, or unverifiable but intact
REJECT              anything but valid
UNSIGNED            unsigned
NO-CRASH            any verdict
"""

import csv
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from lontar.settings import load
from lontar.verifying.checked import checked, verifier
from signing.verdict import VERDICTS, SignatureVerdict, Verdict


class Labelled(NamedTuple):
    path: Path
    name: str
    expected: str


def labelled(folder: Path) -> list[Labelled]:
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as table:
        return [Labelled(folder / row["path"], row["path"], row["expected"]) for row in csv.DictReader(table)]


def met(expected: str, found: Verdict) -> bool:
    """Whether a verdict is one that a label allows. Raises KeyError for a label nobody knows."""
    intact = bool(found.signatures) and all(_whole(one) for one in found.signatures)
    unproven = found.verdict == "unverifiable" and intact
    offline = unproven and all(one.trusted and one.level in ("B-B", "B-T") for one in found.signatures)
    return {
        "ACCEPT": found.verdict == "valid" or offline,
        "ACCEPT-WITH-TST": found.verdict == "valid" or offline,
        "ACCEPT-INTEGRITY": found.verdict == "valid" or unproven,
        "ACCEPT-OR-WARN": found.verdict == "valid" or unproven,
        "REJECT": found.verdict != "valid",
        "UNSIGNED": found.verdict == "unsigned",
        "NO-CRASH": found.verdict in VERDICTS,
    }[expected]


def _whole(one: SignatureVerdict) -> bool:
    return one.intact and one.changes != "suspicious"


def verified(folder: Path, trust: Path, at: datetime | None = None) -> Iterator[tuple[Labelled, Verdict, float]]:
    """Each file of a folder with its verdict and seconds, in the sandbox and its limits."""
    settings = load({}, folder)
    with verifier(settings) as sandbox:
        for one in labelled(folder):
            start = perf_counter()
            yield one, checked(sandbox, one.path, settings, at=at, trust=[trust]), perf_counter() - start


def main(folder: str, trust: str = "") -> int:
    place = Path(folder).absolute()
    missed, slowest, count = 0, 0.0, 0
    for one, found, seconds in verified(place, Path(trust).absolute() if trust else place / "own-pki" / "trust"):
        good = met(one.expected, found)
        missed, slowest, count = missed + (not good), max(slowest, seconds), count + 1
        why = " ".join(reason.code for reason in (*found.reasons, *found.warnings))
        print(f"{'' if good else 'MISSED ':7}{one.expected:17}{found.verdict:13}{seconds:5.2f} s  {one.name}  {why}")
    print(f"{count} files, {missed} labels missed, the slowest {slowest:.2f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
