"""The blueprint of the pages of case files."""

from flask import Blueprint

place = Blueprint("casefiles", __name__)
