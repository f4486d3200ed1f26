"""What may be added to a PDF after it was signed, and what was: the one policy by which signatures are judged.

It is pyHanko's standard policy without changes of form fields: those let the appearance of a signed page be exchanged.
Allowed are further signatures, archive timestamps, data that proves certificates, and metadata, added in a way in which
every reader sees the same."""

import re
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffPolicy,
    DiffResult,
    DocInfoRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.additions import Form
from signing.evidence import EvidenceRule
from signing.tables import OBJECT, told_apart

LTA = ModificationLevel.LTA_UPDATES
POLICY: DiffPolicy = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        DocInfoRule().as_qualified(LTA),
        XrefStreamRule().as_qualified(LTA),
        ObjectStreamRule().as_qualified(LTA),
        EvidenceRule().as_qualified(LTA),
        MetadataUpdateRule().as_qualified(LTA),
    ],
    form_rule=Form([SigFieldCreationRule(), SigFieldModificationRule()]),
)
COVERAGE = {SignatureCoverageLevel.ENTIRE_FILE: "file", SignatureCoverageLevel.ENTIRE_REVISION: "revision"}
TOLD = re.compile(rb"<((?:dc:(?:title|creator|description|subject))|pdf:Keywords)\b[^>]*>(.*?)</\1>", re.DOTALL)
TAG = re.compile(rb"<[^>]*>")
OBJECTS = re.compile(rb"%b|xref|trailer" % OBJECT.pattern)
"""What tells objects of a PDF from other bytes: readers that repair files would find them, and show them."""
END = re.compile(rb"startxref\s+\d+\s+%%EOF\s*")
WRITTEN_BY_PROGRAMS = {"/ModDate", "/Producer"}


def coverage_of(signature: EmbeddedPdfSignature, pdf: bytes) -> str:
    """ "file", "revision" (all up to the end of its revision), or "partial". `compute_integrity_info` was called."""
    level = signature.coverage
    return COVERAGE.get(level, "partial") if level and _whole(signature, pdf) else "partial"


def changes_of(signature: EmbeddedPdfSignature, pdf: bytes) -> str:
    """ "none", "permitted" or "suspicious": what was done to the file after the signature."""
    found = signature.diff_result
    if not isinstance(found, DiffResult) or found.modification_level == ModificationLevel.OTHER:
        return "suspicious"
    if not signature.summarise_integrity_info()["docmdp_ok"]:
        return "suspicious"
    if signature.signed_revision + 1 < signature.reader.xrefs.total_revisions:
        end = int(signature.byte_range[2]) + int(signature.byte_range[3])
        return "suspicious" if told_apart(signature.reader, signature.signed_revision, pdf, end) else "permitted"
    return "none" if found.modification_level == ModificationLevel.NONE else "permitted"


def described_otherwise(signature: EmbeddedPdfSignature) -> bool:
    """Whether title, author or other descriptions of the file differ from those that were signed."""
    reader = signature.reader
    if signature.signed_revision + 1 >= reader.xrefs.total_revisions:
        return False
    then = reader.get_historical_resolver(signature.signed_revision)
    return _info(then) != _info(reader) or _metadata(then) != _metadata(reader)


def junk_behind(reader: PdfFileReader, pdf: bytes) -> bytes:
    """Bytes behind the end of the file, which belong to no revision: behind the first end that names the table of the
    newest one, as what was appended may name it once more."""
    table = reader.xrefs.get_startxref_for_revision(reader.xrefs.total_revisions - 1)
    found = re.compile(rb"startxref\s+%d\s+%%%%EOF" % table).search(pdf, table)
    end = found.end() if found else pdf.rfind(b"%%EOF") + len(b"%%EOF")
    return pdf[end:].strip(b"\0\t\n\f\r ")


def without_junk(pdf: bytes) -> bytes:
    """A file up to its end, where there is so much behind that readers do not find it; all of it where that may be
    contents."""
    end = pdf.rfind(b"startxref")
    found = END.match(pdf, max(end, 0))
    return pdf[: found.end()] if found and not OBJECTS.search(pdf, found.end()) else pdf


def _whole(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Whether the signed range leaves out exactly the string that holds the signature, and nothing else."""
    try:
        start, first, second, length = (int(part) for part in signature.byte_range)
    except (TypeError, ValueError):
        return False
    gap = pdf[first:second]
    if start != 0 or first <= 0 or second + length > len(pdf) or gap[:1] != b"<" or gap[-1:] != b">":
        return False
    try:
        return bytes.fromhex(gap[1:-1].decode("ascii")) == signature.pkcs7_content
    except ValueError:
        return False


def _info(resolver: Any) -> dict[str, str]:
    info = resolver.trailer_view.get("/Info", None)
    found = dict(info.get_object()) if info is not None else {}
    return {str(key): str(value) for key, value in found.items() if key not in WRITTEN_BY_PROGRAMS and str(value)}


def _metadata(resolver: Any) -> list[tuple[bytes, bytes]]:
    """What the other description (XMP) tells readers, by name; not when a program touched it."""
    found = resolver.root.get("/Metadata", None)
    data = bytes(found.get_object().data) if found is not None else b""
    return [(name, b" ".join(TAG.sub(b" ", said).split())) for name, said in TOLD.findall(data)]
