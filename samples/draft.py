"""A letter while it is written: what its template gets, and what is true of it."""

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from samples.affairs import Affair
from samples.days import written
from samples.filler import Filler
from samples.numbers import Reference
from samples.offices import Office
from schemas.day import day_number


@dataclass(frozen=True)
class Head:
    """What later letters can answer or cite. `kind`: it asks for something, or orders something."""

    name: str
    layout: str
    when: date
    reference: str
    subject: str
    sender: Office
    recipient: Office
    affair: Affair
    kind: str
    kept: dict[str, str]


@dataclass(frozen=True)
class Sample:
    """A letter: `data` for the template of its layout, and its ground truth.

    `fields` in the normal form of `lontar read`; `printed`: each as it stands on the paper; `body`: the text between
    head and signature in reading order; `decoys`: dates (yyyymmdd) and numbers on the page that are not its own.
    `answers`: the name of the letter of the same set that it answers. `paper`: an office has it on paper.
    `whole_number`: its number with the serial that a pen writes where the type left it open; `by_hand`: fields as a pen
    filled them.
    """

    name: str
    layout: str
    when: date
    paper: bool
    data: dict[str, Any]
    fields: dict[str, Any]
    printed: dict[str, Any]
    body: list[str]
    decoys: dict[str, list[Any]]
    answers: str | None = None
    head: Head | None = None
    whole_number: str = ""
    by_hand: dict[str, Any] = field(default_factory=dict)


@dataclass
class Draft:
    """`era`: the first and last year of its layout. `paper`: the office has it on paper, so that a pen may have filled
    what was left open."""

    name: str
    layout: str
    random: Random
    when: date
    era: tuple[int, int]
    paper: bool
    data: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    printed: dict[str, Any] = field(default_factory=dict)
    blocks: list[dict[str, Any]] = field(default_factory=list)
    shown_number: str | list[Any] = ""
    whole_number: str = ""
    answers: str | None = None
    head: Head | None = None

    def __post_init__(self) -> None:
        self.filler = Filler(self.random, self.when)
        self.says("language", "ind")

    def move(self, when: date, kept: dict[str, str] | None = None) -> None:
        """Another day, before anything is said; `kept`: places that the letter takes over from one that it answers."""
        self.when, self.filler = when, Filler(self.random, when, kept)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def says(self, name: str, value: Any, printed: Any = None) -> None:
        """A field, and how it is printed where that differs."""
        self.fields[name], self.printed[name] = value, value if printed is None else printed

    def fill(self, text: str, *, ahead: bool = False, **more: str) -> str:
        return self.filler.fill(text, ahead=ahead, **more)

    def deadline(self, low: int = 7, high: int = 40) -> str:
        """A day so many days ahead, as printed."""
        day = self.filler.other_day(low, high)
        self.says("deadline", day_number(day), written(day))
        return written(day)

    def cites(self, reference: str, day: date) -> None:
        """Another letter, whose number and date are not this one's."""
        self.fields.setdefault("references", []).append(reference)
        self.printed.setdefault("references", []).append(reference)
        self.filler.dates.append(day)

    def numbered(self, reference: Reference) -> str | list[Any]:
        """The number as the template gets it: with a gap where the serial is left open. What is left of it then is its
        number, if that has a digit."""
        if any(map(str.isdigit, reference.printed)):
            self.says("reference_number", reference.value, reference.printed)
        if reference.code:
            self.says("classification_code", reference.code)
        if reference.security:
            self.says("security_class", reference.security)
        self.shown_number = reference.printed
        if reference.open:
            self.whole_number = replace(reference, open=False).value
            gap = {"gap": self.random.randint(9, 15), "serial": reference.serial}
            self.shown_number = [reference.before, gap, reference.after]
        return self.shown_number

    def opened(self, reference: Reference, share: float) -> Reference:
        """The same number, with its serial left open in a share of the letters."""
        return replace(reference, open=True) if reference.after and self.chance(share) else reference

    def done(self, **data: Any) -> Sample:
        own_date, own_number = self.fields.get("date"), self.fields.get("reference_number")
        dates = sorted({day_number(day) for day in self.filler.dates} - {own_date})
        numbers = sorted({*self.filler.numbers, *self.fields.get("references", ())} - {own_number})
        return Sample(
            self.name,
            self.layout,
            self.when,
            self.paper,
            self.data | {"body": self.blocks, "title": str(self.fields.get("subject") or self.layout)} | data,
            self.fields,
            self.printed,
            [line for block in self.blocks for line in lines_of(block)],
            {"dates": dates, "numbers": numbers},
            self.answers,
            self.head,
            self.whole_number,
        )


def lines_of(block: dict[str, Any]) -> list[str]:
    """A block of the body as it is read."""
    if "n" in block:
        return [
            f"{chr(96 + place) if block['with'].startswith('a') else place}{block['with'][1:]} {one}"
            for place, one in enumerate(block["n"], 1)
        ]
    if "rows" in block:
        return [f"{name} : {value}" for name, value in block["rows"]]
    if "table" in block:
        return [" ".join(row) for row in [block["table"]["columns"], *block["table"]["rows"]]]
    return [next(iter(block.values()))]
