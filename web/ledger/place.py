"""The blueprint of the ledger and the dashboard."""

from flask import Blueprint

place = Blueprint("ledger", __name__)
