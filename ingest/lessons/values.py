"""Where a value that somebody said stands on the page, and what value stands at a place."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.dates import dates
from ingest.fields import number_key
from ingest.fields.found import Found
from ingest.fields.lines import Part, Sheet, joined
from ingest.fields.number import FORM
from ingest.lessons.example import SAME_NUMBER, Place
from ingest.lessons.form import fitted
from ingest.lessons.likeness import CLOSE, folded, is_close, likeness

MOST_LINES = 6
"""Lines that one value may take."""
SAID = re.compile(r"\S+")
EDGES = ' .;:,-–—|=>"“”'
APART = re.compile(r"\s+/\s+")
NUMBERED = re.compile(r"\s*\(?(?:\d{1,3}|[a-z])[.)]\s*")


def value_of(kind: str, sheet: Sheet, parts: Sequence[Part], share: float, form: Sequence[str] = ()) -> Found | None:
    """What stands in these parts of lines, as a value of this kind; a number is of this `form`, where there is one."""
    if not parts:
        return None
    if kind == "day":
        return _day(sheet, parts[0], share)
    if kind == "number":
        return _number(sheet, parts[0], share, form)
    texts = [part.said.strip(EDGES) for part in parts]
    value = [NUMBERED.sub("", one) for one in texts if one] if kind == "names" else joined(parts).strip(EDGES)
    letters = sum(map(str.isalpha, "".join(value)))
    return Found(sheet, value, tuple(parts), share) if letters > 2 else None


def _day(sheet: Sheet, part: Part, share: float) -> Found | None:
    for value, start, end in dates(part.line.text[part.start : part.end]):
        return Found(sheet, value, (Part(part.line, part.start + start, part.start + end),), share, exact=True)
    return None


def _number(sheet: Sheet, part: Part, share: float, form: Sequence[str]) -> Found | None:
    for found in _forms(part):
        if not dates(found.said):
            said = re.sub(r"\s*/\s*", "/", found.said)
            value = fitted(said, form) if form else said
            if value is not None:
                return Found(sheet, value, (found,), share, exact=True)
    return None


def _forms(part: Part) -> Iterator[Part]:
    """What has the form of a number at the start of a word, without what stands before it; then the same up to each
    stroke that stands apart, behind which something else may stand."""
    for word in SAID.finditer(part.line.text, part.start, part.end):
        match = FORM.match(part.line.text, word.start(), part.end)
        whole = match[0] if match else ""
        for end in (len(whole), *(stroke.start() for stroke in reversed([*APART.finditer(whole)]))):
            said = whole[:end].rstrip(EDGES)
            if any(map(str.isdecimal, said)):
                yield Part(part.line, word.start(), word.start() + len(said))


def places_of(
    kind: str, value: Any, sheets: Sequence[Sheet], pointed: Place | None
) -> Iterator[tuple[Sheet, list[Part]]]:
    """Where a value stands: the parts of lines it takes, sheet by sheet from the top. With `pointed`, only there."""
    find = {"day": _days, "number": _numbers}.get(kind, _texts)
    for sheet in sheets:
        if pointed is None or (sheet.file, sheet.page.page) == pointed[:2]:
            for parts in find(sheet, value):
                if pointed is None or _lies_in(sheet, parts[0], pointed[2]):
                    yield sheet, parts


def _lies_in(sheet: Sheet, part: Part, box: Sequence[int]) -> bool:
    """Whether the first word of a part lies in a box, which the words of the page tell: lines were straightened."""
    at = next((sign for sign in part.line.at[part.start : part.end] if sign >= 0), -1)
    word = next((one for one in sheet.page.words if one.start <= at < one.end), None)
    if word is None:
        return False
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _days(sheet: Sheet, value: Any) -> Iterator[list[Part]]:
    for line in sheet.lines:
        for day, start, end in dates(line.text):
            if day == value:
                yield [Part(line, start, end)]


def _numbers(sheet: Sheet, value: Any) -> Iterator[list[Part]]:
    wanted = number_key(str(value))
    for line in sheet.lines:
        forms = [(likeness(number_key(one.said), wanted), one) for one in _forms(Part(line, 0, len(line.text)))]
        likely, found = max(forms, key=lambda one: one[0], default=(0.0, None))
        if found is not None and likely >= SAME_NUMBER:
            yield [found]


def _texts(sheet: Sheet, value: Any) -> Iterator[list[Part]]:
    """The lines, one below the other, that read like the value."""
    wanted = folded(" ".join(value) if isinstance(value, list) else str(value)).split()
    if not wanted:
        return
    for place, line in enumerate(sheet.lines):
        for cell in line.cells:
            for match in SAID.finditer(line.text, cell.start, cell.end):
                first = folded(match[0]).split()
                if not first or not is_close(first[0], wanted[0]):
                    continue
                parts = _taken(sheet, place, Part(line, match.start(), cell.end), wanted)
                if parts:
                    yield parts


def _taken(sheet: Sheet, place: int, first: Part, wanted: Sequence[str]) -> list[Part]:
    """The parts, from the first one down, that make up the words; nothing where they end otherwise."""
    rest, parts, part = list(wanted), list[Part](), first
    for lower in range(place, min(place + MOST_LINES, len(sheet.lines))):
        if lower > place:
            line = sheet.lines[lower]
            cell = next((one for one in line.cells if _goes_on(folded(line.said(one)), rest)), None)
            if cell is None:
                return []
            part = Part(line, cell.start, cell.end)
        words = folded(part.said).split()
        if len(words) > len(rest):  # something else stands behind the value on its last line
            part = part._replace(end=_end_of(part, len(rest)))
            words = words[: len(rest)]
        if likeness(" ".join(words), " ".join(rest[: len(words)])) < CLOSE:
            return []
        parts.append(part)
        rest = rest[len(words) :]
        if not rest:
            return parts
    return []


def _goes_on(said: str, rest: Sequence[str]) -> bool:
    """Whether a line reads like the next of these words."""
    words = said.split()[: len(rest)]
    return bool(words) and is_close(" ".join(words), " ".join(rest[: len(words)]))


def _end_of(part: Part, words: int) -> int:
    """Where so many words of a part end."""
    count = 0
    for match in SAID.finditer(part.line.text, part.start, part.end):
        count += len(folded(match[0]).split())
        if count >= words:
            return match.end()
    return part.end
