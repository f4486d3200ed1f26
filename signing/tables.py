"""Tables of contents (cross references) that were added behind a signature: whether every reader finds by them the
same objects, and none that was signed in another place.

A table that is slightly wrong is read by one program so and by another so, and an object that no table lists is
found by those that repair. What is honestly added has neither, so both are changes like any other.

Sources: ISO 32000-2, 7.5.4 to 7.5.8; Mladenov and others, "1 Trillion Dollar Refund" (2019), and Mainka and others,
"Shadow Attacks" (2021), on incremental saving."""

import re
from collections.abc import Mapping, Sequence

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.xref import (
    ObjStreamRef,
    XRefEntry,
    XRefSectionMetaInfo,
    XRefType,
    parse_xref_stream,
    parse_xref_table,
    read_object_header,
)

GAP = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])"
OBJECT = re.compile(rb"(?<!\d)(\d+)%b+(\d+)%b*obj" % (GAP, GAP))
"""The head of an object, wherever a reader would look for one: comments and missing spaces put nobody off."""
BLANKS = re.compile(rb"[\0\t\n\f\r ]*")
HIGHEST_GENERATION = 65535
HIGHEST_NUMBER = 8_388_607
"""Above it readers give up, each in its own way (ISO 32000-1, annex C)."""


def told_apart(reader: PdfFileReader, signed: int, pdf: bytes, end: int) -> bool:
    """Whether what was added behind a signature can be read in two ways. `signed`: its revision; `end`: of the bytes
    that it covers. Raises whatever the library does for what cannot be taken apart."""
    old, newest = (reader.get_historical_resolver(one) for one in (signed, reader.xrefs.total_revisions - 1))
    later = range(signed + 1, newest.revision + 1)
    tables = [reader.xrefs.get_xref_container_info(one) for one in later]
    size, taken = reader.xrefs.get_xref_container_info(signed).size, _taken(old)
    try:
        entries = [entry for table in tables for entry in _entries(reader, pdf, table)]
    except (ValueError, PdfError):
        return True
    if any(table.size < size for table in tables) or any(reader.xrefs.get_xref_data(one).hybrid for one in later):
        return True
    if any(one.idnum in taken and one.idnum >= size for one in entries) or _lock(old) != _lock(newest):
        return True
    listed = {_start(pdf, one.location) for one in entries if isinstance(one.location, int)}
    listed |= {_start(pdf, table.start_location) for table in tables}
    stray = any(found.start() not in listed for found in OBJECT.finditer(pdf, end))
    places = [one.location for one in entries if isinstance(one.location, ObjStreamRef)]
    packed = {number: _packed(reader, number) for number in {place.obj_stream_id for place in places}}
    return stray or not all(_lies_there(packed, pdf, one) for one in entries)


def _taken(old: HistoricalResolver) -> set[int]:
    """Numbers of objects that the signed file has, or speaks of without having them: whoever adds one of the latter
    fills a hole that was left for it."""
    has = (ref for revision in range(old.revision + 1) for ref in old.reader.xrefs.explicit_refs_in_revision(revision))
    return {ref.idnum for ref in (*has, *old.collect_dependencies(old.trailer_view))}


def _entries(reader: PdfFileReader, pdf: bytes, table: XRefSectionMetaInfo) -> list[XRefEntry]:
    """Of one table, read strictly. Raises ValueError and PdfError for one in which there is anything wrong."""
    stream, place = reader.stream, _start(pdf, table.declared_startxref)
    stream.seek(table.start_location)
    if table.stream_ref is None:
        entries, known = list(parse_xref_table(stream, strict=True)), pdf.startswith(b"xref", place)
    else:
        idnum, generation = read_object_header(stream, strict=True)
        packed = generic.StreamObject.read_from_stream(stream, generic.Reference(idnum, generation, reader))
        entries = list(parse_xref_stream(packed, strict=True))
        index = list(packed.get("/Index", [0, packed["/Size"]]))
        known = len(entries) == sum(map(int, index[1::2])) and OBJECT.match(pdf, place) is not None
    entries = [one for one in entries if one.idnum]
    numbers = {one.idnum for one in entries}
    high = any(one.generation > HIGHEST_GENERATION or one.idnum > HIGHEST_NUMBER for one in entries)
    if not known or high or len(numbers) < len(entries):
        raise ValueError("a table that lists what nobody knows, or the same object twice")
    return entries


def _lies_there(packed: Mapping[int, Sequence[int]], pdf: bytes, entry: XRefEntry) -> bool:
    """Whether an object is where the table says it is. `packed`: numbers of objects by the stream that holds them."""
    if entry.xref_type == XRefType.FREE:
        return True
    if isinstance(entry.location, ObjStreamRef):
        numbers, place = packed[entry.location.obj_stream_id], entry.location.ix_in_stream
        return place < len(numbers) and numbers[place] == entry.idnum
    found = OBJECT.match(pdf, _start(pdf, entry.location or 0))
    return found is not None and (int(found[1]), int(found[2])) == (entry.idnum, entry.generation)


def _packed(reader: PdfFileReader, number: int) -> Sequence[int]:
    """The numbers of the objects in an object stream, in their order; none where one is there twice."""
    stream = reader.get_object(generic.Reference(number, 0, reader))
    head = stream.read_data(DecodePurpose.OBJECT_STREAM)[: int(stream["/First"])].split()
    numbers = [int(part) for part in head[: 2 * int(stream["/N"]) : 2]]
    return numbers if len(set(numbers)) == len(numbers) else ()


def _start(pdf: bytes, place: int) -> int:
    """Of what is there, behind blanks."""
    blanks = BLANKS.match(pdf, place)
    return blanks.end() if blanks else place


def _lock(resolver: HistoricalResolver) -> object:
    """How the file is encrypted, if it is: whoever adds that makes readers see other contents in the same bytes."""
    try:
        return resolver.trailer_view.raw_get("/Encrypt")
    except KeyError:
        return None
