"""To whom somebody wants to send: units, whole branches, positions, saved lists and addresses, as they name them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lontar.sending.lists import list_for, list_named
from lontar.wiring import House
from office.access import Reader
from office.units import by_code
from schemas.errors import NotFound, WrongUse
from schemas.position import Position
from schemas.recipient_list import LONGEST_ADDRESS
from schemas.unit import Unit
from store.contract import Row

LIST = "@"
"""What the name of a saved list begins with, where recipients are named in words."""
MOST_BELOW = 10_000


@dataclass(frozen=True)
class Wanted:
    """Ids of units, of units that are meant with all below them, of positions and lists; e-mail addresses."""

    units: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meant:
    """Everybody once: units and positions as stored, addresses in lower case."""

    units: Sequence[Row]
    positions: Sequence[Row]
    addresses: Sequence[str]


def named(house: House, reader: Reader, words: Iterable[str], branches: Iterable[str] = ()) -> Wanted:
    """Each word is the code of a unit or a position, an e-mail address, or @ with the name of a list; branches are
    codes of units. Raises NotFound, WrongUse."""
    wanted = Wanted(branches=tuple(by_code(house.store, code)["_id"] for code in branches))
    for word in words:
        wanted = _with(house, reader, wanted, word.strip())
    return wanted


def meant(house: House, reader: Reader, wanted: Wanted) -> Meant:
    """All of them, the lists and branches taken apart. Raises NotFound for a list of others, WrongUse for what is no
    address."""
    lists = [list_for(house, reader, id) for id in wanted.lists]
    below = [row["_id"] for one in wanted.branches for row in _branch(house, one)]
    units = [*wanted.units, *below, *(id for one in lists for id in one.get("units") or ())]
    positions = [*wanted.positions, *(id for one in lists for id in one.get("positions") or ())]
    written = [*wanted.addresses, *(one for row in lists for one in row.get("addresses") or ())]
    found = house.store.get_many(Unit, list(dict.fromkeys(units)))
    places = house.store.get_many(Position, list(dict.fromkeys(positions)))
    return Meant(list(found.values()), list(places.values()), list(dict.fromkeys(map(address, written))))


def address(typed: str) -> str:
    """An e-mail address as it is kept. Raises WrongUse."""
    said = typed.strip().lower()
    name, _at, domain = said.rpartition("@")
    if not name or "." not in domain or len(said) > LONGEST_ADDRESS or not _plain(said):
        raise WrongUse(what=said or "The address", why="it must be an e-mail address", field="addresses")
    return said


def _plain(said: str) -> bool:
    """Of one word that a header can hold; addresses beyond ASCII would need servers that take them."""
    return said.isascii() and said.isprintable() and not set(said) & set(' <>,;:"()[]\\') and said.count("@") == 1


def _with(house: House, reader: Reader, wanted: Wanted, word: str) -> Wanted:
    if word.startswith(LIST):
        return replace(wanted, lists=(*wanted.lists, list_named(house, reader, word.removeprefix(LIST))["_id"]))
    if LIST in word:
        return replace(wanted, addresses=(*wanted.addresses, address(word)))
    for kind, name in ((Unit, "units"), (Position, "positions")):
        rows = house.store.find(kind, {"code": word}, sort=[("code", 1)], limit=1, fields=())
        if rows:
            return replace(wanted, **{name: (*getattr(wanted, name), str(rows[0]["_id"]))})
    raise NotFound(what=f"Unit or position {word}", field="to")


def _branch(house: House, unit: str) -> list[Row]:
    return house.store.find(Unit, {"path": unit}, sort=[("code", 1)], limit=MOST_BELOW, fields=())


def kept(all_: Meant) -> dict[str, list[str]]:
    """What a saved list holds of them."""
    units, positions = ([str(row["_id"]) for row in some] for some in (all_.units, all_.positions))
    return {"units": units, "positions": positions, "addresses": list(all_.addresses)}
