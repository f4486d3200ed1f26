"""Paper on loan: asked for by who may read it, lent with a slip, due back, extended, returned.

One paper is out once at a time: a letter, or the whole case file that it is in. Whoever has it keeps the duty to bring
it back, whatever they may read by then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lontar.act import happened
from lontar.describing.errors import AskedAlready, DayGone, LoanNotNow, PaperOut
from lontar.describing.papers_of import paper_of
from lontar.facts import told, with_values
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand, may
from office.days import day_in
from office.vocabularies import Shelf
from office.workdays import Workdays
from schemas.casefile import CaseFile
from schemas.day import day_number, day_of
from schemas.errors import Conflict, NotFound, Taken, WrongUse
from schemas.event import Event
from schemas.loan import LONGEST_WHY, OPEN, Loan
from schemas.stored import now
from schemas.unit import Unit
from store.again import again
from store.chain import event_id
from store.changes import Changes, Draw
from store.contract import Row

ASK, MANAGE = "loan.request", "loan.manage"
OF = "loans"
KEPT = ("state", "out", "due", "said", "lent_by", "extended", "within")
"""What an event of a loan says before and after, and an undoing puts back."""
UNDONE = ("loan.lent", "loan.returned", "loan.refused", "loan.extended", "loan.withdrawn")
MOST = 1000


@dataclass(frozen=True)
class Done:
    """The loan, and the event by which this is undone."""

    id: str
    event: int | None


def ask(house: House, reader: Reader, thing: str, why: str, until: int | None = None) -> Done:
    """Ask for the paper of `thing` ("letters/ID" or "casefiles/ID"). `until`: yyyymmdd, when it will be back.

    Raises NotFound for what the reader may not read, AskedAlready, WrongUse and DayGone with the field."""
    demand(reader, ASK)
    paper = paper_of(house, reader, thing)
    said = stated("The reason", " ".join(why.split()), LONGEST_WHY, "why")
    _demand_to_come(house, paper.unit, until, "until")
    for row in of_thing(house, thing):
        if row["person"] == reader.person and row["state"] in OPEN:
            raise AskedAlready
    grants = [*paper.grants, f"person:{reader.person}"]
    loan = Loan(thing=thing, unit=paper.unit, person=reader.person, why=said, until=until, grants=grants)
    after = {"thing": thing, "person": reader.person, "why": said, "until": until}
    event = happened(reader, "loan.requested", loan.id, of=OF, after=after)
    sequence = house.store.commit(Changes.of(loan, events=[event])).sequence
    return Done(str(loan.id), sequence)


def lend(house: House, reader: Reader, id: str, due: int | None = None) -> Done:
    """Hand the paper out; `due`: when it is to be back, without it after the office's working days.

    Raises NotFound, Forbidden, LoanNotNow, PaperOut, DayGone."""

    def change(loan: Loan) -> Changes:
        _demand_state(loan, "requested")
        today = day_in(house.store.get(Unit, loan.unit), now())
        back = due or loan.until or due_of(house, loan.unit)
        _demand_to_come(house, loan.unit, back, "due")
        beside = _taken_out(house, loan)
        loan.state, loan.out, loan.due, loan.lent_by, loan.lent_at = "lent", loan.thing, back, reader.person, now()
        if loan.number:
            return beside
        loan.year = today // 10_000
        return beside + Changes(draws=(Draw(f"loans/{loan.unit}/{loan.year}", loan, "number"),))

    return _act(house, reader, id, "loan.lent", change)


def give_back(house: House, reader: Reader, id: str, said: str = "") -> Done:
    """It is there again; `said`: in which state."""

    def change(loan: Loan) -> Changes:
        _demand_state(loan, "lent")
        beside = _back(house, loan)
        loan.state, loan.out, loan.said, loan.ended_at = "returned", None, _perhaps(said, "said"), now()
        return beside

    return _act(house, reader, id, "loan.returned", change)


def refuse(house: House, reader: Reader, id: str, why: str) -> Done:
    """The paper does not go out; the borrower is told why."""
    because = stated("The reason", " ".join(why.split()), LONGEST_WHY, "said")

    def change(loan: Loan) -> Changes:
        _demand_state(loan, "requested")
        loan.state, loan.said, loan.ended_at = "refused", because, now()
        return Changes()

    return _act(house, reader, id, "loan.refused", change)


def extend(house: House, reader: Reader, id: str, due: int) -> Done:
    """Another day on which it is to be back. Raises DayGone."""

    def change(loan: Loan) -> Changes:
        _demand_state(loan, "lent")
        _demand_to_come(house, loan.unit, due, "due")
        loan.due, loan.extended = due, True
        return Changes()

    return _act(house, reader, id, "loan.extended", change)


def withdraw(house: House, reader: Reader, id: str) -> Done:
    """The borrower does not need it any more, before it went out."""

    def change(loan: Loan) -> Changes:
        _demand_state(loan, "requested")
        loan.state, loan.ended_at = "withdrawn", now()
        return Changes()

    return _act(house, reader, id, "loan.withdrawn", change, own=True)


def undo(house: House, reader: Reader, sequence: int) -> Done:
    """Take back what an act came to. Raises NotFound, Conflict when it is no longer so, PaperOut."""
    event = house.store.get(Event, event_id(sequence))
    if event is None or event["verb"] not in UNDONE:
        raise NotFound(what="Event")
    before, after = told(*with_values(house, [event]))

    def change(loan: Loan) -> Changes:
        if not before or _said(loan) != after:
            raise Conflict(what="This loan")
        beside = _taken_out(house, loan) if before["out"] else _back(house, loan) if after["out"] else Changes()
        for name, value in before.items():
            setattr(loan, name, value)
        loan.ended_at = None
        return beside

    id = event["thing"].partition("/")[2]
    return _act(house, reader, id, "loan.undone", change, own=event["verb"] == "loan.withdrawn")


def loan(house: House, reader: Reader, id: str, *, own: bool = False) -> Row:
    """A loan that the reader manages, or with `own` has asked for. Raises NotFound."""
    row = house.store.get(Loan, id)
    if row is None or not (manages(house, reader, row) or (own and row["person"] == reader.person)):
        raise NotFound(what="Loan")
    return row


def manages(house: House, reader: Reader, row: Row) -> bool:
    """Whether they lend this paper out: of a unit of theirs, and what they may read themselves."""
    if reader.units is not None and row["unit"] not in reader.units:
        return False
    if not may_manage(reader):
        return False
    try:
        return bool(paper_of(house, reader, row["thing"]))
    except NotFound:
        return False


def may_manage(reader: Reader) -> bool:
    return may(reader, MANAGE)


def of_thing(house: House, thing: str) -> list[Row]:
    """All loans of a paper, the latest first."""
    return house.store.find(Loan, {"thing": thing}, sort=[("asked_at", -1)], limit=MOST)


def out_of(house: House, thing: str, within: str | None) -> Row | None:
    """The loan by which a paper is out: its own, or that of the case file that it is in."""
    wanted = [thing, *([f"casefiles/{within}"] if within else [])]
    rows = house.store.find(Loan, {"out": {"$in": wanted}}, limit=2)
    return rows[0] if rows else None


def due_of(house: House, unit: str) -> int:
    """When what is lent today is to be back, by the calendar of the unit."""
    row = house.store.get(Unit, unit)
    days = Workdays.of(house.store, Shelf(house.settings.home), row)
    return day_number(days.plus(day_of(day_in(row, now())), house.settings.deadlines.loan_days))


def _act(
    house: House, reader: Reader, id: str, verb: str, change: Callable[[Loan], Changes], *, own: bool = False
) -> Done:
    def decide() -> Changes:
        row = loan(house, reader, id, own=own)
        demand(reader, ASK if own and row["person"] == reader.person else MANAGE)
        one = Loan.unpacked(row)
        before = _said(one)
        beside = change(one)
        event = happened(reader, verb, id, of=OF, before=before, after=_said(one))
        return Changes.of(one, events=[event]) + beside

    try:
        done = again(house.store, decide)
    except Taken as error:
        row = loan(house, reader, id, own=own)
        other = out_of(house, row["thing"], None) or {}
        raise PaperOut(number=other.get("number"), due=_day(other.get("due"))) from error
    return Done(id, done[0] if done else None)


def _taken_out(house: House, one: Loan) -> Changes:
    """What is written beside a loan that goes out, so that neither the paper nor what holds it goes out twice: its case
    file is at another version then. Raises PaperOut."""
    paper = paper_of(house, None, one.thing)
    other = out_of(house, one.thing, paper.casefile)
    if other is None and paper.is_casefile:
        inside = house.store.find(Loan, {"within": paper.id, "state": "lent"}, limit=1)
        other = inside[0] if inside else None
    if other is not None:
        raise PaperOut(number=other.get("number"), due=_day(other.get("due")))
    one.within = paper.casefile
    return _casefile(house, paper.id if paper.is_casefile else paper.casefile, out=paper.is_casefile)


def _back(house: House, one: Loan) -> Changes:
    kind, _, id = one.thing.partition("/")
    return _casefile(house, id, out=False) if kind == "casefiles" else Changes()


def _casefile(house: House, id: str | None, *, out: bool) -> Changes:
    row = house.store.get(CaseFile, id) if id else None
    if row is None:
        return Changes()
    file = CaseFile.unpacked(row)
    file.on_loan = out
    return Changes.of(file)


def _said(loan: Loan) -> dict[str, Any]:
    return {name: loan[name] for name in KEPT}


def _demand_state(loan: Loan, wanted: str) -> None:
    if loan.state != wanted:
        raise LoanNotNow(state=loan.state)


def _demand_to_come(house: House, unit: str, day: int | None, field: str) -> None:
    """Raises WrongUse for what is no day, DayGone for one that is over."""
    if day is None:
        return
    try:
        day_of(day)
    except ValueError as error:
        raise WrongUse(what=str(day), why="it is no day", field=field) from error
    if day < day_in(house.store.get(Unit, unit), now()):
        raise DayGone(field=field)


def _perhaps(said: str, field: str) -> str:
    tidy = " ".join(said.split())
    return stated("What is said", tidy, LONGEST_WHY, field) if tidy else ""


def _day(number: int | None) -> str:
    return day_of(number).isoformat() if number else "?"
