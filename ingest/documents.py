"""The text of what has no page image: .docx, .odt and mail."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from xml.sax import SAXException

from ingest import mail
from ingest.compose import MOST_TEXT
from ingest.errors import BrokenText, TooMuchText
from ingest.xml_text import Marks, lines_of
from paper.errors import Locked
from paper.kinds import DOCX, MAIL, ODT

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    SAXException,
    ElementTree.ParseError,
    KeyError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
"""What a broken archive or a broken part raises; a part packed in a strange way, or with a password, too."""
WORD = Marks(
    paragraphs=frozenset({"p"}),
    row="tr",
    cell="tc",
    text=frozenset({"t"}),
    # What was taken away is still there; moved text stands there twice, and so does a text box, for older programs.
    silent=frozenset({"del", "moveFrom", "Fallback"}),
    signs={"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
)
"""WordprocessingML, ECMA-376 part 1 chapter 17."""
OPEN = Marks(
    paragraphs=frozenset({"p", "h"}),
    row="table-row",
    cell="table-cell",
    silent=frozenset({"tracked-changes", "annotation", "note-citation", "svg:title", "svg:desc", "forms"}),
    signs={"s": " ", "tab": "\t", "line-break": "\n"},
)
"""OpenDocument 1.3 part 3."""
HEADERS = replace(OPEN, within=frozenset({"header", "header-left", "header-first"}))
FOOTERS = replace(OPEN, within=frozenset({"footer", "footer-left", "footer-first"}))
BEFORE, BEHIND = ("header",), ("footnotes", "endnotes", "footer")
"""Parts of a .docx around its body, in the order in which they are read."""
_BLANK = re.compile(r"\n{3,}")


def text_of(path: Path, kind: str) -> str:
    """The text: paragraphs as lines, headers first, notes and footers last. Raises BrokenText, Locked, TooMuchText."""
    text = mail.text_of(path) if kind == MAIL else _office(path, kind)
    if len(text) > MOST_TEXT:
        raise TooMuchText(limit=MOST_TEXT)
    lines = (" ".join(line.split()) for line in text.replace("\0", "").replace("\f", "\n").splitlines())
    # Half a character of a broken mail can be kept nowhere.
    return _BLANK.sub("\n\n", "\n".join(lines)).strip().encode("utf-8", "replace").decode()


def _office(path: Path, kind: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return "\n".join({DOCX: _docx, ODT: _odt}[kind](archive))
    except FAULTS as error:
        raise BrokenText() from error


def _docx(archive: zipfile.ZipFile) -> Iterator[str]:
    body = next((part for kind, part in _related(archive, "") if kind == "officeDocument"), "word/document.xml")
    parts = list(_related(archive, body))
    around = {kind: [part for found, part in parts if found == kind] for kind in (*BEFORE, *BEHIND)}
    yield from _once(_lines(archive, part, WORD) for kind in BEFORE for part in around[kind])
    yield from _lines(archive, body, WORD)
    yield from _once(_lines(archive, part, WORD) for kind in BEHIND for part in around[kind])


def _odt(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Locked()
    styles = ["styles.xml"] if "styles.xml" in names else []
    yield from _once(_lines(archive, part, HEADERS) for part in styles)
    yield from _lines(archive, "content.xml", OPEN)
    yield from _once(_lines(archive, part, FOOTERS) for part in styles)


def _lines(archive: zipfile.ZipFile, part: str, marks: Marks) -> list[str]:
    with archive.open(part) as stream:
        return lines_of(stream, marks)


def _once(parts: Iterable[list[str]]) -> Iterator[str]:
    """The lines of parts, of equal ones once: the first page and the others often have the same header."""
    for lines in dict.fromkeys(tuple(lines) for lines in parts):
        yield from lines


def _related(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """Kinds and names of the parts that a part ("": the document) refers to, in the order of the file."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")  # ECMA-376 part 2, 9.3
    if relations not in archive.namelist():
        return
    with archive.open(relations) as stream:
        for _, one in ElementTree.iterparse(stream):  # noqa: S314 - in the sandbox
            if one.tag.endswith("}Relationship") and one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
                yield one.get("Type", "").rpartition("/")[2], target.lstrip("/")
