"""Generated letters as a scanner saw them, and as another one saw the same paper; and letters that only look alike."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from ingest.reading import read_page
from ingest.text_layer import read_layer
from paper.kinds import PDF, kind_of
from paper.render import page_count
from paper.typeset import typeset
from samples.content import content
from samples.draft import Sample
from samples.ink import inked
from samples.kinds import TYPED_NAMES
from samples.make import LAYOUTS
from samples.offices import of_kind
from samples.scan import scanned
from schemas.page import PageReading


def readings(sample: Sample, scan: str) -> list[PageReading]:
    """The pages of a letter as they are read from a scan. The paper is the same; the damage follows from `scan`."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        place = Path(folder)
        document = place / "paper.pdf"
        written = inked(sample, Random(f"{sample.name}/ink"))
        document.write_bytes(typeset(LAYOUTS / f"{sample.layout}.typ", written.data))
        chance = np.random.default_rng(list(f"{sample.name}/{scan}".encode()))
        path, _ = scanned(document, place, sample.name, chance, typed=sample.layout in TYPED_NAMES)
        kind = str(kind_of(path))
        return [read_page(path, kind, page) for page in range(1, page_count(path, kind) + 1)]


def file_of(sample: Sample) -> list[PageReading]:
    """The pages of the file that the same paper was printed from, by its text layer: no pen has written in it."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        path = Path(folder) / "paper.pdf"
        written = inked(sample, Random(f"{sample.name}/ink"))
        path.write_bytes(typeset(LAYOUTS / f"{sample.layout}.typ", written.data))
        return [read_page(path, PDF, page) for page in range(1, page_count(path, PDF) + 1)]


def alike(sample: Sample, random: Random) -> Iterator[tuple[str, Sample]]:
    """Other letters of the same form, by what differs: whom it goes to, whom it names, its number."""
    text = _printed(sample)
    for what, data in _changes(sample, random):
        other = replace(sample, data=sample.data | data)
        if _printed(other) != text:
            yield what, other


def _printed(sample: Sample) -> str:
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(typeset(LAYOUTS / f"{sample.layout}.typ", sample.data))
        return "\f".join(read_layer(path, page).text for page in range(1, page_count(path, PDF) + 1))


def _changes(sample: Sample, random: Random) -> Iterator[tuple[str, dict[str, Any]]]:
    names = sample.data.get("to", {}).get("names")
    if names:
        others = [name for name in _offices() if name not in names]
        yield "recipient", {"to": sample.data["to"] | {"names": [random.choice(others), *names[1:]]}}
    named = next((name for name in _people() if name in str(sample.data["body"])), None)
    if named:
        other = random.choice([name for name in _people() if not set(name.split()) & set(named.split())])
        yield "name", {"body": _with(sample.data["body"], named, other)}
    number = str(sample.fields.get("reference_number") or "")
    serial = next((part for part in number.split("/")[1:] if part.isdecimal() and len(part) < 4), None)
    if serial:
        other = str(int(serial) + random.randint(1, 7)).zfill(len(serial))
        yield "number", _with(_with(sample.data, f"/{serial}", f"/{other}"), f"/ {serial}", f"/ {other}")


def _people() -> list[str]:
    names = content("names")
    return [f"{first} {last}" for first in names["first"] for last in names["last"]]


def _offices() -> list[str]:
    return [one.head for kind in ("agency", "district", "village") for one in of_kind(kind)]


def _with(value: Any, old: str, new: str) -> Any:
    """The same data with other words."""
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_with(one, old, new) for one in value]
    if isinstance(value, dict):
        return {name: _with(one, old, new) for name, one in value.items()}
    return value
