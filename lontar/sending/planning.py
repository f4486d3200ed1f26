"""What a sending would come to, before it is done: who gets it, who has it, who gets paper, who is left out and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lontar.errors import AwaitsScan
from lontar.paging import is_whole
from lontar.routing.delivering import LIVE, PAPER, THERE, units_with
from lontar.sending.wanted import Meant, Wanted, meant
from lontar.settings import again
from lontar.wiring import House
from office.access import Reader
from office.errors import ClosedPosition
from office.mail import is_set
from office.units import is_live
from routing.errors import NoMail, NotByMail, NotWholeToMail, OwnUnit, TooLargeToMail
from routing.sending import Load
from schemas.errors import LontarError
from schemas.sending import Mailing
from schemas.unit import Unit
from store.contract import Row

MAIL, LEFT = "mail", "left"
OUTCOMES = (LIVE, THERE, PAPER, MAIL, LEFT)
"""What becomes of a recipient: an entry is made, it has one already, it gets paper, a mail, or nothing."""
MOST_BYTES = 20 * 1024 * 1024
"""Of the files of a mailed letter; base64 makes a third more of them, and servers take 25 or 30 MB."""
MOST = 10_000
GONE = ("recalled", "failed")
"""Mailings after which an address has nothing, and nothing is under way."""


@dataclass(frozen=True)
class Line:
    """One recipient; `kind`: unit, position (only where it is left out) or address; `id` of it, `name` what it is
    called; `named`: ids of the positions of a unit that the letter names; `why` it is left out."""

    kind: str
    id: str
    name: str
    outcome: str
    named: tuple[str, ...] = ()
    why: LontarError | None = None


@dataclass(frozen=True)
class Plan:
    """`units`: as stored, those that get it in their books."""

    lines: Sequence[Line]
    units: Sequence[Row]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(one.outcome for one in self.lines)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def of(self, outcome: str) -> list[Line]:
        return [one for one in self.lines if one.outcome == outcome]

    @property
    def load(self) -> Load:
        named = {one.id: one.named for one in self.of(LIVE)}
        paper, addresses = ([one.id for one in self.of(outcome)] for outcome in (PAPER, MAIL))
        return Load(self.units, named, paper, addresses)


def planned(house: House, reader: Reader, letter: Row, sender: str, wanted: Wanted) -> Plan:
    """Of a letter of the unit `sender`, in the order of the codes. Raises NotFound for a list of others, WrongUse for
    what is no address."""
    all_ = meant(house, reader, wanted)
    places, left = _places(all_, sender)
    units = [row for row in _units(house, all_, list(places)) if row["_id"] != sender]
    has = units_with(house, letter["_id"])
    lines: list[Line] = []
    for row in units:
        outcome = THERE if row["_id"] in has else LIVE if is_live(row) else PAPER
        lines.append(Line("unit", row["_id"], row["name"], outcome, tuple(places.get(row["_id"], ()))))
    left += [_own(row) for row in all_.units if row["_id"] == sender]
    live = {one.id for one in lines if one.outcome == LIVE}
    addresses = list(_addresses(house, letter, all_.addresses))
    return Plan([*lines, *addresses, *left], [row for row in units if row["_id"] in live])


def _places(all_: Meant, sender: str) -> tuple[dict[str, list[str]], list[Line]]:
    """Positions by their unit; those that are left out."""
    found: dict[str, list[str]] = {}
    left = []
    for row in all_.positions:
        if row.get("closed"):
            left.append(Line("position", row["_id"], row["title"], LEFT, why=ClosedPosition(what=row["title"])))
        elif row["unit"] == sender:
            left.append(Line("position", row["_id"], row["title"], LEFT, why=OwnUnit(what=row["title"])))
        else:
            found.setdefault(row["unit"], []).append(row["_id"])
    return found, left


def _own(row: Row) -> Line:
    return Line("unit", row["_id"], row["name"], LEFT, why=OwnUnit(what=row["name"]))


def _units(house: House, all_: Meant, more: list[str]) -> list[Row]:
    """The units that are meant, and those of the positions."""
    rows = {row["_id"]: row for row in all_.units}
    rows |= house.store.get_many(Unit, [id for id in more if id not in rows])
    return sorted(rows.values(), key=lambda row: str(row["code"]))


def _addresses(house: House, letter: Row, addresses: Sequence[str]) -> Iterator[Line]:
    if not addresses:
        return
    rows = house.store.find(Mailing, {"letter": letter["_id"]}, sort=[("made_at", 1)], limit=MOST)
    has = {row["address"] for row in rows if row["state"] not in GONE}
    why = mailable(house, letter)
    for one in addresses:
        outcome = THERE if one in has else LEFT if why else MAIL
        yield Line("address", one, one, outcome, why=why if outcome == LEFT else None)


def mailable(house: House, letter: Row) -> LontarError | None:
    """Why a letter cannot go by mail; None: it can."""
    settings = again(house.settings)
    if not settings.outside.may_mail(letter["security_class"]):
        return NotByMail(security_class=letter["security_class"], field="addresses")
    if not is_set(settings.office):
        return NoMail(field="addresses")
    if not letter["files"]:
        return AwaitsScan()
    for file in letter["files"]:
        if not is_whole(file):
            return NotWholeToMail(file=file["name"], field="addresses")
    size = sum(file["size"] for file in letter["files"])
    if size > MOST_BYTES:
        most = MOST_BYTES // 1024**2
        return TooLargeToMail(size=-(-size // 1024**2), most=most, field="addresses")
    return None
