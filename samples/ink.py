"""What is on a letter's paper beside its type, once an office has it: signature and stamp, the registry's stamp, notes
in pencil, serials written into gaps, and the unevenness of a typewriter."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from samples import handwriting
from samples.days import LATEST, workday
from samples.draft import Sample
from samples.kinds import TYPED_NAMES
from schemas.day import day_number

PADS = ("3d2f8f", "2b3a9b", "5a2a8a", "1f3f9a")
"""Violet and blue, as stamp pads are."""
REGISTRY_PADS = ("7a1f2b", "3d2f8f", "1c1c1c")
SENT = (*TYPED_NAMES, "surat-dinas", "surat-dinas-2009", "desa", "perusahaan", "undangan", "surat-pengantar")
"""Layouts that go to another office, whose registry stamps them."""
ROOM = {"surat-dinas": (132, 60), "perusahaan": (132, 58), "surat-pengantar": (20, 205)}
"""Where a letter has room for the registry's stamp, in millimetres; else low at the left."""
LOW = (18, 222)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOV", "DES")
PEN_COLOURS = (*handwriting.BLUE, *handwriting.BLUE, *handwriting.BLACK)
FILLED, RECEIVED, NOTED, PRIVATE = 0.7, 0.5, 0.35, 0.4
"""Shares: gaps filled by pen, letters stamped by the registry, with notes; private senders who have a stamp."""


def inked(sample: Sample, random: Random) -> Sample:
    """The letter on paper. Date and number of the registry's stamp join its decoys."""
    ink: dict[str, Any] = {"scribble": _scribble(sample, random)}
    if sample.layout not in ("kolonial", "perusahaan") or random.random() < PRIVATE:
        ink["stamp"] = _stamp(sample, random)
    decoys = sample.decoys
    day = workday(sample.when + timedelta(days=random.randint(1, 9)))
    if sample.layout in SENT and random.random() < RECEIVED and day <= LATEST:
        agenda = str(random.randint(20, 2900))
        ink["received"] = _received(sample, random, day, agenda)
        decoys = {"dates": sorted({*decoys["dates"], day_number(day)}), "numbers": [*decoys["numbers"], agenda]}
    if random.random() < NOTED:
        place = {"x": random.uniform(8, 150), "y": random.uniform(60, 250), "turn": random.uniform(-14, 8)}
        ink["pencil"] = place | {"curves": handwriting.note(random)}
    if sample.layout in TYPED_NAMES:
        letters = random.sample("abdeghiklmnoprstu", 8)
        ink["jitter"] = {letter: round(random.uniform(-0.7, 0.7), 2) for letter in letters}
    filled = random.random() < FILLED
    data = _filled(sample.data, random) if filled else sample.data
    by_hand = {"reference_number": sample.whole_number} if filled and sample.whole_number else {}
    return replace(sample, data=data | {"ink": ink}, decoys=decoys, by_hand=by_hand)


def _scribble(sample: Sample, random: Random) -> dict[str, Any]:
    """The same person signs alike."""
    own = Random(str(sample.fields.get("signer")))
    width, height = own.uniform(32, 50), own.uniform(14, 22)
    pen = {"thickness": round(random.uniform(0.9, 1.6), 2), "colour": random.choice(PEN_COLOURS)}
    return pen | {"width": width, "height": height, "curves": handwriting.signature(own, width, height)}


def _stamp(sample: Sample, random: Random) -> dict[str, Any]:
    """Above the body that the office belongs to, below its own name as far as there is room, its letters inside."""
    kop = sample.data["kop"]
    name = str(kop.get("name") or sample.printed["sender"]).upper()
    above = {"kolonial": "REGENTSCHAP SOEKAMADJOE", "ejaan-lama": f"KABUPATEN {sample.fields.get('place', '')}".upper()}
    words = name.split()
    return {
        "upper": kop["above"][0] if kop.get("above") else above.get(sample.layout, "KABUPATEN SUKAMAJU"),
        "lower": name if len(name) <= 22 else " ".join(words[:2]),
        "middle": "".join(word[0] for word in words[:4]),
        "colour": random.choice(PADS),
        "turn": round(random.uniform(-25, 25), 1),
    }


def _received(sample: Sample, random: Random, day: date, agenda: str) -> dict[str, Any]:
    x, y = ROOM.get(sample.layout, LOW)
    dutch = sample.layout == "kolonial"
    title = "INGEKOMEN" if dutch else random.choice(("DITERIMA", "SURAT MASUK", "TELAH DITERIMA"))
    return {
        "title": title,
        "rows": [
            ["Datum" if dutch else "Tgl.", f"{day.day:02d} {MONTHS[day.month - 1]} {day.year}"],
            ["No. Agenda", agenda],
        ],
        "colour": random.choice(REGISTRY_PADS),
        "x": round(x + random.uniform(0, 22), 1),
        "y": round(y + random.uniform(0, 12), 1),
        "turn": round(random.uniform(-12, 9), 1),
    }


def _filled(value: Any, random: Random) -> Any:
    """The same data with pen strokes in every gap."""
    if isinstance(value, list):
        return [_filled(one, random) for one in value]
    if isinstance(value, dict):
        if "gap" in value:
            strokes = handwriting.digits(random, value["serial"], value["gap"])
            return value | {"curves": strokes, "colour": random.choice(PEN_COLOURS)}
        return {name: _filled(one, random) for name, one in value.items()}
    return value
