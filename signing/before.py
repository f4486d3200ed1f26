"""What stands in a PDF before it is signed: its fields, its signatures, and what forbids another one."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.pdf_embedded import read_certification_data

from signing.signer import CannotBeSigned, Locked, NoField, Wish

MOST_SIGNATURES = 100
"""A PDF with more is not signed again; no letter has so many, and each costs time."""
END = b"%%EOF"
NEW = "Signature{}"


@dataclass(frozen=True)
class Before:
    """`field`: the one to be signed; `new`: it has to be made; `signed`: some signature is there already."""

    field: str
    new: bool
    signed: bool


def looked_at(pdf: bytes, wish: Wish) -> Before:
    """Raises CannotBeSigned, Locked, NoField."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=True)
        if reader.encrypted:
            raise CannotBeSigned(why="it is encrypted")
        if reader.xrefs.hybrid_xrefs_present:
            raise CannotBeSigned(why="it has two tables of contents that may differ (a hybrid file)")
        if pdf[pdf.rindex(END) + len(END) :].strip():
            raise CannotBeSigned(why="there is something behind its end")
        return _found(reader, wish)
    except (CannotBeSigned, Locked, NoField):
        raise
    except Exception as error:  # whatever it is that a parser meets in a broken file
        raise CannotBeSigned(why="it is damaged, or no PDF") from error


def _found(reader: PdfFileReader, wish: Wish) -> Before:
    fields = {str(name): value is None for name, value, _ in enumerate_sig_fields(reader)}
    if sum(not empty for empty in fields.values()) > MOST_SIGNATURES:
        raise CannotBeSigned(why=f"it has more than {MOST_SIGNATURES} signatures")
    name = _chosen(fields, wish)
    signatures = list(_signatures(reader))
    for one in signatures:
        closed = one.docmdp_level == MDPPerm.NO_CHANGES
        if closed or (one.fieldmdp is not None and one.fieldmdp.is_locked(name)):
            raise Locked(field=one.field_name)
    new = name not in fields
    if new and wish.stamp and read_certification_data(reader) is not None:
        raise CannotBeSigned(why="it is certified, and no field was left for a visible signature")
    return Before(name, new, bool(signatures))


def _signatures(reader: PdfFileReader) -> Iterator[EmbeddedPdfSignature]:
    """Those of people; archive timestamps lock nothing."""
    return (one for one in reader.embedded_signatures if one.sig_object_type == "/Sig")


def _chosen(fields: dict[str, bool], wish: Wish) -> str:
    """The name of the field to be signed: the one wished for, else the only empty one, else a new one."""
    empty = [name for name, is_empty in fields.items() if is_empty]
    if wish.field is not None:
        if wish.field in empty or (wish.field not in fields and not empty):
            return wish.field
        raise NoField(field=wish.field, known=", ".join(empty) or "-")
    if len(empty) > 1:
        raise NoField(field="(without a name)", known=", ".join(empty))
    return empty[0] if empty else next(name for n in range(1, 999) if (name := NEW.format(n)) not in fields)
