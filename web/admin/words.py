"""What the templates of the administration need in words: roles, faults of tables, the pages of the menu."""

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from office import personal_tokens
from office.tables import Fault
from web.admin.place import PAGES

ROLES = {
    "archivist": _l("Archivist"),
    "clerk": _l("Registry clerk"),
    "staff": _l("Staff"),
    "manager": _l("Manager"),
    "administrator": _l("Administrator"),
    "auditor": _l("Auditor"),
}

STATES = {"preparing": _l("Preparing"), "pilot": _l("Pilot"), "live": _l("Live")}

ROOMS = {
    "engines": _l("Where things are kept"),
    "logs": _l("Log"),
    "work_pool": _l("Who reads"),
    "ingest": _l("How letters are read"),
    "inbound": _l("Scanner folder and mailbox"),
    "paper": _l("Pages"),
    "accounts": _l("Accounts"),
    "office": _l("Mail"),
    "webhook": _l("Webhook"),
    "outward": _l("Own network"),
    "outside": _l("Mail to the outside"),
    "search": _l("Searching"),
    "archive": _l("Reading originals again"),
    "signatures": _l("Signatures"),
    "verify": _l("Verifying signatures"),
    "deadlines": _l("Deadlines"),
    "web": _l("Web"),
    "single_sign_on": _l("Sign-in service"),
}


DAY_KINDS = {"holiday": _l("Holiday"), "joint-leave": _l("Joint leave"), "workday": _l("Working day")}


def day_kind(group: str) -> str:
    """What an entry of the table of days off is."""
    return str(DAY_KINDS.get(group, group))


def room_name(room: str) -> str:
    """The heading of a room's settings."""
    return str(ROOMS[room])


def role_name(role: str) -> str:
    return str(ROLES.get(role, role))


def scope_said(scope: str) -> str:
    """What a scope of a personal token allows."""
    return str(gettext(personal_tokens.CALLED[scope]))


def state_name(state: str) -> str:
    """How far a unit has come on board."""
    return str(STATES.get(state, state))


def fault_said(fault: Fault) -> str:
    """What is wrong in a line, in the reader's language."""
    return str(gettext(str(fault.template))) % fault.params


def install(app: Flask) -> None:
    app.jinja_env.filters["role_name"] = role_name
    app.jinja_env.globals.update(
        role_name=role_name, room_name=room_name, state_name=state_name, fault_said=fault_said, admin_pages=PAGES
    )
    app.jinja_env.globals.update(day_kind=day_kind, scope_said=scope_said)
