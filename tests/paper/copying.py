"""Copies made on the spot, and what readers find in them."""

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from PIL import Image

from paper import render
from paper.copy import make
from paper.kinds import kind_of
from paper.lines import Leaf, Line, Piece
from paper.plan import Made, Plan, Sheet, Source
from paper.settings import Settings
from schemas.page import Box
from tests import files

LINES = (
    ("PEMERINTAH", "KABUPATEN", "SUKAMAJU"),
    ("Nomor", ":", "005/127/DPU/2019"),
    ("Dengan", "hormat", "kami", "sampaikan", "bahwa", "jem-"),
    ("batan", "di", "desa", "itu", "rusak,", "Naïve", "“gantung”", "漢", "𝕊"),
    ("a", "b", "c", "d"),
)
"""With a hyphen at a line's end, words of one letter, and characters from everywhere."""


def leaf(size: tuple[int, int], lines: Sequence[Sequence[str]] = LINES, *, slope: float = 0.0, number: int = 1) -> Leaf:
    """A page of lines that fill it, falling by `slope`: each word as wide as its letters."""
    width, height = size
    tall = height / (2 * len(lines) + 2)
    placed: list[Line] = []
    for row, words in enumerate(lines):
        letter = 0.9 * width / sum(len(word) + 1 for word in words)
        letter = min(letter, 0.6 * tall)
        at, top, line = 0.05 * width, (2 * row + 1) * tall, []
        for word in words:
            down = slope * at
            box = (at, top + down, at + letter * len(word), top + down + 0.8 * tall)
            line.append(Piece(word, _whole(box), 90.0))
            at += letter * (len(word) + 1)
        placed.append(tuple(line))
    return Leaf(number, "a", width, height, "id", "", (tuple(placed),))


def _whole(box: tuple[float, float, float, float]) -> Box:
    x0, y0, x1, y1 = (round(one) for one in box)
    return x0, y0, x1, y1


def copied(path: Path, to: Path, *, rotation: int = 0, said: Leaf | None = None) -> Made:
    """A copy of the first page of a file, turned, with what is said on it, else with nothing."""
    kind = str(kind_of(path))
    size = render.served_size(path, kind, 1)
    shown = size[::-1] if rotation % 180 else size
    said = said or Leaf(1, path.name, *shown, "id", "", ())
    plan = Plan("Surat", "id", [Source(path.name, path, kind, path, kind)], [Sheet(0, 1, rotation, said)])
    return make(plan, to, Settings())


def picture(path: Path, dpi: float = 72.0, page: int = 0) -> Image.Image:
    """A page as PDFium draws it."""
    with pdfium.PdfDocument(path) as document:
        found: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return found


def by_poppler(path: Path) -> list[str]:
    """The words in the order of the page's content. (Poppler's own order is a guess of it.)"""
    done = subprocess.run(["pdftotext", "-raw", path, "-"], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.split()


def by_pdfium(path: Path) -> list[str]:
    """The words; a hyphen at a line's end it joins with the next line."""
    with pdfium.PdfDocument(path) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return text.replace("\ufffe", "-\n").split()


def words(leaves: Sequence[Leaf]) -> list[str]:
    return [piece.text for said in leaves for line in said.lines for piece in line]


def streams(path: Path) -> list[tuple[str, bytes]]:
    """The pictures of a PDF: coding and bytes."""
    with pikepdf.open(path) as document:
        found = [thing for page in document.pages for thing in page.Resources.XObject.values()]
        return [(str(one.Filter), one.read_raw_bytes()) for one in found if one.Subtype == pikepdf.Name.Image]


def signed(content: bytes) -> bytes:
    """A form with a signature in it. (Nobody looks whether it is a good one.)"""
    with pikepdf.open(io.BytesIO(content)) as document:
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=pikepdf.String(b"\0" * 8))
        child = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=value))
        field = document.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), Kids=pikepdf.Array([child])))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        return files.saved(document)


def unsigned(content: bytes) -> bytes:
    """A field for a signature that nobody has signed."""
    with pikepdf.open(io.BytesIO(content)) as document:
        field = document.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), FT=pikepdf.Name.Sig))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        return files.saved(document)
