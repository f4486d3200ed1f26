"""Who asks in the request at hand, looked up once: the reader, their account, their time zone."""

from datetime import date, datetime, tzinfo
from typing import cast

from flask import g

from office.access import Reader
from office.days import zone_in, zone_of
from store.contract import Row
from web.accounts.principal import Principal, who_asks
from web.current import house


def _principal() -> Principal | None:
    if "principal" not in g:
        g.principal = who_asks()
    return cast("Principal | None", g.principal)


def reader() -> Reader | None:
    """Who asks: by personal token or by session; None when signed out."""
    found = _principal()
    return found.reader if found else None


def who() -> Reader:
    """Who asks, where the route has made sure that somebody does."""
    found = reader()
    assert found is not None
    return found


def person() -> Row | None:
    """The account of who asks, as the accounts library loaded it."""
    found = _principal()
    return found.account if found else None


def token() -> Row | None:
    """The personal token that the request carries, where it is good."""
    found = _principal()
    return found.token if found else None


def unit_zone() -> tzinfo:
    """The time zone of the asking person's unit."""
    if "unit_zone" not in g:
        asks = reader()
        g.unit_zone = zone_of(house().store, asks.unit) if asks else zone_in(None)
    return cast(tzinfo, g.unit_zone)


def today() -> date:
    """In the time zone of the asking person's unit."""
    return datetime.now(unit_zone()).date()
