"""The blueprint of the administration, and its pages in the order of its menu."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

place = Blueprint("admin", __name__)

PAGES = (
    ("admin.overview", _l("Overview")),
    ("admin.people", _l("People")),
    ("admin.holdings", _l("Who holds what")),
    ("admin.units", _l("Units")),
    ("admin.all_positions", _l("Positions")),
    ("admin.adoption", _l("Adoption")),
    ("admin.office", _l("Office")),
    ("admin.letterhead", _l("Letterhead")),
    ("admin.numbers", _l("Forms of numbers")),
    ("admin.mail", _l("Mail")),
    ("admin.deadlines", _l("Deadlines and days off")),
    ("admin.vocabularies", _l("Vocabularies")),
    ("admin.letter_templates", _l("Templates of letters")),
    ("admin.failed", _l("Failures")),
    ("admin.settings", _l("Settings")),
)
