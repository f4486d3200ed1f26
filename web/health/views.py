"""For supervisors and load balancers: /healthz (the process answers), /readyz (store and index answer)."""

from flask import Blueprint, Response

from schemas.letter import Letter
from web.access import route
from web.current import house

place = Blueprint("health", __name__)


@route(place, "/healthz", public="says only that the process answers", summary="Alive")
def healthz() -> Response:
    return Response("ok\n", mimetype="text/plain")


@route(place, "/readyz", public="says only that store and index answer", summary="Ready")
def readyz() -> Response:
    """503 with the sentence when the store or the index is not there."""
    house().store.count(Letter, {"stage": "failed"})
    house().index.count()
    return Response("ready\n", mimetype="text/plain")
