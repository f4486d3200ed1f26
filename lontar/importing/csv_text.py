"""CSV as it comes: what it is written in and what stands between its cells is found, and said."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from paper.errors import BadTable, TableTooLarge

MOST_BYTES = 128 << 20
MOST_ROWS, MOST_COLUMNS = 100_100, 256
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
LOOKED = 30
"""Lines from which the delimiter is told."""
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Text:
    """The rows of a CSV file, each with the number of its first line. `encoding`, `delimiter`: as people call them."""

    rows: list[tuple[int, list[str]]]
    encoding: str
    delimiter: str


def read(path: Path) -> Text:
    """Raises BadTable, TableTooLarge."""
    if path.stat().st_size > MOST_BYTES:
        raise TableTooLarge(what=f"{path.stat().st_size >> 20} MiB", most=f"{MOST_BYTES >> 20} MiB")
    text, encoding = decoded(path.read_bytes())
    delimiter = delimiter_of(text)
    csv.field_size_limit(1 << 20)
    rows: list[tuple[int, list[str]]] = []
    reader, begin = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
    try:
        for cells in reader:
            number, begin = begin, reader.line_num + 1
            if len(cells) > MOST_COLUMNS:
                raise TableTooLarge(what=f"{len(cells)} columns", most=f"{MOST_COLUMNS} columns")
            if any(cell.strip() for cell in cells):
                rows.append((number, [cell.strip() for cell in cells]))
            if len(rows) > MOST_ROWS:
                raise TableTooLarge(what=f"more than {MOST_ROWS} rows", most=f"{MOST_ROWS} rows")
    except csv.Error as error:
        raise BadTable(why=f"line {reader.line_num}: {error}") from error
    return Text(rows, encoding, DELIMITERS[delimiter])


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and what it was written in. UTF-8 is told from what it cannot be; a text of Windows reads as CP1252.
    Raises BadTable for what is no text at all."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return _strictly(content, name), "UTF-8" if name == "utf-8-sig" else "UTF-16"
    if wide := _wide(content):
        return _strictly(content, wide), "UTF-16"
    if b"\0" in content[:4096]:
        raise BadTable(why="it is not text")
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "CP1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def _strictly(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise BadTable(why=f"byte {error.start} is no {name.upper()}") from error


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of a text in Latin letters is zero."""
    head = content[:2000]
    if len(head) < 8:
        return ""
    odd, even = head[1::2].count(0) / len(head[1::2]), head[::2].count(0) / len(head[::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else ""


def delimiter_of(text: str) -> str:
    """What stands between the cells: that which cuts most lines into the same, larger number of cells."""
    lines = [line for line in text.splitlines()[: LOOKED * 3] if line.strip()][:LOOKED]

    def weight(delimiter: str) -> tuple[float, int]:
        counts = [len(cells) for cells in _cut(lines, delimiter)]
        middle = median(counts) if counts else 1
        same = sum(count == middle for count in counts) / max(1, len(counts))
        return (middle > 1) * same * min(middle, 4), -list(DELIMITERS).index(delimiter)

    return max(DELIMITERS, key=weight)


def _cut(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []
