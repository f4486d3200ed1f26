"""Going back: a letter withdrawn and restored, and any act of a person undone by another one that stands in the log."""

from collections.abc import Iterable

from lontar.act import Change, act, happened
from lontar.errors import ClosedCaseFile, PagesElsewhere
from lontar.facts import FACTS, stands, told, with_values
from lontar.intake.together import apart_again
from lontar.values import stated
from lontar.wiring import House
from office.access import CALLED, Reader, demand
from schemas.casefile import CaseFile
from schemas.errors import Conflict, Forbidden, NotFound, WrongUse
from schemas.event import Event
from schemas.letter import LONGEST_REASON, Letter
from store.chain import event_id
from store.changes import Changes, Happened, Hold
from store.contract import Row


def withdraw(house: House, reader: Reader, id: str, reason: str) -> list[int]:
    """Take a wrong registration out of sight, with the reason; `restore` undoes it."""
    done = act(house, reader, id, "letter.withdraw", withdrawing(reader, reason))
    if not done:
        raise WrongUse(what=f"Letter {id}", why="it is withdrawn already")
    return done


def withdrawing(reader: Reader, reason: str) -> Change:
    """Raises WrongUse at once for a reason that is none."""
    why = stated("The reason", reason, LONGEST_REASON, "reason")

    def change(letter: Letter) -> list[Happened]:
        if letter.withdrawn:
            return []
        letter.withdrawn = why
        return [happened(reader, "letter.withdrawn", letter.id, after={"reason": why})]

    return change


def restore(house: House, reader: Reader, id: str) -> list[int]:
    """Undo a withdrawal."""
    return act(house, reader, id, "letter.restore", restoring(reader))


def restoring(reader: Reader) -> Change:
    def change(letter: Letter) -> list[Happened]:
        if letter.within:
            raise PagesElsewhere()
        before, letter.withdrawn = letter.withdrawn, None
        return [happened(reader, "letter.restored", letter.id, before={"reason": before})] if before else []

    return change


def undo(house: House, reader: Reader, id: str, sequences: Iterable[int]) -> list[int]:
    """Take back what the events of these numbers brought about, by acts of its own that stand in the log.

    Raises Conflict when something of it is no longer so, NotFound for what is no act on this letter, Forbidden."""
    rows = house.store.get_many(Event, [event_id(sequence) for sequence in sequences])
    events = sorted(with_values(house, list(rows.values())), key=lambda event: -int(event["sequence"]))
    if not events or any(event["thing"] != f"letters/{id}" or event["verb"] not in FACTS for event in events):
        raise NotFound(what="Event")

    def change(letter: Letter) -> list[Happened]:
        return [undone(house, reader, letter, event) for event in events]

    def beside() -> Changes:
        return sum((apart_again(house, reader, event) + open_still(house, event) for event in events), Changes())

    return act(house, reader, id, "letter.read", change, beside=beside)


def undone(house: House, reader: Reader, letter: Letter, event: Row) -> Happened:
    """What an event (with its "values") brought about taken back from the letter alone. Raises Conflict, Forbidden,
    ClosedCaseFile where the letter would be back in a case file that was closed since."""
    fact, (before, after) = FACTS[event["verb"]], told(event)
    demand(reader, fact.action, dict(letter.to_mongo()))
    if (before or after).get("by", reader.person) != reader.person:
        raise Forbidden(action=CALLED[fact.action])  # a note is its writer's
    if not stands(letter, event):
        raise Conflict(what="This letter")
    open_still(house, event)
    fact.put(letter, before, after)
    return happened(reader, fact.back, letter.id, before=after, after=fact.now(letter, before))


def open_still(house: House, event: Row) -> Changes:
    """The case file into which a letter comes back, held as it stands: it is open. Raises ClosedCaseFile."""
    row = house.store.get(CaseFile, told(event)[0].get("casefile") or "")
    if row is None:
        return Changes()
    if row["state"] != "open":
        raise ClosedCaseFile(number=row["number"])
    return Changes(holds=(Hold(CaseFile, row["_id"], row["version"]),))
