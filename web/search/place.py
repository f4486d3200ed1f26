"""The blueprint of the search pages."""

from flask import Blueprint

place = Blueprint("search", __name__)
