"""The notation of prose: what a person types becomes data of paragraphs, lists, tables and emphasis. It is never markup
of the typesetter: whatever is not of the notation is a character of the letter.

    An empty line parts paragraphs; a line end within one stays.
    1. or 1) or a. or a) or - begins an item of a list; what is indented deeper belongs to it, lists too.
    | a | b | is the row of a table; a second row of | --- | --- | makes the first its heading.
    *bold* and _italic_ at the edges of words; a backslash before a sign makes it a sign.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

Blocks = list[dict[str, Any]]
Runs = list[dict[str, Any]]

ITEM = re.compile(r"( *)(?:(\d{1,3}|[a-z])([.)])|(-)) +(?=\S)")
RULE = re.compile(r"\|(?: *:?-{2,}:? *\|)+")
MARK = re.compile(r"\\.|([*_])", re.S)
ESCAPED = re.compile(r"\\([\\*_|.)-])")
CELLS = re.compile(r"(?<!\\)\|")
DEEPEST, MOST_COLUMNS = 4, 12
"""Lists within lists, and columns of a table; what goes beyond is text."""


def blocks(text: str) -> Blocks:
    """The blocks of a text, as drafting/templates/letter.typ takes them."""
    return _blocks(text.expandtabs(4).split("\n"), 0)


def plain(text: str) -> str:
    """A text without its notation, on one line."""
    return " ".join("".join(one["text"] for one in found).replace("\n", " ") for found in _all_runs(blocks(text)))


def _all_runs(found: Blocks) -> Iterator[Runs]:
    for block in found:
        if block["kind"] == "paragraph":
            yield block["runs"]
        elif block["kind"] == "list":
            for item in block["items"]:
                yield from _all_runs(item)
        else:
            for row in (block["head"] or [], *block["rows"]):
                yield from (cell["runs"] for cell in row)


def _blocks(lines: list[str], depth: int) -> Blocks:
    found: Blocks = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif _is_row(line):
            end = at
            while end < len(lines) and _is_row(lines[end]):
                end += 1
            found.append(_table([one.strip() for one in lines[at:end]]))
            at = end
        elif depth < DEEPEST and ITEM.match(line):
            block, at = _list(lines, at, depth)
            found.append(block)
        else:
            end = at + 1
            while end < len(lines) and not _ends_paragraph(lines[end], depth):
                end += 1
            found.append({"kind": "paragraph", "runs": runs("\n".join(one.strip() for one in lines[at:end]))})
            at = end
    return found


def _is_row(line: str) -> bool:
    told = line.strip()
    return len(told) > 1 and told[0] == "|" and told[-1] == "|" and told.count("|") <= MOST_COLUMNS + 1


def _ends_paragraph(line: str, depth: int) -> bool:
    """A list begins in the middle of a paragraph with its first number alone: others may be a sentence that goes on."""
    item = ITEM.match(line) if depth < DEEPEST else None
    return not line.strip() or _is_row(line) or (item is not None and item[2] in (None, "1", "a"))


def _style(item: re.Match[str]) -> tuple[str, int]:
    """How a list is numbered, and the number of this item."""
    if item[4]:
        return "-", 0
    if item[2].isdigit():
        return f"1{item[3]}", int(item[2])
    return f"a{item[3]}", ord(item[2]) - ord("a") + 1


def _list(lines: list[str], at: int, depth: int) -> tuple[dict[str, Any], int]:
    """The list that begins at a line, and the line after it. Its items are numbered as they were typed: where a number
    does not follow the one before, another list begins."""
    first = ITEM.match(lines[at])
    assert first is not None
    indent, (style, start) = len(first[1]), _style(first)
    items: list[Blocks] = []
    while at < len(lines) and (item := ITEM.match(lines[at])) and len(item[1]) == indent:
        if _style(item) != (style, start if style == "-" else start + len(items)):
            break
        end = _end_of_item(lines, at + 1, indent)
        inner = [lines[at][item.end() :], *(_outdented(one, item.end()) for one in lines[at + 1 : end])]
        items.append(_blocks(inner, depth + 1))
        at = end
        after = next((one for one in range(at, len(lines)) if lines[one].strip()), len(lines))
        if after < len(lines) and (following := ITEM.match(lines[after])) and len(following[1]) == indent:
            at = after
    return {"kind": "list", "style": style, "start": start, "items": items}, at


def _end_of_item(lines: list[str], at: int, indent: int) -> int:
    """The line where the item before it ends: what follows at once is its own, and what is indented deeper."""
    end, gap = at, False
    while at < len(lines):
        line = lines[at]
        deeper = len(line) - len(line.lstrip(" ")) > indent
        if not line.strip():
            gap = True
        elif deeper or not (gap or _is_row(line) or ITEM.match(line)):
            end, gap = at + 1, False
        else:
            break
        at += 1
    return end


def _outdented(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _table(lines: list[str]) -> dict[str, Any]:
    headed = len(lines) > 1 and RULE.fullmatch(lines[1]) is not None
    rows = [[runs(cell.strip()) for cell in CELLS.split(line)[1:-1]] for line in lines if not RULE.fullmatch(line)]
    wide = max((len(row) for row in rows), default=1) or 1
    cells = [[{"runs": cell or []} for cell, _ in zip_longest(row, range(wide))] for row in rows]
    return {
        "kind": "table",
        "columns": wide,
        "head": cells[0] if headed else None,
        "rows": cells[1:] if headed else cells,
    }


def runs(text: str) -> Runs:
    """Pieces of a line or paragraph: {"text", "bold", "italic"}."""
    marks = [(found.start(), found[1]) for found in MARK.finditer(text) if found[1]]
    closing = {sign: [at for at, one in marks if one == sign and _closes(text, at)] for sign in "*_"}
    found: Runs = []
    on = {"*": False, "_": False}
    begun = 0
    for at, sign in marks:
        if on[sign]:
            turned = _closes(text, at)
        else:
            after = bisect_right(closing[sign], at + 1)
            turned = _opens(text, at) and after < len(closing[sign])
        if turned:
            _add(found, text[begun:at], on)
            on[sign] = not on[sign]
            begun = at + 1
    _add(found, text[begun:], on)
    return found


def _add(found: Runs, text: str, on: dict[str, bool]) -> None:
    if text:
        found.append({"text": ESCAPED.sub(r"\1", text), "bold": on["*"], "italic": on["_"]})


def _opens(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return not text[at - 1 : at].isalnum() and bool(after) and not after.isspace() and after != text[at]


def _closes(text: str, at: int) -> bool:
    before = text[at - 1 : at] if at else ""
    return bool(before) and not before.isspace() and not text[at + 1 : at + 2].isalnum()
