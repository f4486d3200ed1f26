"""Every document class: one import defines them all."""

from schemas.adoption import Adoption, Visitor
from schemas.alert import Alert
from schemas.appointment import Appointment
from schemas.arrival import Arrival
from schemas.assignment import Assignment
from schemas.attempts import Attempts
from schemas.backup import Backup
from schemas.batch import Batch
from schemas.box import Box, Folder
from schemas.calendar_feed import CalendarFeed
from schemas.casefile import CaseFile
from schemas.collected import Collected
from schemas.delegation import Delegation
from schemas.description import Description
from schemas.disposition import Disposition
from schemas.draft import Draft, Initial
from schemas.draft_version import DraftVersion
from schemas.entry import RegisterEntry
from schemas.erasing import Erasing
from schemas.event import Event, EventValues
from schemas.fixity import FixityFault, FixityRound
from schemas.issued import Issued
from schemas.item import Item
from schemas.job import Job, JobPart
from schemas.kept_form import KeptForm
from schemas.ledger_count import LedgerCount
from schemas.legal_hold import LegalHold
from schemas.lesson import Lesson
from schemas.letter import FieldValue, Letter, LetterFile, Note
from schemas.letter_text import LetterText
from schemas.loan import Loan
from schemas.look import Look
from schemas.move import Move
from schemas.notice import Notice
from schemas.number_form import NumberForm
from schemas.office import Office
from schemas.once import Once
from schemas.page import Page
from schemas.person import Person
from schemas.personal_token import PersonalToken
from schemas.position import Holding, Position
from schemas.presence import Presence
from schemas.proposal import Proposal
from schemas.recipient_list import RecipientList
from schemas.retention import Retention
from schemas.saved_search import SavedSearch
from schemas.saved_view import SavedView
from schemas.secret_line import SecretLine
from schemas.sending import Mailing, Sending
from schemas.signing_attempt import SigningAttempt
from schemas.stored import Stored
from schemas.table_import import ImportFile, ImportMapping, ImportPart
from schemas.tombstone import Tombstone
from schemas.unit import Unit
from schemas.upload import Upload
from schemas.work import Work

__all__ = [
    "Adoption",
    "Alert",
    "Appointment",
    "Arrival",
    "Assignment",
    "Attempts",
    "Backup",
    "Batch",
    "Box",
    "CalendarFeed",
    "CaseFile",
    "Collected",
    "Delegation",
    "Description",
    "Disposition",
    "Draft",
    "DraftVersion",
    "Erasing",
    "Event",
    "EventValues",
    "FieldValue",
    "FixityFault",
    "FixityRound",
    "Folder",
    "Holding",
    "ImportFile",
    "ImportMapping",
    "ImportPart",
    "Initial",
    "Issued",
    "Item",
    "Job",
    "JobPart",
    "KeptForm",
    "LedgerCount",
    "LegalHold",
    "Lesson",
    "Letter",
    "LetterFile",
    "LetterText",
    "Loan",
    "Look",
    "Mailing",
    "Move",
    "Note",
    "Notice",
    "NumberForm",
    "Office",
    "Once",
    "Page",
    "Person",
    "PersonalToken",
    "Position",
    "Presence",
    "Proposal",
    "RecipientList",
    "RegisterEntry",
    "Retention",
    "SavedSearch",
    "SavedView",
    "SecretLine",
    "Sending",
    "SigningAttempt",
    "Tombstone",
    "Unit",
    "Upload",
    "Visitor",
    "Work",
    "every_document",
]


def every_document() -> list[type[Stored]]:
    """All concrete document classes by collection name, as a store declares them."""
    found: list[type[Stored]] = []
    waiting = list(Stored.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if not kind._meta.get("abstract"):
            found.append(kind)
    return sorted(found, key=lambda kind: kind.collection())
