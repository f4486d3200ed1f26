"""For supervisors and load balancers: /healthz (the process answers), /readyz (the store answers: without it no page
can be shown; without the index only searching waits, and no balancer shall take the rest away for that)."""

from flask import Blueprint, Response

from schemas.letter import Letter
from web.access import route
from web.current import house

place = Blueprint("health", __name__)


@route(place, "/healthz", public="says only that the process answers", summary="Alive")
def healthz() -> Response:
    return Response("ok\n", mimetype="text/plain")


@route(place, "/readyz", public="says only that the store answers", summary="Ready")
def readyz() -> Response:
    """503 with the sentence when the store is not there."""
    house().store.count(Letter, {"stage": "failed"})
    return Response("ready\n", mimetype="text/plain")
