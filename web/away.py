"""A page while the store is away: who asks is not known in it, and nothing is looked up a second time."""

from flask import g
from flask_login import AnonymousUserMixin


def leave_store() -> None:
    """From now on this request asks nothing of the store, so that nobody waits for it more than once."""
    g.store_is_away = True
    g.principal = g.office = None
    g._login_user = AnonymousUserMixin()  # where Flask-Login keeps who it found in this request


def store_is_away() -> bool:
    return "store_is_away" in g
