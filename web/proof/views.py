"""How whole the archive is: what reading the originals again has found, the backups, the head of the log."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from lontar.backups import made
from lontar.proving import rounds
from lontar.proving.head import head
from web.access import route
from web.current import house
from web.page import page

place = Blueprint("proof", __name__)
ACTION = "archive.check"


@route(place, "/archive/proof", action=ACTION, summary="How whole the archive is")
def proof() -> str:
    """The head of the log goes through all events: only where it is asked for."""
    return page(
        "proof/proof.html",
        round=rounds.state(house()),
        days=house().settings.archive.fixity_days,
        faults=rounds.faults(house()),
        backups=made.backups(house()),
        head=head(house()) if "head" in request.args else None,
    )


def proof_said() -> Response:
    """The same for programs."""
    said: dict[str, Any] = rounds.said(house()) | {"backups": [made.said(row) for row in made.backups(house())]}
    return jsonify(said | {"head": head(house()).said()})
