"""The place of the pages of imports."""

from flask import Blueprint

place = Blueprint("importing", __name__)
