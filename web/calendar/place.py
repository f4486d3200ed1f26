"""The blueprint of the calendar."""

from flask import Blueprint

place = Blueprint("calendar", __name__)
