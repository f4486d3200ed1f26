"""The tests that every page holds to. A module names its places: `class TestArchive(Holds): places = ARCHIVE`."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest

from drafting.template import all_shipped
from lontar.indexed import casefile_said
from office.public_holidays import public_holidays
from office.vocabularies import KINDS, Shelf
from schemas.appointment import Appointment
from schemas.assignment import Assignment
from schemas.batch import Batch
from schemas.box import Box, Folder
from schemas.casefile import CaseFile
from schemas.description import Description
from schemas.disposition import Disposition
from schemas.draft import Draft
from schemas.draft_version import DraftVersion
from schemas.item import Item
from schemas.legal_hold import LegalHold
from schemas.letter import Letter
from schemas.letter_text import LetterText
from schemas.loan import Loan
from schemas.number_form import NumberForm
from schemas.office import Office
from schemas.person import Person
from schemas.personal_token import PersonalToken
from schemas.position import Position
from schemas.proposal import Proposal
from schemas.recipient_list import RecipientList
from schemas.retention import Retention
from schemas.saved_search import SavedSearch
from schemas.saved_view import SavedView
from schemas.sending import Mailing
from schemas.stored import now
from schemas.table_import import ImportFile, ImportMapping, ImportPart, TableImport
from schemas.tombstone import Tombstone
from schemas.unit import Unit
from tests.web import checks
from tests.web.many import TAGGED
from tests.web.places import Place
from tests.web.sites import LOOKS, Desk, Site
from web.i18n.catalogue import PSEUDO
from web.i18n.language import LANGUAGES

ASKED = (
    "jumbatun",
    "perbaikan jumbatun zzzzzz",
    "zzzzzz",
    "jembatan (jalan",
    "jembotan hal",
    "hal = Perihal",
    "surat dari dinas tentang jembatan sejak 1960",
    TAGGED,
    "boks;folder;nomor",
    "code,active 005,x",
    "state:awaiting",
)
LEFT = "surat dari tentang"
"""Words of a sentence that were not looked for."""
NAMES = (
    *("Lontar", "Chrome", "Linux", "PNG", "TIFF", "PDF", "XLSX", "CSV", "sha256", "jemb", LEFT, *ASKED),
    *("sha256_ecdsa", "ec-secp256r1", "B-LT", "Sri Contoh", "surat.pdf"),
)
"""Of products and formats, and what was asked for."""
FROM_THE_ARCHIVE = (
    Appointment,
    Assignment,
    Batch,
    Box,
    Description,
    Disposition,
    Draft,
    DraftVersion,
    Folder,
    ImportFile,
    ImportMapping,
    ImportPart,
    Item,
    NumberForm,
    Letter,
    LegalHold,
    LetterText,
    Loan,
    Person,
    PersonalToken,
    Position,
    Proposal,
    RecipientList,
    Retention,
    Mailing,
    SavedSearch,
    SavedView,
    TableImport,
    Tombstone,
    Unit,
    Office,
)
NUMBERED = ("box", "folder", "number")
"""What an item of a batch is called by, in one."""


class Holds:
    """At the size of a phone in light and Indonesian, at that of a desk in the dark and English."""

    places: Sequence[Place]

    @pytest.mark.parametrize("look", LOOKS)
    def test_a_page_holds(self, desk: Desk, place: Place, look: str) -> None:
        page, said = desk.show(place, LOOKS[look])
        found = [
            checks.fits,
            partial(checks.leads, place.main),
            partial(checks.says_dates_in_full, LOOKS[look].language),
        ]
        narrow = [partial(checks.survives_320, place.apart)] if look == "phone" else []
        paper = [checks.prints] if LOOKS[look].theme == "dark" else []
        opened = [checks.holds_the_policy, checks.shows_the_focus, checks.is_accessible]
        faults = checks.faults(page, [*found, *narrow, *paper, *opened])
        # Chromium itself tells on its console that a page was answered with an error.
        faults += [one for one in said if not (place.status >= 400 and str(place.status) in one)]
        assert faults == [], "\n".join(faults)

    def test_every_string_comes_from_the_catalogue(self, desk: Desk, place: Place) -> None:
        look = LOOKS["desk"]
        page, _ = desk.page(place.who, look)
        page.context.add_cookies([{"name": "language", "value": PSEUDO, "url": desk.site.address}])
        page, _ = desk.show(place, look)
        faults = checks.faults(page, [checks.holds_the_policy, partial(checks.is_catalogued, data(desk.site))])
        page.context.add_cookies([{"name": "language", "value": look.language, "url": desk.site.address}])
        assert faults == [], "\n".join(faults)


def data(site: Site) -> list[str]:
    """What pages show that is nobody's to translate: what the archive holds, and names."""
    store, shelf = site.house.store, Shelf(site.house.settings.home)
    held = [text for kind in FROM_THE_ARCHIVE for row in store.every(kind) for text in strings(row)]
    words = [text for name in KINDS for entry in shelf.get(name).entries for text in strings(vars(entry))]
    files = [casefile_said(row) for row in store.every(CaseFile)]
    years = [now().year, now().year + 1]
    days = [name for year in years for lang in ("id", "en") for name in public_holidays(year, lang).values()]
    labels = [text for one in all_shipped() for text in strings([vars(one), *map(vars, one.fields)])]
    items = [
        f"{'/'.join(str(row.get(name, '')) for name in NUMBERED)} {row.get('description')}" for row in store.every(Item)
    ]
    return [*held, *items, *files, *words, *labels, *days, *LANGUAGES.values(), "Lontar", *NAMES]


def strings(value: Any) -> list[str]:
    """All strings in a value."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [text for part in parts for text in strings(part)]
