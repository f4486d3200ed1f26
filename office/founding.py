"""A new office: its name, its units, its first administrator; done once."""

from office import people
from office.units import ROOT, root
from schemas.errors import Conflict, Taken
from schemas.office import Office
from schemas.person import Person
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Store

OFFICE = "office"


def is_founded(store: Store) -> bool:
    return store.get(Office, OFFICE) is not None


def found(
    store: Store, name: str, admin: tuple[str, str, str], units: tuple[Unit, ...] = (), actor: str = "installation"
) -> Person:
    """Commit a new office; `admin` is (name, login, password) of the first administrator, `units` a whole tree or
    none (then the office is one unit). Raises Taken when there is one already, WrongUse."""
    who, login, password = admin
    administrator = people.person(who, login, ["administrator"], ROOT, password)
    office = Office(id=OFFICE, name=name)
    event = Happened("office.founded", f"office/{OFFICE}", actor, after={"name": name})
    try:
        store.commit(Changes.of(office, administrator, *(units or (root(name),)), events=[event]))
    except Conflict as error:
        raise Taken(what="This home") from error
    return administrator
