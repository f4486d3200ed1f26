"""How surely a reference is led to the letter it means, between generated letters that were printed, scanned and read.

Beside the letters that are meant stand decoys: the same number of another year, of another sender, and the next serial
number of the same sender and day. Each reference is asked for twice: with its letter in the archive, and without,
where nothing is the right answer. What is said to be likely only counts as if it were said to be sure.
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
from ingest.dates import dates
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

SEEDS = (61, 205, 206)
"""Of sets that nobody looked at while the rules were made."""
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
    """A reference of a letter, by the letters' names; `target` None: its letter is not in the set. `day`: of that one,
    yyyymmdd, 0 where nobody knows."""

    letter: str
    number: str
    target: str | None
    day: int = 0


def run(letters: int = 160) -> dict[str, Any]:
    """`letters`: how many are written of each set, half of which cite or are cited. Precision and recall in percent."""
    counts: dict[str, list[Counter[str]]] = {}
    for seed in SEEDS:
        for case, found in _of_set(seed, letters).items():
            counts.setdefault(case, []).extend(found)
    return {
        "bench": "threads",
        "machine": machine(),
        "versions": versions("pypdfium2"),
        "results": {case: figures(found) for case, found in counts.items()},
    }


def _of_set(seed: int, letters: int) -> dict[str, list[Counter[str]]]:
    samples = list(islice(write(seed), letters))
    asked = list(cited(samples))
    named = {one.letter for one in asked} | {one.target for one in asked if one.target}
    read = {one.name: known(readings(one, "scan")) for one in samples if one.name in named}
    return measured(samples, asked, read)


def known(pages: Sequence[PageReading]) -> Known:
    """What is known of a letter once its pages were read."""
    uncertain = [word.text for page in pages for word in page.uncertain]
    return Known(understand([(1, page) for page in pages]), tuple(unsure_of(pages[0].text, uncertain)))


def cited(samples: Sequence[Sample]) -> Iterator[Cited]:
    """What each letter truly cites."""
    by_number: dict[str, list[Sample]] = {}
    for one in samples:
        by_number.setdefault(number_key(str(one.fields.get("reference_number", ""))), []).append(one)
    for one in samples:
        for number in one.fields.get("references", ()):
            meant = by_number.get(number_key(number), [])
            if len(meant) < 2:
                day = next((its.fields.get("date", 0) for its in meant), 0)
                yield Cited(one.name, number, meant[0].name if meant else None, day)


def measured(
    samples: Sequence[Sample], asked: Sequence[Cited], read: Mapping[str, Known]
) -> dict[str, list[Counter[str]]]:
    """Of what was read; of the numbers that were misread on either side; of numbers that are damaged here as well."""
    harmed = [one for one in asked if is_harmed(one, read)]
    counts = counted(asked, read)
    by_hand: list[Counter[str]] = []
    for number in range(ROUNDS):
        random = Random(f"{samples[0].name}/{number}")
        by_hand += counted(asked, {name: damaged(one, random) for name, one in read.items()}).values()
    return {
        "scanned": list(counts.values()),
        "scanned, misread": [counts[one] for one in harmed],
        "signs damaged too": by_hand,
    }


def is_harmed(one: Cited, read: Mapping[str, Known]) -> bool:
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
        kept(house, read, {one.target: one.number for one in asked if one.target})
        every = frozenset(read) | {"decoy"}
        for one in asked:
            outcomes = Counter(_outcome(house, one, every))
            outcomes += Counter(_outcome(house, one, every - {one.target}) if one.target else ())
            found[one] = outcomes
        house.close()
    return found


def kept(house: House, read: Mapping[str, Known], numbers: Mapping[str, str]) -> None:
    """Each letter is opened by a key of its own name, the decoys of those in `numbers` by one of theirs."""
    for name, one in read.items():
        _keep(house, name, one, name)
        if name in numbers:
            for kind, decoy in decoys(one.fields, numbers[name], Random(name)):
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
        if (_is_like(cited.number, one.number) if cited.number else cited.day == one.day)
    ]
    there = one.target is not None and one.target in keys
    meant = next((reference for reference in wanted if reference.letter), None)
    if meant is None or meant.letter is None:
        yield "missed" if there else "kept"
    else:
        yield "right" if there and meant.letter["_id"] == one.target else "wrong"
        if not meant.sure:
            yield "likely"


def _is_like(number: str, other: str) -> bool:
    """Whether a number that was read is, of all that a letter cites, the one that was printed."""
    return SequenceMatcher(None, number_key(number), number_key(other), autojunk=False).ratio() > 0.6


def decoys(fields: Fields, number: str, random: Random) -> Iterator[tuple[str, dict[str, FieldValue]]]:
    """Other letters of nearly the same number; `number`: as it is printed, whatever was read of it."""
    day = fields.get("date")
    if day is None:
        return
    year = str(day.value)[:4]
    earlier = day.value - 10_000
    yield "year", _changed(fields, reference_number=number.replace(year, str(earlier)[:4]), date=earlier)
    month = day.value // 100 % 100
    other_day = day.value // 10_000 * 10_000 + (month % 12 + 1) * 100 + random.randint(1, 28)
    others = {"sender": "PERKUMPULAN PETANI KOPI LERENG", "signer_position": None, "signer": None}
    yield "sender", _changed(fields, reference_number=number, date=other_day, **others)
    serial = SERIAL.search(number) or re.match(r"\d+(?=/)", number)
    if serial:
        following = str(int(serial[0]) + 1).zfill(len(serial[0]))
        next_one = number[: serial.start()] + following + number[serial.end() :]
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
    if dates(number):
        return number  # of a letter that is cited by its day
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
        "likely": total["likely"],
    }
