"""A page: what the machine read on it, what the lexicon suggests, what a person corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self, TypeVar

from mongoengine import (
    BooleanField,
    DateTimeField,
    DictField,
    DynamicField,
    FloatField,
    IntField,
    ListField,
    StringField,
)

from schemas.stored import Stored, now

DOUBT = 70
"""Words read with less confidence (0-100) are shown as doubtful."""
Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of the page image as served (rotation and deskew mapped back), origin top left."""
Side = TypeVar("Side", int, float)


def union(boxes: Iterable[Sequence[Side]]) -> tuple[Side, Side, Side, Side]:
    """The box around boxes, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


@dataclass(frozen=True, slots=True)
class Word:
    """One read word; `start`, `end` are code point offsets in its page's text (-1: uncertain, not in the text)."""

    text: str
    box: Box
    confidence: float  # 0-100
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class PageReading:
    """What reading one page gave. Invariant: ``text[w.start:w.end] == w.text`` for each word of `words`.

    `source`: "text-layer", "ocr" or "document" (text of .docx, .odt, mail). `reason`: why that source, in a few
    words. `width`, `height`: pixels of the page image as served, in which all boxes are (0 without image).
    `rotation`: degrees clockwise that were applied to the scan. `uncertain`: words taken off the text (searchable).
    """

    page: int
    width: int
    height: int
    source: str
    reason: str
    text: str
    words: tuple[Word, ...] = ()
    uncertain: tuple[Word, ...] = ()
    suggested: str = ""
    confidence: float = 100.0  # mean over the words, 0-100
    rotation: int = 0
    language: str = ""
    details: dict[str, Any] = field(default_factory=dict)  # skew, dpi, engine, profile: for the record


class Page(Stored):
    """A PageReading in the store. `words` rows are [start, end, x0, y0, x1, y1, confidence]; `uncertain` rows
    [text, x0, y0, x1, y1, confidence].

    `corrections`: what people said of places of the page, {"box", "text", "read", "by", "at"}, where `read` is what the
    machine had there. `by_hand`, `words_by_hand`: the text with them, beside and never over `text`. `to_review`: read
    by a machine, and nobody has declared it done, as `reviewed_by` did."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "pages",
        "indexes": [{"fields": ["letter", "file", "page"], "unique": True}, ["to_review", "confidence"]],
    }

    letter = StringField(required=True)
    file = IntField(required=True, min_value=1)
    page = IntField(required=True, min_value=1)
    width = IntField(default=0)
    height = IntField(default=0)
    source = StringField(choices=("text-layer", "ocr", "document", "failed"))
    reason = StringField()
    text = StringField(default="")
    suggested = StringField(default="")
    by_hand = StringField()
    words_by_hand = ListField(DynamicField())
    corrections = ListField(DictField())
    to_review = BooleanField(default=False)
    reviewed_by = StringField()
    reviewed_at = DateTimeField()
    taken_by = StringField()  # who corrected it last, and when
    taken_at = DateTimeField()
    words = ListField(DynamicField())  # rows; checked by PageReading, not per cell: 1,000 words a page
    uncertain = ListField(DynamicField())
    confidence = FloatField()
    rotation = IntField(default=0)
    turned = IntField()  # the rotation that a person gave it, for ever
    wanted = DictField()  # "languages" and "profile" by which somebody wants it read, until it is
    language = StringField()
    details = DictField()
    error = DictField()  # LontarError.as_dict() of a page that cannot be read, or not be drawn
    read_at = DateTimeField(default=now)

    @property
    def may_be_doubted(self) -> bool:
        """Whether a machine has recognised words here."""
        return self.source == "ocr" and bool(self.words)

    def said(self) -> tuple[str, list[Any]]:
        """As of its row."""
        return said({name: self[name] for name in ("text", "words", "by_hand", "words_by_hand")})

    @staticmethod
    def key(letter: str, file: int, page: int) -> str:
        return f"{letter}.{file}.{page}"

    @classmethod
    def of(cls, reading: PageReading, letter: str, file: int) -> Self:
        page = cls(
            id=cls.key(letter, file, reading.page),
            letter=letter,
            file=file,
            page=reading.page,
            width=reading.width,
            height=reading.height,
            source=reading.source,
            reason=reading.reason,
            text=reading.text,
            suggested=reading.suggested,
            words=[[w.start, w.end, *w.box, round(w.confidence)] for w in reading.words],
            uncertain=[[w.text, *w.box, round(w.confidence)] for w in reading.uncertain],
            confidence=reading.confidence,
            rotation=reading.rotation,
            language=reading.language,
            details=reading.details,
        )
        page.to_review = page.may_be_doubted
        return page


def said(row: dict[str, Any]) -> tuple[str, list[Any]]:
    """What people go by on a stored page: the text with what was corrected where there is something, and its words."""
    if row.get("by_hand") is None:
        return row.get("text", ""), row.get("words") or []
    return row["by_hand"], row.get("words_by_hand") or []


def reading_of(son: dict[str, Any]) -> PageReading:
    """The PageReading of a stored page (a plain dictionary as a store returns it)."""
    text = son.get("text", "")
    return PageReading(
        page=son["page"],
        width=son.get("width", 0),
        height=son.get("height", 0),
        source=son.get("source", "failed"),
        reason=son.get("reason", ""),
        text=text,
        words=tuple(Word(text[a:b], (x0, y0, x1, y1), c, a, b) for a, b, x0, y0, x1, y1, c in son.get("words", ())),
        uncertain=tuple(Word(t, (x0, y0, x1, y1), c) for t, x0, y0, x1, y1, c in son.get("uncertain", ())),
        suggested=son.get("suggested", ""),
        confidence=son.get("confidence", 100.0),
        rotation=son.get("rotation", 0),
        language=son.get("language", ""),
        details=son.get("details", {}),
    )
