"""How surely a reference is led to the letter it means, between generated letters that were printed, scanned and read.

Beside the letters that are meant stand decoys: the same number of another year, of another sender, and the next serial
number of the same sender and day. Each reference is asked for twice: with its letter in the archive, and without,
where nothing is the right answer.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bench.machine import machine, versions
from bench.scanned import readings
from ingest.fields import number_key, understand
from ingest.fields.bones import ALIKE
from lontar.settings import load
from lontar.understanding.keys import citations, give_keys, unsure_of
from lontar.understanding.threads import Threads
from lontar.wiring import House, open_house
from office.access import EVERYBODY, Reader
from samples.draft import Sample
from samples.writer import write
from schemas.letter import FieldValue, Letter
from schemas.page import PageReading
from store.changes import Changes

SEED = 61
SIGN = 0.06
"""Share of the signs of a number that are damaged where that is done here and not by a scanner."""
ROUNDS = 5
SERIAL = re.compile(r"(?<=/)(?!(?:19|20)\d\d(?!\d))\d{1,4}(?=[/\-]|$)")
"""The serial number in a number of strokes, behind the code; elsewhere it stands first."""
Fields = Mapping[str, FieldValue]


@dataclass(frozen=True)
class Known:
    """The fields of a letter, and numbers of which one may be its own."""

    fields: Fields
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cited:
    """A reference of a letter, by the letters' names; `target` None: its letter is not in the set."""

    letter: str
    number: str
    target: str | None


def run(letters: int = 160) -> dict[str, Any]:
    """`letters`: how many are written, half of which cite or are cited. Precision and recall in percent."""
    samples = list(islice(write(SEED), letters))
    asked = list(cited(samples))
    named = {one.letter for one in asked} | {one.target for one in asked if one.target}
    read = {one.name: known(readings(one, "scan")) for one in samples if one.name in named}
    return {
        "bench": "threads",
        "machine": machine(),
        "versions": versions("pypdfium2"),
        "results": measured(samples, asked, read),
    }


def known(pages: Sequence[PageReading]) -> Known:
    """What is known of a letter once its pages were read."""
    uncertain = [word.text for page in pages for word in page.uncertain]
    return Known(understand([(1, page) for page in pages]), tuple(unsure_of(pages[0].text, uncertain)))


def cited(samples: Sequence[Sample]) -> Iterator[Cited]:
    """What each letter truly cites."""
    by_number: dict[str, list[str]] = {}
    for one in samples:
        by_number.setdefault(number_key(str(one.fields.get("reference_number", ""))), []).append(one.name)
    for one in samples:
        for number in one.fields.get("references", ()):
            names = by_number.get(number_key(number), [])
            if len(names) < 2:
                yield Cited(one.name, number, names[0] if names else None)


def measured(samples: Sequence[Sample], asked: Sequence[Cited], read: Mapping[str, Known]) -> dict[str, Any]:
    """Of what was read; of the numbers that were misread on either side; of numbers that are damaged here as well."""
    truth = {one.name: one.fields for one in samples}
    harmed = [one for one in asked if is_harmed(one, truth, read)]
    counts = counted(asked, read)
    results = {"scanned": figures(counts.values()), "scanned, misread": figures(counts[one] for one in harmed)}
    by_hand: list[Counter[str]] = []
    for number in range(ROUNDS):
        random = Random(f"{SEED}/{number}")
        by_hand += counted(asked, {name: damaged(one, random) for name, one in read.items()}).values()
    return results | {"signs damaged too": figures(by_hand)}


def is_harmed(one: Cited, truth: Mapping[str, Mapping[str, Any]], read: Mapping[str, Known]) -> bool:
    """Whether a letter's number was read otherwise than it is printed, where it stands or where it is cited."""
    mine = read[one.letter].fields.get("references")
    keys = {number_key(number) for number in (mine.value if mine else ())}
    target = read[one.target].fields.get("reference_number") if one.target else None
    wrong = one.target and number_key(str(target.value if target else "")) != number_key(one.number)
    return number_key(one.number) not in keys or bool(wrong)


def counted(asked: Sequence[Cited], read: Mapping[str, Known]) -> dict[Cited, Counter[str]]:
    """For each reference: right, wrong or missed with its letter there; without it kept (nothing is found) or wrong."""
    found: dict[Cited, Counter[str]] = {}
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": str(Path(folder) / "home")}, Path(folder)))
        kept(house, read, {one.target for one in asked if one.target})
        every = frozenset(read) | {"decoy"}
        for one in asked:
            outcomes = Counter(_outcome(house, one, every))
            outcomes += Counter(_outcome(house, one, every - {one.target}) if one.target else ())
            found[one] = outcomes
        house.close()
    return found


def kept(house: House, read: Mapping[str, Known], targets: set[str]) -> None:
    """Each letter is opened by a key of its own name, the decoys by one of theirs."""
    for name, one in read.items():
        _keep(house, name, one, name)
        if name in targets:
            for kind, decoy in decoys(one.fields, Random(name)):
                _keep(house, f"{name}.{kind}", Known(decoy), "decoy")


def _keep(house: House, id: str, known: Known, grant: str) -> None:
    letter = Letter(id=id, unit="office", stage="understood", grants=[grant], fields=dict(known.fields))
    letter.unsure = list(known.unsure)
    give_keys(letter)
    house.store.commit(Changes.of(letter))


def _outcome(house: House, one: Cited, keys: frozenset[str]) -> Iterator[str]:
    row = house.store.get(Letter, one.letter) or {}
    threads = Threads(house, Reader("bench", "Bench", keys, EVERYBODY, "office"))
    wanted = [
        reference
        for reference, cited in zip(threads.references(row), citations(row), strict=True)
        if _is_like(cited.number, one.number)
    ]
    there = one.target is not None and one.target in keys
    meant = next((reference.letter["_id"] for reference in wanted if reference.letter), None)
    if meant is None:
        yield "missed" if there else "kept"
    else:
        yield "right" if there and meant == one.target else "wrong"


def _is_like(number: str, other: str) -> bool:
    """Whether a number that was read is, of all that a letter cites, the one that was printed."""
    return SequenceMatcher(None, number_key(number), number_key(other), autojunk=False).ratio() > 0.6


def decoys(fields: Fields, random: Random) -> Iterator[tuple[str, dict[str, FieldValue]]]:
    """Other letters of nearly the same number."""
    number, day = fields.get("reference_number"), fields.get("date")
    if number is None or day is None:
        return
    year = str(day.value)[:4]
    earlier = day.value - 10_000
    yield "year", _changed(fields, reference_number=number.value.replace(year, str(earlier)[:4]), date=earlier)
    month = day.value // 100 % 100
    other_day = day.value // 10_000 * 10_000 + (month % 12 + 1) * 100 + random.randint(1, 28)
    yield "sender", _changed(fields, sender="PERKUMPULAN PETANI KOPI LERENG", signer_position=None, date=other_day)
    serial = SERIAL.search(number.value) or re.match(r"\d+(?=/)", number.value)
    if serial:
        following = str(int(serial[0]) + 1).zfill(len(serial[0]))
        next_one = number.value[: serial.start()] + following + number.value[serial.end() :]
        yield "serial", _changed(fields, reference_number=next_one, subject="Undangan rapat koordinasi")


def _changed(fields: Fields, **values: Any) -> dict[str, FieldValue]:
    others = {name: FieldValue(value=value, confidence=90.0) for name, value in values.items() if value is not None}
    return {name: value for name, value in fields.items() if name not in (*values, "references")} | others


def damaged(known: Known, random: Random) -> Known:
    """The same with signs of its numbers taken for others, strokes lost and doubled."""
    found = dict(known.fields)
    for name in ("reference_number", "references"):
        if name in found:
            value = found[name].value
            spoilt = [_spoilt(one, random) for one in value] if isinstance(value, list) else _spoilt(value, random)
            found[name] = FieldValue(value=spoilt, printed=found[name].printed, confidence=found[name].confidence)
    return Known(found, known.unsure)


def _spoilt(number: str, random: Random) -> str:
    return "".join(_sign(sign, random) if random.random() < SIGN else sign for sign in number)


def _sign(sign: str, random: Random) -> str:
    if sign == "/":
        return random.choice(("", "//", "1", "I", "|", " / "))
    group = next((group for group in ALIKE if sign.upper() in group), None)
    return random.choice(group) if group else sign


def figures(counts: Any) -> dict[str, float]:
    """Precision and recall in percent, and how many references there were."""
    total: Counter[str] = sum(counts, Counter())
    there = total["right"] + total["missed"] + total["wrong"]
    said = total["right"] + total["wrong"]
    return {
        "precision": round(100 * total["right"] / max(said, 1), 1),
        "recall": round(100 * total["right"] / max(total["right"] + total["missed"], 1), 1),
        "asked": there + total["kept"],
        "wrong": total["wrong"],
        "missed": total["missed"],
    }
