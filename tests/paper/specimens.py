"""Copies of every sort with what is said on each, for readers and validators that are not ours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.copies import leaf_of
from ingest.reading import read_page
from paper import kinds, render
from paper.copy import make
from paper.lines import Leaf
from paper.plan import Made, Plan, Sheet, Source
from paper.settings import Settings
from samples.make import make as make_letters
from tests import files, pages
from tests.paper.copying import copied, leaf

WIDE, HIGH = 1240, 1754
"""Pixels of A4 at 150 dpi."""


@dataclass(frozen=True)
class Specimen:
    """`original`: the file that the copy at `path` was made of; without `leaves` it stayed as it is."""

    path: Path
    original: Path
    made: Made
    leaves: Sequence[Leaf]


Make = Callable[[Path], Specimen]


def _page(content: Callable[[], bytes], *, rotation: int = 0, slope: float = 0.0) -> Make:
    """A copy of one page, turned, that says the same lines whatever it shows."""

    def made(folder: Path) -> Specimen:
        path = files.written(folder, "original", content())
        size = render.served_size(path, str(kinds.kind_of(path)), 1)
        said = leaf(size[::-1] if rotation % 180 else size, slope=slope)
        return Specimen(
            folder / "copy.pdf", path, copied(path, folder / "copy.pdf", rotation=rotation, said=said), [said]
        )

    return made


def _scan(mode: str, form: str, **options: object) -> Callable[[], bytes]:
    return lambda: pages.file(form, pages.page(mode, (WIDE, HIGH)), **options)


def _letter(number: int, mode: str, form: str, **options: object) -> Make:
    """A letter with the words of its own text, as a scan of itself."""

    def made(folder: Path) -> Specimen:
        source = make_letters(folder, number + 1, 11)[number]
        read = read_page(source, kinds.PDF, 1)
        picture = render.page_picture(source, kinds.PDF, 1).convert(mode)
        path = files.written(folder, "scan", pages.file(form, picture, **options))
        said = leaf_of(read, 1)
        return Specimen(folder / "copy.pdf", path, copied(path, folder / "copy.pdf", said=said), [said])

    return made


def _digital(content: Callable[[], bytes]) -> Make:
    """A copy of a PDF with text of its own."""

    def made(folder: Path) -> Specimen:
        path = files.written(folder, "surat.pdf", content())
        said = leaf(render.served_size(path, kinds.PDF, 1))
        source = Source(path.name, path, kinds.PDF, path, kinds.PDF, lettered=True, digital=True)
        copy = make(Plan("Surat", "id", [source], [Sheet(0, 1, 0, said)]), folder / "copy.pdf", Settings())
        return Specimen(folder / "copy.pdf", path, copy, [] if copy.level == "2b" else [said])

    return made


def _several(folder: Path) -> Specimen:
    """Two files, one of them a text with pages of its own, which is attached."""
    scan = files.written(folder, "a.jpg", pages.file("JPEG", pages.page("RGB", (WIDE, HIGH))))
    text = files.written(folder, "b.pdf", files.pdf(pages=2))
    sources = [
        Source("a.jpg", scan, kinds.JPEG, scan, kinds.JPEG),
        Source("b.pdf", text, kinds.PDF, text, kinds.PDF, lettered=True),
    ]
    said = [leaf((WIDE, HIGH), ((f"lembar{number}", "dari", "tiga"),), number=number) for number in (1, 2, 3)]
    sheets = [Sheet(0, 1, 0, said[0]), Sheet(1, 2, 0, said[1]), Sheet(1, 1, 90, said[2])]
    made = make(Plan("Berkas", "id", sources, sheets), folder / "copy.pdf", Settings())
    return Specimen(folder / "copy.pdf", scan, made, said)


SPECIMENS: dict[str, Make] = {
    "JPEG in colour": _page(_scan("RGB", "JPEG")),
    "JPEG, progressive": _page(_scan("L", "JPEG", progressive=True)),
    "JPEG as a camera lay": _page(lambda: pages.turned("JPEG", 6)),
    "JPEG, turned": _page(_scan("L", "JPEG"), rotation=90),
    "G4": _page(_scan("1", "TIFF", compression="group4", tiffinfo={278: HIGH})),
    "G4 in strips": _page(_scan("1", "TIFF", compression="group4")),
    "G4, made": _page(_scan("1", "PNG")),
    "PNG": _page(_scan("RGB", "PNG")),
    "TIFF in strips of JPEG": _page(_scan("RGB", "TIFF", compression="jpeg")),
    "WebP": _page(_scan("RGB", "WEBP")),
    "HEIC": _page(pages.heic),
    "JBIG2 in a PDF": _page(lambda: pages.pdf_of_bits("JBIG2Decode", pages.jbig2())),
    "G4 in a PDF": _page(lambda: pages.pdf_of_bits("CCITTFaxDecode", pages.g4(), K=-1, Columns=240, Rows=320)),
    "JPEG in a PDF that is turned": _page(
        lambda: pages.pdf(scan=pages.file("JPEG", pages.page("L")), rotate=90), rotation=180
    ),
    "PDF that has to be drawn": _page(files.pdf),
    "falling lines": _page(_scan("L", "JPEG"), slope=0.03),
    "lines far askew": _page(_scan("L", "JPEG"), slope=-0.12),
    "a letter in colour": _letter(0, "RGB", "JPEG"),
    "a letter in gray": _letter(1, "L", "JPEG"),
    "a letter in black and white": _letter(2, "1", "TIFF", compression="group4"),
    "several files": _several,
    "born digital, as it is": _digital(pages.pdf),
    "born digital, its fonts elsewhere": _digital(files.pdf),
}
"""By what is copied."""
LETTERS = [name for name in SPECIMENS if name.startswith("a letter")]
SAID = [name for name in SPECIMENS if name != "born digital, as it is"]
"""Those on which words are said."""
