"""What the columns of a table are, as a person says it: checked, saved under a name of a unit, used again."""

from collections.abc import Mapping as Said
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from lontar.act import happened
from lontar.importing.columns import SEVERAL, TARGETS, Proposal, mapped, plain
from lontar.importing.errors import ColumnTwice, NoBook, NothingMapped
from lontar.intake.digitising import demand_own
from lontar.values import stated, tags_of
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.letter import CLASSES, WAYS
from schemas.stored import now
from schemas.table_import import LONGEST_NAME, ImportMapping
from store.again import again
from store.changes import Changes
from store.contract import Row

ACTION = "table.import"
MOST = 500
NAMES = ("columns", "direction", "year", "files", "batch", "tags", "security_class")
_TITLES = {"masuk": "incoming", "incoming": "incoming", "keluar": "outgoing", "outgoing": "outgoing",
           "nota dinas": "internal", "internal": "internal"}  # fmt: skip


@dataclass(frozen=True)
class Mapping:
    """`columns`: what each is, by its heading. `direction`: the book that all rows are of, where no column says it;
    "legacy": none. `year`: of the book, where no day or column tells. `files`: a pattern for the names of the scans,
    such as {book_year}/{agenda_number}*.pdf, where no column names them."""

    columns: dict[str, str] = field(default_factory=dict)
    direction: str = "legacy"
    year: int | None = None
    files: str = ""
    batch: str = ""
    tags: tuple[str, ...] = ()
    security_class: str = CLASSES[0]

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self) | {"tags": list(self.tags)}

    def stored(self) -> dict[str, Any]:
        """As it is kept: a heading may hold a point, which the name of a member may not."""
        return self.as_dict() | {"columns": [list(pair) for pair in self.columns.items()]}

    def places(self, headings: Sequence[str]) -> dict[int, str]:
        return mapped(headings, self.columns)


def mapping_of(said: Said[str, Any]) -> Mapping:
    """What was said as a mapping. Raises WrongUse, NotAmong, each with the field."""
    for name in said:
        if name not in NAMES:
            raise NotAmong(what=name, known=", ".join(NAMES))
    columns = said.get("columns") or {}
    if isinstance(columns, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in columns):
        columns = dict(columns)
    if not isinstance(columns, dict) or not all(isinstance(one, str) for pair in columns.items() for one in pair):
        raise WrongUse(what="columns", why="it must say by heading what each column is", field="columns")
    for heading, target in columns.items():
        if target and target not in TARGETS:
            raise NotAmong(what=heading, known=", ".join(TARGETS), field="columns")
    tags = said.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(one, str) for one in tags):
        raise WrongUse(what="tags", why="they must be a list of words", field="tags")
    texts = {name: _text(said, name) for name in ("files", "batch")}
    return Mapping(
        columns={heading: target for heading, target in columns.items() if target},
        direction=_among(said, "direction", WAYS),
        year=_year(said.get("year")),
        tags=tuple(tags_of(tags)),
        security_class=_among(said, "security_class", CLASSES),
        **texts,
    )


def demand_whole(mapping: Mapping, headings: Sequence[str]) -> dict[int, str]:
    """The places of the columns in a table. Raises NothingMapped, ColumnTwice, NoBook."""
    places = mapping.places(headings)
    if not set(places.values()) - {"key", "direction", "book_year", "register"}:
        raise NothingMapped(field="columns")
    first: dict[str, str] = {}
    for at, target in places.items():
        if target in first and target not in SEVERAL:
            raise ColumnTwice(first=first[target], second=headings[at], target=target, field="columns")
        first.setdefault(target, headings[at])
    if "agenda_number" in first and mapping.direction == "legacy" and "direction" not in first:
        raise NoBook(field="direction")
    return places


def proposed(headings: Sequence[str], found: Sequence[Proposal], titles: str, scans: bool) -> Mapping:
    """What a table seems to be. `titles`: its name and its sheet's; `scans`: files came with it."""
    columns = {heading: one.target for heading, one in zip(headings, found, strict=True) if one.target}
    targets = set(columns.values())
    direction = "legacy"
    if "agenda_number" in targets and "direction" not in targets:
        said = next((way for word, way in _TITLES.items() if word in plain(titles)), "")
        goes_out = "recipients" in targets and "sender" not in targets
        direction = said or ("outgoing" if goes_out else "incoming")
    by_number = scans and "file" not in targets and "agenda_number" in targets
    return Mapping(columns, direction, files="{agenda_number}.*" if by_number else "")


def mappings(house: House, reader: Reader) -> list[Row]:
    """Those that are saved in the units of the reader, by name."""
    found = house.store.every(ImportMapping)
    return sorted((row for row in found if may_see(reader, row)), key=lambda row: str(row["name"]))


def saved(house: House, reader: Reader, wanted: str, unit: str | None = None) -> Row:
    """By its id, or by its name in a unit (None: the reader's own first). Raises NotFound."""
    rows = [row for row in mappings(house, reader) if wanted in (row["_id"], row["name"])]
    first = sorted(rows, key=lambda row: bool(row["unit"] != (unit or reader.unit)))
    if not first:
        raise NotFound(what=f"Mapping {wanted}")
    return first[0]


def save(house: House, reader: Reader, unit: str, name: str, mapping: Mapping) -> str:
    """Under a name of a unit, in the place of what stood there; its id. Raises WrongUse, Forbidden."""
    demand(reader, ACTION)
    demand_own(reader, unit)
    name = stated("The name", " ".join(name.split()), LONGEST_NAME, "save_as")
    id = ""

    def decide() -> Changes:
        nonlocal id
        found = house.store.find(ImportMapping, {"unit": unit, "name": name}, limit=1)
        held = ImportMapping.unpacked(found[0]) if found else ImportMapping(unit=unit, name=name)
        before = {"mapping": dict(held.mapping)} if found else {}
        held.mapping, held.grants = mapping.stored(), [f"unit:{unit}"]
        held.made_by, held.changed_at, id = reader.person, now(), held.id
        after = {"unit": unit, "name": name, "mapping": mapping.stored()}
        event = happened(reader, "mapping.saved", held.id, of="import_mappings", before=before, after=after)
        return Changes.of(held, events=[event])

    again(house.store, decide)
    return id


def _text(said: Said[str, Any], name: str) -> str:
    value = said.get(name) or ""
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise WrongUse(what=name, why=f"it must be text of {LONGEST_NAME} characters at most", field=name)
    return value.strip()


def _among(said: Said[str, Any], name: str, known: Sequence[str]) -> str:
    value = said.get(name) or known[0]
    if value not in known:
        raise NotAmong(what=name, known=", ".join(known), field=name)
    return str(value)


def _year(said: Any) -> int | None:
    if said in (None, ""):
        return None
    if isinstance(said, str) and said.strip().isdecimal():
        said = int(said)
    if type(said) is not int or not 1800 <= said <= 2200:
        raise WrongUse(what="The year", why="write it like 1971", field="year")
    return said
