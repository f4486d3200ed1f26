"""Drafts signed for a program, by the act of the page. What was typed to sign is in no answer and in no log."""

from flask import Response, jsonify

from lontar.drafting.acts import draft_for
from lontar.signing import acts, settling
from lontar.signing.acts import ACTION
from lontar.signing.signers import Secret, send_code, signer_for
from schemas.draft import Draft
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT
from web.current import house
from web.who import who

HIDDEN = TEXT | {"format": "password", "writeOnly": True}
SEEN = Takes("seen", "What was seen: `frozen_sha256` of the draft.", TEXT, required=True, place="body")
PASSPHRASE = Takes("passphrase", "Of the signer's key.", HIDDEN, place="body")
CODE = Takes("one_time_code", "In its place: a code that the signing service sent.", HIDDEN, place="body")
NIK = Takes("nik", "Who signs, for version 1 of the signing service.", HIDDEN, place="body")
REASON = Takes("reason", "Why there may be two signed letters.", TEXT, required=True, place="body")


@route(
    place,
    "/drafts/<id>/sign",
    action=ACTION,
    of=Draft,
    methods=("POST",),
    summary="Sign what waits for one's signature",
    takes=(SEEN, PASSPHRASE, CODE, NIK),
    gives="DraftSigned",
)
def sign_draft(thing: Row) -> Response:
    said = body(seen=str, passphrase=str, one_time_code=str, nik=str)
    secret = Secret(said.get("passphrase", ""), said.get("nik", ""), said.get("one_time_code", ""))
    signer = signer_for(house(), who(), secret)
    acts.sign(house(), who(), thing["_id"], said.get("seen", ""), signer)
    return _signed(thing)


@route(
    place,
    "/drafts/<id>/sign/code",
    action=ACTION,
    of=Draft,
    methods=("POST",),
    summary="Have the signing service send a one-time code",
    gives="DraftSigned",
)
def send_draft_code(thing: Row) -> Response:
    send_code(house(), who())
    return _signed(thing)


@route(
    place,
    "/drafts/<id>/sign/look",
    action=ACTION,
    of=Draft,
    methods=("POST",),
    summary="Look what became of a signing",
    gives="DraftSigned",
)
def look_draft(thing: Row) -> Response:
    settling.check(house(), who(), thing["_id"])
    return _signed(thing)


@route(
    place,
    "/drafts/<id>/sign/anew",
    action=ACTION,
    of=Draft,
    methods=("POST",),
    summary="Let it be signed once more, though it may have been",
    takes=(REASON,),
    gives="DraftSigned",
)
def sign_draft_anew(thing: Row) -> Response:
    settling.give_up(house(), who(), thing["_id"], body(reason=str).get("reason", ""))
    return _signed(thing)


def _signed(thing: Row) -> Response:
    """How it stands now; `signing`: the state of the attempt that has not ended."""
    row = draft_for(house(), who(), thing["_id"])
    attempt = settling.open_attempt(house(), row["_id"])
    letter = row["letter"] if row["state"] == "signed" else None
    return jsonify(id=row["_id"], state=row["state"], letter=letter, signing=attempt.state if attempt else None)
