"""What a letter takes until it is a PDF/A-2a and PDF/UA-1, and until its pages are pictures beside the form.

Each letter differs from the one before as it does while somebody types: the subject, and the first paragraph of a long
body. By template, milliseconds a page, warm; `own` is a shipped template as one of the office, in its limited process
with the time that starting it takes; `whole` beside `p50_ms` is for the letter, however many pages it has.
"""

import io
import random
from collections.abc import Callable, Mapping
from time import perf_counter, process_time
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from bench.machine import machine, resident_mb, versions
from drafting.block import Block
from drafting.template import NAMES, Template, shipped
from drafting.trying import tried
from drafting.typesetting import Head, preview, typeset

BLOCK = Block("KEPALA DINAS CONTOH", "Nama Pejabat", form="Plt.", rank="Pembina", number="19700101 199501 1 001")
ISSUE: dict[str, Any] = {"number": "B/000.5/12/CONTOH/2026", "day": 20261130, "stamp": "https://surat.example/verify/a"}
SENTENCE = "Sehubungan dengan pelaksanaan kegiatan dimaksud, kami sampaikan bahwa *pengawasan kearsipan* dilaksanakan. "
BODY = "\n\n".join([SENTENCE * 3, f"1. {SENTENCE}\n2. {SENTENCE}", "| No. | Kegiatan |\n| --- | --- |\n| 1 | Rapat |"])
PLACE = {"place": "Contoh", "urgency": "Segera", "at": "Tempat"}
CONTENTS: dict[str, dict[str, Any]] = {
    "surat-dinas": PLACE | {"recipients": ["Para Camat", "Para Lurah"], "body": BODY, "copies": ["Bupati"]},
    "nota-dinas": {"recipients": ["Sekretaris"], "sender": "Kepala Bidang", "body": BODY},
    "undangan": PLACE
    | {"recipients": ["Para Camat"], "opening": SENTENCE, "held_on": 20261203, "time": "09.00 WIB", "venue": "Aula"}
    | {"agenda": "Rapat koordinasi", "closing": SENTENCE},
    "surat-tugas": {
        "basis": [SENTENCE],
        "persons": [
            {"name": f"Pegawai {at}", "rank": "Penata", "number": "1990", "position": "Arsiparis"} for at in range(6)
        ],
        "task": BODY,
        "place": "Contoh",
    },
}


def run(letters: int = 40) -> dict[str, Any]:
    """`letters` of each template, of which the first warm up."""
    head = Head(("PEMERINTAH KABUPATEN CONTOH", "DINAS KEARSIPAN CONTOH", "Jalan Contoh Nomor 1"), _crest())
    results: dict[str, Any] = {}
    for name in NAMES:
        results[name] = _measured(shipped(name), CONTENTS[name], head, letters)
    long = CONTENTS["surat-dinas"] | {
        "body": "\n\n".join([BODY] * 12),
        "recipients": [f"Camat {at}" for at in range(60)],
    }
    results["several_pages"] = _measured(shipped("surat-dinas"), long, head, letters)
    own = tried("surat-contoh", shipped("surat-dinas").path.read_bytes())
    results["own"] = _measured(own, CONTENTS["surat-dinas"], head, max(6, letters // 4))
    named = versions("typst", "fontpkg-arimo")
    return {
        "bench": "typeset",
        "machine": machine() | {"most_mb": resident_mb()},
        "versions": named,
        "results": results,
    }


def _measured(template: Template, content: Mapping[str, Any], head: Head, letters: int) -> dict[str, float]:
    changed = "body" if "body" in content else "task" if "task" in content else "closing"
    pages = 1

    def one(make: Callable[..., Any], at: int) -> Any:
        return make(template, {**content, changed: f"Kalimat {at}. {content[changed]}"}, head, BLOCK, **ISSUE)

    times: list[tuple[float, float]] = []
    for at in range(letters):
        begun = perf_counter(), process_time()
        pages = one(typeset, at).pages
        times.append((perf_counter() - begun[0], process_time() - begun[1]))
    shown: list[float] = []
    for at in range(letters, letters + max(4, letters // 4)):
        start = perf_counter()
        one(preview, at)
        shown.append(perf_counter() - start)
    wall, used = (sorted(one[which] for one in times[letters // 10 :]) for which in (0, 1))
    return {
        "pages": pages,
        "p50_ms": _ms(wall[len(wall) // 2], pages),
        "p95_ms": _ms(wall[int(len(wall) * 0.95)], pages),
        "processor_ms": _ms(used[len(used) // 2], pages),
        "whole_ms": _ms(wall[len(wall) // 2], 1),
        "preview_ms": _ms(sorted(shown)[len(shown) // 2], pages),
    }


def _ms(seconds: float, pages: int) -> float:
    return round(seconds * 1000 / pages, 1)


def _crest() -> bytes:
    """As busy as real ones are, in the size in which they are kept: 20 KB."""
    out, chance, picture = io.BytesIO(), random.Random(1), Image.new("RGB", (400, 480), "white")
    draw = ImageDraw.Draw(picture)
    for _ in range(120):
        x, y, side = chance.randrange(340), chance.randrange(420), chance.randrange(5, 60)
        draw.ellipse((x, y, x + side, y + side), tuple(chance.randrange(256) for _ in range(3)), "black")
    picture.filter(ImageFilter.GaussianBlur(0.7)).save(out, "WEBP", quality=75)
    return out.getvalue()
