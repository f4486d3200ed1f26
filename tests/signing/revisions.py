"""Revisions added to a signed PDF, byte by byte or by a library: honest ones, and such as no honest program writes."""

import io
import re
from collections.abc import Callable, Mapping
from functools import cache

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name as name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.files import pdf

EVIL = b"<< /Length 27 >>\nstream\n0 0 0 rg 72 700 400 40 re f\nendstream"
"""Contents of a page: a black bar over a line of the letter."""
CATALOG, PAGES, PAGE, CONTENTS = 1, 2, 3, 4
"""Numbers of the objects of `letter`."""
FREE = 400
"""A number that none of its objects has, and that none speaks of."""
Entry = tuple[int, bytes]


@cache
def letter(*, packed: bool = False, linear: bool = False) -> bytes:
    """One page with a table of contents; `packed`: in streams, as newer programs write it."""
    modes = pikepdf.ObjectStreamMode
    with pikepdf.open(io.BytesIO(pdf())) as document:
        out = io.BytesIO()
        document.save(out, object_stream_mode=modes.generate if packed else modes.disable, linearize=linear)
    return out.getvalue()


def body(data: bytes, number: int) -> bytes:
    """Of the newest object of a number that lies in the open."""
    found: list[bytes] = re.findall(rb"\n%d 0 obj\s*(.*?)\s*endobj" % number, data, re.DOTALL)
    return found[-1]


def place_of(data: bytes) -> int:
    """Of the newest table of contents."""
    return int(data[data.rindex(b"startxref") + 9 :].split()[0])


def size_of(data: bytes) -> int:
    return int(re.findall(rb"/Size (\d+)", data)[-1])


def line(place: int, generation: int = 0, kind: bytes = b"n") -> bytes:
    """An entry of a table of contents."""
    return b"%010d %05d %b \n" % (place, generation, kind)


def appended(
    data: bytes,
    objects: Mapping[int, bytes],
    entries: Callable[[dict[int, int]], list[Entry]] | None = None,
    trailer: bytes = b"",
    **how: int,
) -> bytes:
    """A revision more. `entries`: what the table says, of the places of the objects; `how`: size, generation, previous,
    off (how much the place of the table is said wrong)."""
    out, places = bytearray(data.rstrip(b"\n") + b"\n"), {}
    for number, contents in objects.items():
        places[number] = len(out)
        out += b"%d %d obj\n%b\nendobj\n" % (number, how.get("generation", 0), contents)
    table, lines = len(out), b""
    plain = [(number, line(place, how.get("generation", 0))) for number, place in places.items()]
    for number, text in entries(places) if entries else plain:
        lines += b"%d 1\n%b" % (number, text)
    size = how.get("size", max([size_of(data), *(number + 1 for number in objects)]))
    previous = how.get("previous", place_of(data))
    out += b"xref\n%btrailer\n<< /Size %d /Root 1 0 R /Prev %d %b >>\n" % (lines or b"0 0\n", size, previous, trailer)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % (table + how.get("off", 0))


def streamed(data: bytes, objects: bytes, entries: Callable[[int], list[tuple[int, int, int, int]]]) -> bytes:
    """A revision more, its table a stream. `entries`: number, kind, place and generation (or stream and index), of the
    place of the first of the objects."""
    out = bytearray(data.rstrip(b"\n") + b"\n")
    place = len(out)
    out += objects
    table, number = len(out), 500
    lines = [*entries(place), (number, 1, table, 0)]
    index = b" ".join(b"%d 1" % one[0] for one in lines)
    packed = b"".join(b"%c%b%b" % (one[1], one[2].to_bytes(4), one[3].to_bytes(2)) for one in lines)
    head = b"/Type /XRef /Size 501 /W [1 4 2] /Index [%b] /Root 1 0 R /Prev %d" % (index, place_of(data))
    out += b"%d 0 obj\n<< %b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (number, head, len(packed), packed)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table


def added(data: bytes, change: Callable[[IncrementalPdfFileWriter], object]) -> bytes:
    """A revision more, as pyHanko writes what was done to the file."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def look(writer: IncrementalPdfFileWriter, contents: bytes = b"0 0 400 400 re f") -> generic.IndirectObject:
    """What an annotation shows."""
    stream = generic.StreamObject(
        {name("/Type"): name("/XObject"), name("/Subtype"): name("/Form"), name("/BBox"): box(0, 0, 400, 400)},
        stream_data=contents,
    )
    return writer.add_object(stream)


def box(*sides: int) -> generic.ArrayObject:
    return generic.ArrayObject(map(generic.NumberObject, sides))


def annotated(writer: IncrementalPdfFileWriter, note: generic.IndirectObject) -> None:
    """Something more on the first page."""
    page = writer.root["/Pages"]["/Kids"][0]
    page[name("/Annots")] = generic.ArrayObject([*page.get("/Annots", ()), note])
    writer.update_container(page)


def field(
    writer: IncrementalPdfFileWriter, sides: generic.ArrayObject, *, shows: bool = True, **more: generic.PdfObject
) -> None:
    """An empty field for a signature on the first page. `more`: other entries, such as AA."""
    value = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/Widget"),
            name("/FT"): name("/Sig"),
            name("/T"): generic.pdf_string("Tambahan"),
            name("/F"): generic.NumberObject(4),
            name("/Rect"): sides,
        }
    )
    if shows:
        value[name("/AP")] = generic.DictionaryObject({name("/N"): look(writer)})
    value.update({name(f"/{key}"): entry for key, entry in more.items()})
    own = writer.add_object(value)
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(own)
    writer.update_container(fields)
    annotated(writer, own)
