"""A hundred files of which one is made to take all there is: no worker takes more than it may, 99 are read."""

import io
import os
import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import open_house
from office.access import installation
from schemas.letter import Letter
from schemas.work import Work
from tests import documents, files, pages
from tests.reliability.watching import Peaks

GOOD, FEW = 99, 24
NOTHING = zlib.compress(bytes(10_000))
LIMIT_MB = 1024
"""The default of sandbox_memory_mb, which is what a worker may take."""


def nested_mail(depth: int = 300) -> bytes:
    """A mail in a mail in a mail."""
    outer = "From: a@b.example\nSubject: sarang\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return (outer * depth + "From: a@b.example\nSubject: isi\n\nIsi surat.\n").encode()


def document(body: str, before: str = "") -> bytes:
    """A .docx of this body."""
    text = f'<?xml version="1.0"?>{before}<w:document {documents.SPACES}><w:body>{body}</w:body></w:document>'
    return files.packed(documents.docx_parts("x") | {"word/document.xml": text.encode()})


def laughing_docx() -> bytes:
    """Entities of entities: a billion words in a kilobyte."""
    names = "abcdefghij"
    lines = [f'<!ENTITY {name} "{f"&{last};" * 10}">' for last, name in pairwise(names)]
    return document("<w:p>&j;</w:p>", f'<!DOCTYPE w [<!ENTITY a "ha">{"".join(lines)}]>')


def deep_docx(depth: int = 200_000) -> bytes:
    """Elements in elements."""
    return document("<w:sdt>" * depth + "</w:sdt>" * depth)


def endless_drawing(lines: int = 400_000) -> bytes:
    """A page that draws a line, millions of times."""
    with pikepdf.open(io.BytesIO(files.pdf())) as made:
        made.pages[0].contents_add(made.make_stream(b"0 0 m 600 800 l S\n" * lines))
        return files.saved(made)


def talkative() -> bytes:
    """A page whose text is made for the rules that look for numbers, dates and names."""
    lines = ("Nomor : " + "005/" * 2000, "Jakarta, " + "1 Januari " * 2000, "Yth. " + "Kepala Dinas " * 3000)
    return files.pdf(lines * 4)


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a page that unpacks to 10 GB": ("bom.pdf", files.bomb_pdf),
    "a page that draws itself a million million times": ("tertawa.pdf", pages.laughing_pdf),
    "a page that is drawn for ever": ("lambat.pdf", endless_drawing),
    "100,000 pages": ("panjang.pdf", files.endless_pdf),
    "an archive that unpacks to gigabytes": ("bom.zip", files.zip_bomb),
    "a picture of 3,600 megapixels": ("besar.png", lambda: pages.png(60_000, 60_000, 1, 0, NOTHING)),
    "a TIFF of 3,600 megapixels in 140 bytes": ("besar.tif", lambda: pages.one_strip(60_000, 60_000, NOTHING)),
    "a page with a picture of 900 megapixels": ("gambar.pdf", lambda: pages.image_pdf(30_000, 30_000)),
    "a document of a billion words": ("tawa.docx", laughing_docx),
    "a document 200,000 elements deep": ("dalam.docx", deep_docx),
    "300 mails in one another": ("sarang.eml", nested_mail),
    "text made for those who look for fields": ("banyak.pdf", talkative),
}  # fmt: skip


def _held(folder: Path, kinds: list[str], good: int, **patience: str) -> None:
    settings = load({"LONTAR_HOME": str(folder / "home")} | patience, folder)
    house = open_house(replace(settings, paper=replace(settings.paper, sandbox_memory_mb=LIMIT_MB)))
    sent: dict[str, bytes] = {f"baik-{number}.pdf": files.pdf((f"Surat {number}",)) for number in range(good)}
    for place, kind in enumerate(kinds):  # among the others, not behind them
        name, make = HOSTILE[kind]
        sent = dict([*list(sent.items())[: place * 3], (name, make()), *list(sent.items())[place * 3 :]])
    with Peaks(os.getpid()) as peaks:
        for name, content in sent.items():
            arrive(house, files.written(folder, name, content), name, installation("tests"))
        settle(house, 2)
    letters = {row["files"][0]["name"]: row for row in house.store.every(Letter)}
    unread = [name for name in sent if name.startswith("baik") and letters[name]["stage"] != "understood"]
    states = {row["state"] for row in house.store.every(Work)}
    house.close()
    assert unread == []
    assert states <= {"done", "failed"}  # nothing hangs, nothing is tried for ever
    assert max(peaks.found.values()) <= LIMIT_MB


def test_all_kinds_at_once_and_a_quarter_of_the_others(tmp_path: Path) -> None:
    _held(tmp_path, list(HOSTILE), FEW, LONTAR_PAGE_SECONDS="3", LONTAR_ATTEMPTS="1")


@pytest.mark.full
@pytest.mark.parametrize("kind", HOSTILE)
def test_one_of_each_kind_among_99(tmp_path: Path, kind: str) -> None:
    _held(tmp_path, [kind], GOOD, LONTAR_PAGE_SECONDS="10")
