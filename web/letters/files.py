"""The files of a letter in words: what kind each is, how large, what part of the letter."""

from flask_babel import format_decimal
from flask_babel import gettext as _

from paper import kinds

IN_SHORT = {
    kinds.PDF: "PDF",
    kinds.TIFF: "TIFF",
    kinds.JPEG: "JPEG",
    kinds.PNG: "PNG",
    kinds.WEBP: "WebP",
    kinds.HEIC: "HEIC",
}
STEP = 1024


def kind_said(kind: str) -> str:
    said = {kinds.DOCX: _("Word document"), kinds.ODT: _("OpenDocument text"), kinds.MAIL: _("E-mail")}
    return str(IN_SHORT.get(kind) or said.get(kind) or kind)


def part_said(part: str) -> str:
    return str({"body": _("Letter"), "enclosure": _("Enclosure"), "rescan": _("Better scan")}[part])


def size_said(size: int) -> str:
    """12 B, 3,4 KB, 1,2 MB."""
    value, unit = float(size), "B"
    for larger in ("KB", "MB", "GB"):
        if value < STEP:
            break
        value, unit = value / STEP, larger
    return f"{format_decimal(value, format='#,##0' if unit == 'B' or value >= 10 else '#,##0.#')} {unit}"
