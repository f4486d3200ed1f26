"""The blueprint of the JSON API."""

from flask import Blueprint

from web.api import query

place = Blueprint("api", __name__, url_prefix="/api/v1")
place.before_request(query.check)
