"""The blueprint of the pages of description."""

from flask import Blueprint

place = Blueprint("describing", __name__)
