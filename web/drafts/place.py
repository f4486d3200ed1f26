"""The blueprint of the pages of drafts."""

from flask import Blueprint

place = Blueprint("drafts", __name__)
