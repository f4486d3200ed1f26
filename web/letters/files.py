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


def kind_said(kind: str) -> str:
    said = {kinds.DOCX: _("Word document"), kinds.ODT: _("OpenDocument text"), kinds.MAIL: _("E-mail")}
    return str(IN_SHORT.get(kind) or said.get(kind) or kind)


def part_said(part: str) -> str:
    return str({"body": _("Letter"), "enclosure": _("Enclosure"), "rescan": _("Better scan")}[part])


def size_said(size: int) -> str:
    """In Indonesian 12 B, 3,4 KB, 1,2 MB."""
    units = (_("%(number)s B"), _("%(number)s KB"), _("%(number)s MB"), _("%(number)s GB"))
    power = min(max(size.bit_length() - 1, 0) // 10, len(units) - 1)
    value = size / 1024**power
    return str(units[power] % {"number": format_decimal(value, format="#,##0.#" if power and value < 10 else "#,##0")})
