"""People as the accounts library sees them.

Flask-Security finds features by looking for attributes, so the user class has exactly those of the features in use.
"""

from typing import Any

from flask_security import RoleMixin, UserDatastore, UserMixin

from office.people import ONCE, end_sessions
from schemas.person import Person
from store.again import again
from store.changes import Changes, Happened
from store.contract import Row
from web.current import house


class User(UserMixin):
    """A person's row under the names the library expects."""

    # Attributes of the class: the library looks for features there.
    id: str = ""  # type: ignore[assignment] # the library means numbers, ours are strings
    email: str = ""
    password: str | None = None
    fs_uniquifier: str | None = None  # type: ignore[assignment] # none before the first sign-in
    active: bool = True

    def __init__(self, row: Row) -> None:
        self.row = row
        self.id = str(row["_id"])
        self.email = str(row["login"])
        self.password = row.get("password")
        self.fs_uniquifier = row.get("uniquifier")
        self.active = bool(row.get("active", True))
        self.roles: list[RoleMixin] = []


class Role(RoleMixin):
    """Unused by the library here: what a person may do is for office.access to say."""

    name = ""


class People(UserDatastore):
    """One look at an index for each request (`uniquifier`) and for each sign-in (`login`)."""

    def __init__(self) -> None:
        super().__init__(User, Role)

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> User | None:
        (name, value), *_ = wanted.items()
        if name == "email":
            where = {"login": str(value).lower()}
        elif name == "fs_uniquifier":
            where = {"uniquifier": str(value)}
        else:
            return None
        rows = house().store.find(Person, where, limit=1)
        return User(rows[0]) if rows else None

    def find_role(self, role: str) -> None:
        return None

    def put(self, user: User) -> User:
        """Keep what the library may change: password, uniquifier, whether active."""

        def change(person: Person) -> None:
            if person.password != user.password:
                person.account.pop(ONCE, None)
                end_sessions(person)
            person.password = user.password
            person.uniquifier = user.fs_uniquifier
            person.active = user.active

        edit(user.id, change, "person.credentials")
        user.row = house().store.get(Person, user.id) or user.row
        return user

    def commit(self) -> None:
        """`put` has committed already."""


def edit(person_id: str, change: Any, verb: str, actor: str | None = None) -> None:
    """Change one account and tell the event log that it happened, without any secret in it; `verb` "" tells nothing.

    Tried again when another process changed the account in between. Raises Conflict, NotFound."""
    store = house().store

    def decide() -> Changes:
        person = store.load(Person, person_id)
        change(person)
        events = [Happened(verb, f"people/{person_id}", actor or person_id)] if verb else []
        return Changes.of(person, events=events)

    again(store, decide)
