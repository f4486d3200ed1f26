"""A world as it stands in a house: founded, its letters come and found, then some of them of another class."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from lontar import edits, undoing
from lontar.calendar.following import CalendarFollower
from lontar.facts import settled
from lontar.finding import saved_searches
from lontar.finding.alerts import AlertFollower
from lontar.followers import IndexFollower
from lontar.notices.made import Maker, kept
from lontar.routing import acts
from lontar.understanding import linking
from lontar.wiring import House
from office.access import Reader, installation, reader_of
from routing.answering import Answer
from routing.disposing import Order
from routing.routed import Sent, grants_now
from schemas.assignment import Assignment
from schemas.casefile import CaseFile
from schemas.day import day_number
from schemas.delegation import Delegation
from schemas.entry import RegisterEntry
from schemas.lesson import Lesson
from schemas.letter import FieldValue, Letter, LetterFile, Note
from schemas.letter_text import LetterText
from schemas.office import OFFICE, Office
from schemas.page import Page
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import Stored, new_id, now
from schemas.unit import Unit
from schemas.upload import Upload
from schemas.work import Work
from search import tokens
from store.changes import Changes, Happened
from store.contract import Row
from tests.arrived import arrived
from tests.readable import secret
from tests.web.rights.world import Letter as DrawnLetter
from tests.web.rights.world import World

ANYBODY = installation("tests")
CASEFILE, DOUBT, ERROR = "casefile", 40.0, {"code": "damaged", "title": "Damaged", "message": "It is damaged."}
DAY = timedelta(days=1)
EVENT = now().date() + 30 * DAY
"""The day to which every letter invites."""


@dataclass(frozen=True)
class Built:
    """`ids`: of the letters in their order; `before`: every person's reading rights when the letters came."""

    world: World
    house: House
    ids: tuple[str, ...]

    def reader(self, person: int) -> Reader:
        return reader_of(self.house.store, f"person{person}")

    def betrayed(self, said: str, person: int) -> set[int]:
        """The letters that an answer tells of though the person may not read them, by id or by their own word."""
        told, hidden = said.lower(), set(range(len(self.ids))) - self.world.readable(self.world.people[person])
        return {one for one in hidden if self.ids[one].lower() in told or secret(one) in told}

    def numbers(self, ids: Any) -> list[int]:
        """The letters of these ids, in order of their numbers."""
        return sorted(self.ids.index(id) for id in ids)


def built(house: House, drawn: World) -> Built:
    """As it was when the letters came: everybody was told of those that answered their search."""
    world = as_routed(drawn)
    _organised(house, world)
    made = Built(world, house, tuple(new_id() for _ in world.letters))
    for person in range(len(world.people)):
        saved_searches.save(house, made.reader(person), "jembatan", "jembatan", filters={}, alert="mail")
    for number, letter in enumerate(world.letters):
        house.store.commit(_letter(made, number))
        if letter.incoming:
            _handed_on(made, number, drawn.letters[number])
    for number, letter in enumerate(world.letters):
        if letter.cites is not None and not letter.failed and is_tied(number):
            linking.link(house, ANYBODY, made.ids[number], number_of(letter.cites), made.ids[letter.cites])
    house.store.commit(Changes.of(*_lessons(made)))
    house.store.commit(kept(_notices(made)))
    followed(house)
    return made


def _notices(made: Built) -> list[Row]:
    """Everybody is told of every letter, as if it had been theirs to handle."""
    maker, people = Maker(made.house.store, ("mail",)), range(len(made.world.people))
    told = [maker.notice(id, f"person{person}", "received", letter=id) for id in made.ids for person in people]
    return [row for row in told if row]


def as_routed(world: World) -> World:
    """What came in is registered with the unit that it came to, and asked of positions in which somebody acts; of every
    third letter that is taken back again."""
    acted_in = frozenset[int]().union(*(person.held | person.lent for person in world.people))
    letters = [
        replace(
            one,
            units=one.units | {one.unit},
            positions=one.positions & acted_in if number % 3 else frozenset[int](),
        )
        if one.incoming
        else one
        for number, one in enumerate(world.letters)
    ]
    return replace(world, letters=tuple(letters))


def _handed_on(made: Built, number: int, drawn: DrawnLetter) -> None:
    """A letter that came in, by the acts of the office: registered, handed on, declined by some, taken back."""
    house, id, letter = made.house, made.ids[number], made.world.letters[number]
    entries = {unit: arrived(house, ANYBODY, id, f"unit{unit}").entry for unit in sorted(letter.units)}
    root = Assignment.root(entries[letter.unit])
    acted_in = frozenset[int]().union(*(person.held | person.lent for person in made.world.people))
    asked = [f"position{one}" for one in sorted(drawn.positions & acted_in)]
    if not asked:
        return
    disposition, _ = acts.dispose(house, ANYBODY, root, Order(asked, note=f"catatan {secret(number)}"))
    if not letter.positions:
        acts.recall(house, ANYBODY, disposition)
    elif declines(number):
        acts.answer(house, ANYBODY, Assignment.key(disposition, asked[0]), Answer("declined", "bukan kami"))


def declines(letter: int) -> bool:
    """Whether the first position that a letter was handed to says that it is not theirs."""
    return bool(letter % 2)


def attending(made: Built, number: int) -> set[int]:
    """The positions in whose calendars a letter's event stands: all that it was handed to but the one that declined."""
    letter = made.world.letters[number]
    first = {min(letter.positions)} if letter.incoming and letter.positions and declines(number) else set[int]()
    return set(letter.positions) - first


def turned(made: Built) -> None:
    """The letters have their class of today; what was wrong is withdrawn. Nothing has followed that yet."""
    for id, letter in zip(made.ids, made.world.letters, strict=True):
        edits.describe(made.house, ANYBODY, id, {"security_class": letter.later})
        if letter.withdrawn:
            undoing.withdraw(made.house, ANYBODY, id, "salah")


def followed(house: House) -> None:
    IndexFollower(house).catch_up()
    AlertFollower(house).catch_up()
    CalendarFollower(house).catch_up()


def is_tied(letter: int) -> bool:
    """Whether a person says which letter it cites."""
    return bool(letter % 2)


def number_of(letter: int) -> str:
    return f"005/{letter + 100}/DPU/2019"


def _organised(house: House, world: World) -> None:
    office = Office(id=OFFICE, name="Kantor", demo=True, open_legacy=world.open_legacy)
    things: list[Stored] = [office]
    paths: list[list[str]] = []
    for number, above in enumerate(world.above):
        paths.append([*(paths[above] if number else ()), f"unit{number}"])
        things.append(Unit(id=f"unit{number}", code=f"U{number}", name=f"Unit {number}", path=paths[number]))
    for number, position in enumerate(world.positions):
        where = {"unit": f"unit{position.unit}", "head": position.head}
        things.append(Position(id=f"position{number}", code=f"P{number}", title=f"Jabatan {number}", **where))
    for number, person in enumerate(world.people):
        id, unit = f"person{number}", f"unit{person.unit}"
        account = {"login": f"{id}@kantor.example", "roles": sorted(person.roles), "uniquifier": id}
        things.append(Person(id=id, name=f"Orang {number}", unit=unit, **account))
        long, past, soon = now() - 9 * DAY, now() - DAY, now() + DAY
        things += [Holding(person=id, position=f"position{one}", since=long) for one in person.held]
        things += [Holding(person=id, position=f"position{one}", since=long, until=past) for one in person.left]
        for form, one in ((form, one) for one in person.lent for form in ("Plt.",)):
            things.append(Delegation(form=form, person=id, position=f"position{one}", since=long, until=soon))
    grants = [f"unit:unit{world.letters[0].unit}"]
    things.append(CaseFile(id=CASEFILE, unit="unit0", number="005/1", code="005", title="Berkas", grants=grants))
    house.store.commit(Changes.of(*things))


def _letter(made: Built, number: int) -> Changes:
    """A letter as it stands once it was read, with the page that was read with doubt, or that it could not be read."""
    letter, id, own = made.world.letters[number], made.ids[number], secret(number)
    sha256, size = made.house.originals.put(io.BytesIO(b"%%PDF %d" % _first(made.world, number)), "surat.pdf")
    file = LetterFile(no=1, name=f"jembatan-{own}.pdf", sha256=sha256, size=size, kind="application/pdf", pages=1)
    kept = Letter(
        id=id,
        files=[file],
        fields={} if letter.failed else _fields(made.world, number),
        stage="failed" if letter.failed else "understood",
        error=ERROR if letter.failed else {},
        unit=f"unit{letter.unit}",
        security_class=letter.security,
        direction="incoming" if letter.incoming else "legacy",
        casefile=CASEFILE if letter.filed else None,
        tags=[*sorted(letter.tags), f"tanda {own}"],
        notes=[Note(by="person0", text=f"catatan {own}")],
        added_by=f"person{letter.added_by}",
    )
    routed = [] if letter.incoming else list(_sent(made.world, number, id))
    kept.grants = grants_now(made.house.store, kept, _as_rows(routed))
    settled(kept)
    text = f"Surat tentang jembatan {own} yang rusak"
    at = {"id": Page.key(id, 1, 1), "letter": id, "file": 1, "page": 1, "source": "ocr", "confidence": DOUBT}
    words = [[0, 5, 10, 10, 60, 30, DOUBT]]
    page = Page(**at, text=text, words=words, to_review=True, width=800, height=1000)
    read = LetterText(id=id, text=text, pages=[[1, 1, 0]], tokens=tokens.pack(text), analysis=tokens.VERSION)
    origin = {"from": made.ids[letter.part_of]} if letter.part_of is not None else {}
    events = [Happened("letter.parted", f"letters/{id}", "tests", after={"files": [file.name], **origin})]
    sent = {"person": kept.added_by, "name": file.name, "size": size, "offset": size, "unit": kept.unit}
    result = {"file": "surat.pdf", "id": id, "status": "registered", "error": None}
    upload = Upload(**sent | {"name": "surat.pdf"}, group=f"{kept.added_by}/{id}", state="stored", results=[result])
    work = Work(id=id, state="failed" if letter.failed else "done")
    return Changes.of(kept, *([] if letter.failed else [page, read]), upload, work, *routed, events=events)


def _sent(world: World, number: int, id: str) -> Iterator[RegisterEntry | Assignment]:
    """The entries of the units that the letter was sent to, and who was asked to handle it out of a book of its own."""
    letter = world.letters[number]
    for one in letter.units:
        book = {"register": f"unit{one}/incoming/1999", "unit": f"unit{one}", "direction": "incoming"}
        yield RegisterEntry(letter=id, year=1999, agenda_number=number + 1, **book)
    if letter.positions:
        own = f"unit{letter.unit}"
        book = {"register": f"{own}/outgoing/1999", "unit": own, "direction": "outgoing", "handling": "closed"}
        yield RegisterEntry(id=f"{id}.entry", letter=id, year=1999, agenda_number=number + 1, **book)
    for one in letter.positions:
        where = {"unit": f"unit{world.positions[one].unit}", "position": f"position{one}"}
        yield Assignment(letter=id, entry=f"{id}.entry", since=20260101, **where)


def _as_rows(sent: list[RegisterEntry | Assignment]) -> Sent:
    entries = [dict(one.to_mongo()) for one in sent if isinstance(one, RegisterEntry)]
    return Sent(entries, [dict(one.to_mongo()) for one in sent if isinstance(one, Assignment)])


def _first(world: World, number: int) -> int:
    """The letter whose bytes it has."""
    twin = world.letters[number].twin
    return number if twin is None else _first(world, twin)


def _fields(world: World, number: int) -> dict[str, FieldValue]:
    own, cites = secret(number), world.letters[number].cites
    values: dict[str, Any] = {"subject": f"Jembatan {own}", "sender": f"Dinas {own}"}
    values |= {"reference_number": number_of(number), "date": 20190101 + number}
    values |= {"event_date": day_number(EVENT), "event_time": f"{8 + number:02d}.00", "event_place": f"Aula {own}"}
    found = {name: FieldValue(value=value, confidence=90.0) for name, value in values.items()}
    found["subject"] = FieldValue(value=values["subject"], confidence=DOUBT, page=1, box=[10, 10, 60, 30])
    if cites is not None:
        said = f"surat Nomor {number_of(cites)} tanggal {cites + 1} Januari 2019"
        found["references"] = FieldValue(value=[number_of(cites)], printed=said, confidence=90.0)
    return found


def _lessons(made: Built) -> list[Lesson]:
    """What the letters taught that the whole of the first one's unit could read."""
    unit = made.world.letters[0].unit
    ids = [id for id, one in zip(made.ids, made.world.letters, strict=True) if (one.unit, one.security) == (unit, "B")]
    return [Lesson(unit=f"unit{unit}", letterhead=["dinas"], letters=ids, grants=[f"unit:unit{unit}"])] if ids else []
