"""A copy of a .docx or .odt in which today's date and the name of a file stay as they were saved.

A program that opens a document works such fields out anew: an old letter would be dated today.
"""

import re
import struct
import zipfile
import zlib
from pathlib import Path

from paper.errors import NotPrinted

MOST_UNPACKED = 512 << 20
"""Bytes of all parts; the pictures of a letter are packed already, and no letter is so long."""
WORD = re.compile(rb'(<w:instrText\b[^>]*>\s*|\bw:instr="\s*)(?:DATE|TIME|FILENAME)\b')
"""The name of a field, ECMA-376 part 1, 17.16.5, where its code begins."""
OPEN = re.compile(rb"<(text:(?:date|time|file-name))(?=[\s/>])([^>]*)>")
"""OpenDocument 1.3 part 3, 7.3; its attribute text:fixed is in 19.821."""
FIXED = re.compile(rb'\stext:fixed="[^"]*"')
FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError
)  # fmt: skip
"""What a broken archive raises; one with a password, too."""


def freeze(path: Path, to: Path) -> None:
    """The document at `path`, copied. Raises NotPrinted."""
    try:
        with zipfile.ZipFile(path) as document, zipfile.ZipFile(to, "w") as copy:
            parts = document.infolist()
            # No part gives out more than it says it has.
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotPrinted(why="too large once unpacked")
            for part in parts:
                content = document.read(part)
                copy.writestr(part.filename, frozen(content) if part.filename.endswith(".xml") else content)
    except FAULTS as error:
        raise NotPrinted(why="broken archive") from error


def frozen(xml: bytes) -> bytes:
    # What a quotation says is what stands there; OpenDocument has a word for it.
    return OPEN.sub(
        lambda one: b'<%s text:fixed="true"%s>' % (one[1], FIXED.sub(b"", one[2])), WORD.sub(rb"\1QUOTE", xml)
    )
