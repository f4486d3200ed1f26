"""The demo office: an invented regency with a person for each role, each in a position, and a second agency with a
section, so that letters can be sent round. Its accounts have no password: on this machine the sign-in page offers them
with one click."""

from office import people
from office.units import ROOT, root
from schemas.errors import Conflict
from schemas.event import INSTALLATION
from schemas.office import OFFICE, Office
from schemas.position import Holding, Position
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Store

NAME = "Kabupaten Sukamaju"
LETTERS, DRAFTS = 40, 4
"""So many sample letters lie in it (samples/demo.py), and so many drafts (samples/outgoing.py)."""
PASSPHRASE = "kunci-demo"  # noqa: S105 - of keys that are made for one demo and that nobody else trusts
"""Of the key of everybody who signs in it: told to whoever looks at it."""
UNITS = {
    "setda": ("SETDA", "Sekretariat Daerah", ROOT),
    "dpu": ("DPU", "Dinas Pekerjaan Umum", ROOT),
    "rawabening": ("KEC-RAWABENING", "Kecamatan Rawabening", ROOT),
    "cempaka": ("DESA-CEMPAKA", "Desa Cempaka", "rawabening"),
}
"""id: code, name, parent."""
NEW_UNITS = {
    "distan": ("DISTAN", "Dinas Pertanian", ROOT),
    "perkebunan": ("DISTAN-BUN", "Bidang Perkebunan", "distan"),
}
"""Those that no letter lies with at first."""
PEOPLE = {
    "arsiparis": ("Arsiparis", ["archivist"], "setda", "Arsiparis"),
    "agendaris": ("Agendaris", ["clerk"], "setda", "Agendaris"),
    "sekda": ("Sekretaris Daerah", ["manager"], ROOT, "Sekretaris Daerah"),
    "kadis": ("Kepala Dinas PU", ["manager"], "dpu", "Kepala Dinas"),
    "staf": ("Staf Dinas PU", ["staff"], "dpu", "Pengelola Jalan dan Jembatan"),
    "kades": ("Kepala Desa", ["manager"], "cempaka", "Kepala Desa"),
    "pemeriksa": ("Pemeriksa", ["auditor"], ROOT, "Auditor Madya"),
    "admin": ("Administrator", ["administrator"], ROOT, "Pranata Komputer"),
    "kadistan": ("Kepala Dinas Pertanian", ["manager"], "distan", "Kepala Dinas Pertanian"),
    "kabid": ("Kepala Bidang Perkebunan", ["manager"], "perkebunan", "Kepala Bidang Perkebunan"),
    "penyuluh": ("Penyuluh Pertanian", ["staff", "clerk"], "perkebunan", "Penyuluh Pertanian"),
}
"""login: name, roles, unit, title of the position; managers are the heads of their units."""


def found(store: Store, operator: str | None = None) -> None:
    """Commit the demo office; does nothing where one stands."""
    if store.get(Office, OFFICE) is not None:
        return
    units = [root(NAME, "SUKAMAJU")]
    paths = {ROOT: [ROOT]}
    for id, (code, name, parent) in (UNITS | NEW_UNITS).items():
        paths[id] = [*paths[parent], id]
        units.append(Unit(id=id, code=code, name=name, parent=parent, path=paths[id]))
    accounts, positions, holdings = [], [], []
    for login, (name, roles, unit, title) in PEOPLE.items():
        account = people.person(name, f"{login}@sukamaju.example", roles, unit)
        accounts.append(account)
        head = "manager" in roles
        id, code = (f"kepala-{unit}", f"K-{unit}") if head else (login, login.upper())
        positions.append(Position(id=id, code=code, unit=unit, title=title, head=head))
        holdings.append(Holding(person=account.id, position=id))
    office = Office(id=OFFICE, name=NAME, demo=True, open_legacy=True)
    after = {"name": NAME, "demo": True}
    event = Happened("office.founded", f"office/{OFFICE}", INSTALLATION, operator=operator, after=after)
    try:
        store.commit(Changes.of(office, *units, *accounts, *positions, *holdings, events=[event]))
    except Conflict:
        return  # another process founded it at the same moment
