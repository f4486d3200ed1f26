"""Copies written as PDF/A: pages of pictures with invisible text, and PDFs that become PDF/A as they are.

Each is checked by pikepdf's validator as it was written. That one knows level B alone; level U, which our pages have
too, is B with a meaning for every letter, and is declared: the sentence about that is the one finding that is left out.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pikepdf
import pikepdf.pdfa
from pikepdf import Array, Dictionary, Name, Stream, String

from paper.errors import Damaged, Locked
from paper.glyphs import ASCENT, DESCENT, WIDTH, Alphabet, font_file
from paper.matrix import Matrix, written
from paper.plan import FONT
from paper.scan import Coded

SHELF = 64 << 20
"""Bytes of pictures that are held in memory; a long letter has more, which go to the disk before it is written."""
LEVEL_U = "6.6.4-3"
"""The rule about the declared level, ISO 19005-2 6.6.4."""
SIGNATURES = ("/Sig", "/DocTimeStamp")
MOST_FIELDS = 10_000
"""Of a form that are looked at: some are their own children."""
Picture = Coded | Any
"""One made of an image file, or the image object of an opened PDF."""


class NotArchivable(Exception):
    """It did not become PDF/A: why, in the validator's words."""


class Composed:
    """A document made page by page; `folder` holds what does not fit the memory, and outlives it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.alphabet = Alphabet()
        self._pdf = stack.enter_context(pikepdf.new())
        self._folder, self._stack = folder, stack
        self._font = self._pdf.make_indirect(Dictionary(Type=Name.Font))
        self._waiting: list[tuple[tuple[Any, str], Coded]] = []
        self._shelves = 0

    def add(self, size: tuple[float, float], pictures: Sequence[tuple[Picture, Matrix]], text: bytes) -> None:
        """A page of `size` points."""
        shown = [f"q 0 g {written(matrix)} /I{number} Do Q" for number, (_, matrix) in enumerate(pictures)]
        places = self._pdf.make_indirect(Dictionary())
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, round(size[0], 3), round(size[1], 3)]),
            Resources=Dictionary(XObject=places, Font=Dictionary(F=self._font)),
            Contents=self._pdf.make_stream("\n".join(shown).encode("ascii") + b"\n" + text),
        )
        self._pdf.pages.append(pikepdf.Page(self._pdf.make_indirect(page)))
        for number, (picture, _) in enumerate(pictures):
            if isinstance(picture, Coded):
                self._waiting.append(((places, f"/I{number}"), picture))
            else:
                places[f"/I{number}"] = self._pdf.copy_foreign(picture)
        if sum(len(coded.data) for _, coded in self._waiting) > SHELF:
            self._put_aside()

    def save(self, to: Path, title: str, language: str, attached: Sequence[tuple[str, str, Path]]) -> None:
        """Written and checked; `attached`: names, media types and places of originals. Raises NotArchivable."""
        for (places, name), coded in self._waiting:
            places[name] = _image(self._pdf, coded)
        self._waiting = []
        _fill_font(self._pdf, self._font, self.alphabet)
        for name, kind, path in attached:
            spec = pikepdf.AttachedFileSpec(
                self._pdf, path.read_bytes(), filename=name, mime_type=kind, relationship=Name.Source
            )
            self._pdf.attachments[name] = spec
        _describe(self._pdf, title, language)
        part = "3" if attached else "2"
        pikepdf.pdfa.prepare(self._pdf, f"{part}b")
        with self._pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["pdfaid:conformance"] = "U"
        self._pdf.save(to, **pikepdf.pdfa.resolve_save_kwargs(f"{part}b"))
        report = pikepdf.pdfa.validate_written(to, f"{part}b")
        _demand([one for one in report.findings if not one.rule.endswith(LEVEL_U)])

    def _put_aside(self) -> None:
        """What waits goes into a file, from which it is read when the document is written."""
        self._shelves += 1
        shelf = self._folder / f"{self._shelves}.pdf"
        with pikepdf.new() as pdf:
            pdf.Root.Kept = Array([_image(pdf, coded) for _, coded in self._waiting])
            pdf.save(shelf)
        kept = self._stack.enter_context(pikepdf.open(shelf)).Root.Kept
        for ((places, name), _), image in zip(self._waiting, kept, strict=True):
            places[name] = self._pdf.copy_foreign(image)
        self._waiting = []


def opened(path: Path) -> pikepdf.Pdf:
    """Raises Locked, Damaged."""
    try:
        return pikepdf.open(path)
    except pikepdf.PasswordError as error:
        raise Locked() from error
    except pikepdf.PdfError as error:
        raise Damaged() from error


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether a signature stands in it: a field of a form that has one, or rights that are signed."""
    form = pdf.Root.get("/AcroForm")
    waiting = list(form.get("/Fields", ())) if isinstance(form, Dictionary) else []
    for _ in range(MOST_FIELDS):
        if not waiting:
            break
        field = waiting.pop()
        if isinstance(field, Dictionary):
            value = field.get("/V")
            if isinstance(value, Dictionary) and ("/ByteRange" in value or str(value.get("/Type")) in SIGNATURES):
                return True
            waiting += list(field.get("/Kids", ()))
    return "/Perms" in pdf.Root


def archived(pdf: pikepdf.Pdf, to: Path, title: str, language: str) -> None:
    """An opened PDF as PDF/A-2b, its pages as they are. Raises NotArchivable."""
    if "/Lang" not in pdf.Root and language:
        pdf.Root.Lang = String(language)
    if not str(pdf.docinfo.get("/Title", "")).strip():
        pdf.docinfo["/Title"] = title
    try:
        pikepdf.pdfa.save(pdf, to, "2b")
    except pikepdf.pdfa.PdfaError as error:
        _demand(error.report.findings)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise NotArchivable(type(error).__name__) from error


def _demand(findings: Sequence[Any]) -> None:
    if findings:
        raise NotArchivable("; ".join(sorted({one.message for one in findings})[:3]))


def _image(pdf: pikepdf.Pdf, coded: Coded) -> Any:
    entries = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=coded.size[0],
        Height=coded.size[1],
        BitsPerComponent=coded.bits,
        ColorSpace=Name(f"/{coded.space}"),
        Filter=Name(f"/{coded.filter}"),
    )
    if coded.parms:
        entries.DecodeParms = Dictionary({f"/{name}": value for name, value in coded.parms.items()})
    return pdf.make_indirect(Stream(pdf, coded.data, entries))


def _fill_font(pdf: pikepdf.Pdf, font: Any, alphabet: Alphabet) -> None:
    """The font object that all pages name, once all characters are known."""
    name, program = Name(f"/{FONT}"), pdf.make_stream(font_file(), Length1=len(font_file()))
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([0, DESCENT, WIDTH, ASCENT]),
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=ASCENT,
        StemV=80,
        FontFile2=program,
    )
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=pdf.make_stream(alphabet.glyphs()),
        DW=WIDTH,
        FontDescriptor=pdf.make_indirect(described),
    )
    font.Subtype, font.BaseFont, font.Encoding = Name.Type0, name, Name("/Identity-H")
    font.DescendantFonts = Array([pdf.make_indirect(letters)])
    font.ToUnicode = pdf.make_stream(alphabet.to_unicode())


def _describe(pdf: pikepdf.Pdf, title: str, language: str) -> None:
    if language:
        pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"], pdf.docinfo["/Producer"] = title, "Lontar"
