"""How surely a reference is led to its letter where one of the two has no number: between generated letters as they are
printed, with all numbers taken away on one side. The decoys keep theirs (bench/threads.py).

    python -m bench.numberless
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from bench.machine import machine
from bench.scanned import file_of
from bench.threads import SEEDS, Cited, Known, cited, counted, figures, known
from ingest.fields.citation import dated, passages
from samples.draft import Sample
from samples.writer import write
from schemas.letter import FieldValue


def run(letters: int = 400) -> dict[str, Any]:
    """`letters`: how many are written of each set. Precision and recall in percent."""
    counts: dict[str, list[Counter[str]]] = {}
    for seed in SEEDS:
        samples = list(islice(write(seed), letters))
        asked = list(cited(samples))
        for case, found in _of_set(asked, samples):
            counts.setdefault(case, []).extend(found)
    results = {case: figures(found) for case, found in counts.items()}
    return {"bench": "numberless", "machine": machine(), "results": results}


def _of_set(asked: Sequence[Cited], samples: Sequence[Sample]) -> Iterator[tuple[str, list[Counter[str]]]]:
    named = {one.letter for one in asked} | {one.target for one in asked if one.target}
    read = {one.name: known(file_of(one)) for one in samples if one.name in named}
    yield "printed", list(counted(asked, read).values())
    for case, less in {"no number cited": unnumbered, "no number on the letter": unread}.items():
        yield case, list(counted(asked, {name: less(one) for name, one in read.items()}).values())


def unnumbered(known: Known) -> Known:
    """The same as if it had given no number to the letters that it cites: those of which it gives the day."""
    field = known.fields.get("references")
    if field is None:
        return known
    values = {name: value for name, value in known.fields.items() if name != "references"}
    bare = [_bare(passage) for passage in (field.printed or "").split("\n")]
    said = [(passage[slice(*one.number)], passage) for passage in bare for one in islice(dated(passage), 1)]
    if said:
        days, printed = zip(*said, strict=True)
        values["references"] = FieldValue(value=list(days), printed="\n".join(printed), confidence=field.confidence)
    return Known(values, known.unsure)


def unread(known: Known) -> Known:
    """The same as if nothing of the letter's own number could be read."""
    return Known({name: value for name, value in known.fields.items() if name != "reference_number"})


def _bare(passage: str) -> str:
    """A passage without its number and the label of that."""
    one = next(passages(passage), None)
    return passage[: one.label] + passage[one.number[1] :] if one else passage


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
