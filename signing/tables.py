"""Tables of contents (cross references) that were added behind a signature: whether every reader finds by them the
same objects, and none that was signed in another place.

A table that is slightly wrong is read by one program so and by another so, and an object that no table lists is
found by those that repair. What is honestly added has neither, so both are changes like any other.

Sources: ISO 32000-2, 7.5.4 to 7.5.8; Mladenov and others, "1 Trillion Dollar Refund" (2019), and Mainka and others,
"Shadow Attacks" (2021), on incremental saving."""

import re
from collections.abc import Iterator

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
    old = reader.get_historical_resolver(signed)
    size = reader.xrefs.get_xref_container_info(signed).size
    taken = _taken(old)
    listed: set[int] = set()
    for revision in range(signed + 1, reader.xrefs.total_revisions):
        about = reader.xrefs.get_xref_container_info(revision)
        if about.size < size or reader.xrefs.get_xref_data(revision).hybrid is not None:
            return True
        try:
            entries = _entries(reader, about)
        except (ValueError, PdfError):
            return True
        numbers = [one.idnum for one in entries]
        if len(set(numbers)) < len(numbers) or any(number in taken and number >= size for number in numbers):
            return True
        if not all(_lies_there(reader, pdf, one) for one in entries if one.idnum):
            return True
        listed |= {_start(pdf, one.location) for one in entries if isinstance(one.location, int)}
        listed.add(_start(pdf, about.start_location))
    if _lock(old) != _lock(reader.get_historical_resolver(reader.xrefs.total_revisions - 1)):
        return True
    return any(found.start() not in listed for found in OBJECT.finditer(pdf, end))


def _taken(old: HistoricalResolver) -> set[int]:
    """Numbers of objects that the signed file has, or speaks of without having them: whoever adds one of the latter
    fills a hole that was left for it."""
    has = (ref for revision in range(old.revision + 1) for ref in old.reader.xrefs.explicit_refs_in_revision(revision))
    return {ref.idnum for ref in (*has, *old.collect_dependencies(old.trailer_view))}


def _entries(reader: PdfFileReader, about: XRefSectionMetaInfo) -> list[XRefEntry]:
    """Of one table, read strictly. Raises ValueError for one that holds anything but entries."""
    stream = reader.stream
    stream.seek(about.start_location)
    if about.stream_ref is None:
        entries = list(parse_xref_table(stream, strict=True))
    else:
        head = generic.Reference(*read_object_header(stream, strict=True), reader)
        table = generic.StreamObject.read_from_stream(stream, head)
        entries = list(parse_xref_stream(table, strict=True))
        index = table.get("/Index", [0, table["/Size"]])
        if len(entries) != sum(int(count) for count in list(index)[1::2]):
            raise ValueError("a table of contents with entries of a kind that nobody knows")
    if any(one.generation > HIGHEST_GENERATION or one.idnum > HIGHEST_NUMBER for one in entries):
        raise ValueError("a table of contents with a number that is too high")
    return entries


def _lies_there(reader: PdfFileReader, pdf: bytes, entry: XRefEntry) -> bool:
    """Whether an object is where the table says it is."""
    if entry.xref_type == XRefType.FREE:
        return True
    if isinstance(entry.location, ObjStreamRef):
        numbers = list(_packed(reader, entry.location.obj_stream_id))
        place = entry.location.ix_in_stream
        return numbers.count(entry.idnum) == 1 and place < len(numbers) and numbers[place] == entry.idnum
    found = OBJECT.match(pdf, _start(pdf, entry.location or 0))
    return found is not None and (int(found[1]), int(found[2])) == (entry.idnum, entry.generation)


def _packed(reader: PdfFileReader, number: int) -> Iterator[int]:
    """The numbers of the objects in an object stream, in their order."""
    stream = reader.get_object(generic.Reference(number, 0, reader))
    head = stream.read_data(DecodePurpose.OBJECT_STREAM)[: int(stream["/First"])].split()
    return (int(part) for part in head[: 2 * int(stream["/N"]) : 2])


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
