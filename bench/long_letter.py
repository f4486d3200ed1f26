"""A letter of 400 pages with the box of every word, and its page as a browser asks for it."""

from time import perf_counter
from urllib.parse import quote

from bench.corpus import Corpus
from bench.served import Served
from lontar.reading.texts import joined
from lontar.wiring import House
from schemas.letter import Letter, LetterFile
from schemas.letter_text import LetterText
from schemas.page import Page
from schemas.stored import new_id, now
from search import tokens
from store.changes import Changes, PutRow

PAGES, RUNS, WARM = 400, 100, 5
UNIT = "setda"  # the archivist's


def keep(house: House, corpus: Corpus) -> str:
    """Put the letter into the store as it stands once it is understood; its id."""
    id = new_id()
    file = LetterFile(no=1, name="panjang.pdf", sha256="0" * 64, size=1, kind="application/pdf", pages=PAGES)
    letter = Letter(id=id, files=[file], unit=UNIT, stage="understood", added_at=now(), grants=[f"unit:{UNIT}"])
    pages = [_page(id, number, text) for number, text in enumerate(corpus.texts(PAGES), 1)]
    text, starts = joined(pages)
    kept = LetterText(id=id, text=text, pages=starts, tokens=tokens.pack(text), analysis=tokens.VERSION)
    house.store.commit(Changes.of(letter, kept) + Changes(puts=tuple(PutRow(Page, page) for page in pages)))
    return id


def _page(letter: str, number: int, text: str) -> dict[str, object]:
    words, at = [], 0
    for place, word in enumerate(text.split()):
        x, y = 100 + place % 10 * 100, 100 + place // 10 * 50
        words.append([at, at + len(word), x, y, x + 90, y + 30, 90])
        at += len(word) + 1
    row = Page(id=Page.key(letter, 1, number), letter=letter, file=1, page=number, width=1240, height=1754, text=text)
    return row.packed() | {"words": words, "source": "ocr"}


def cases(served: Served, id: str, corpus: Corpus) -> dict[str, dict[str, float]]:
    """Its pages one by one, then hits of frequent words."""
    pages = [f"?page={1 + 7 * number % PAGES}" for number in range(RUNS + WARM)]
    hits = [f"?q={quote(corpus.frequent())}&hit={1 + number}" for number in range(RUNS + WARM)]
    return {"long_letter": _asked(served, id, pages), "long_letter_hits": _asked(served, id, hits)}


def _asked(served: Served, id: str, addresses: list[str]) -> dict[str, float]:
    times = []
    for address in addresses:
        began = perf_counter()
        status, _, _ = served.ask("GET", f"/letters/{id}{address}")
        times.append(perf_counter() - began)
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")
    times = sorted(times[WARM:])
    return {"p50_ms": round(times[len(times) // 2] * 1000, 1), "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1)}
