"""Sent letters for a program: sent, how far each is, taken back, corrected; saved lists of recipients."""

from flask import Response, jsonify

from lontar.facts import version_of
from lontar.letters import letter_for
from lontar.sending import acts, latest, lists, overtaking, post, said, states, wanted
from lontar.sending.own import senders, to_send
from office.units import by_code
from schemas.errors import NotFound
from schemas.letter import OVERTAKEN, Letter
from schemas.sending import Mailing
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, many
from web.current import house
from web.who import who

TO = Takes("to", "Codes of units and positions, e-mail addresses, @ and the name of a list.", many(TEXT), place="body")
BRANCHES = Takes("branches", "Codes of units that are meant with all below them.", many(TEXT), place="body")
DRY = Takes("dry_run", "Only what it would come to.", {"type": "boolean"}, place="body")
ONE = Takes("sending", "The id of one sending; all of them without it.", TEXT, place="body")
MAILING = Takes("mailing", "The id of the recipient whose mail failed.", TEXT, required=True, place="body")
EARLIER = Takes("letter", "The id of the earlier letter.", TEXT, required=True, place="body")
STANDING = Takes("standing", "What becomes of it.", {"enum": list(OVERTAKEN)}, required=True, place="body")
WHY = Takes("why", "Why.", TEXT, place="body")
REASON = Takes("reason", "Why it stands again.", TEXT, required=True, place="body")
NAME = Takes("name", "Its name.", TEXT, required=True, place="body")
OF_UNIT = Takes("unit", "The code of the unit whose it is; one's own alone without it.", TEXT, place="body")


@route(
    place,
    "/letters/<id>/sendings",
    action="letter.send",
    of=Letter,
    methods=("POST",),
    summary="Send it",
    takes=(TO, BRANCHES, DRY),
    gives="Sending",
)
def send_letter(thing: Row) -> Response:
    asked = body(to=list[str], branches=list[str], dry_run=bool)
    to = wanted.named(house(), who(), asked.get("to", ()), asked.get("branches", ()))
    if asked.get("dry_run"):
        return jsonify(said.plan_said(house(), acts.preview(house(), who(), thing["_id"], to)))
    return jsonify(said.done_said(house(), acts.send(house(), who(), thing["_id"], to)))


@route(
    place,
    "/letters/<id>/sendings",
    action="letter.read",
    of=Letter,
    summary="Who got it, and how far each is",
    gives="Recipients",
)
def letter_sent(thing: Row) -> Response:
    return _recipients(thing)


@route(
    place,
    "/letters/<id>/sendings/recall",
    action="letter.send",
    of=Letter,
    methods=("POST",),
    summary="Take it back from who has not opened it",
    takes=(ONE,),
    gives="Recalled",
)
def recall_letter(thing: Row) -> Response:
    made = acts.recall(house(), who(), thing["_id"], body(sending=str).get("sending"))
    return jsonify(said.recalled_said(house(), made))


@route(
    place,
    "/letters/<id>/sendings/mail",
    action="letter.send",
    of=Letter,
    methods=("POST",),
    summary="Mail it once more",
    takes=(MAILING,),
    gives="Recipients",
)
def mail_letter_again(thing: Row) -> Response:
    to_send(house(), who(), thing["_id"])
    row = house().store.get(Mailing, body(mailing=str).get("mailing", ""))
    if row is None or row["letter"] != thing["_id"]:
        raise NotFound(what="Mail")
    post.send_again(house(), who(), row["_id"])
    return _recipients(thing)


@route(place, "/sendings", action="letter.send", summary="What was sent lately", gives="Sendings")
def lately_sent() -> Response:
    return jsonify(sendings=[said.sending_said(house(), row) for row in latest.latest(house(), who())])


@route(
    place,
    "/letters/<id>/overtakes",
    action="letter.send",
    of=Letter,
    methods=("POST",),
    summary="It replaces or revokes an earlier letter",
    takes=(EARLIER, STANDING, WHY),
    gives="Done",
)
def overtake_letter(thing: Row) -> Response:
    asked = body(letter=str, standing=str, why=str)
    earlier = letter_for(house(), who(), asked.get("letter", ""))["_id"]
    standing, why = asked.get("standing", ""), asked.get("why", "")
    return _done(thing, overtaking.overtake(house(), who(), thing["_id"], earlier, standing, why=why))


@route(
    place,
    "/letters/<id>/overtaken",
    action="letter.send",
    of=Letter,
    methods=("DELETE",),
    summary="It stands again",
    takes=(REASON,),
    gives="Done",
)
def reinstate_letter(thing: Row) -> Response:
    return _done(thing, overtaking.reinstate(house(), who(), thing["_id"], body(reason=str).get("reason", "")))


@route(place, "/recipient-lists", action="letter.send", summary="Saved lists of recipients", gives="RecipientLists")
def saved_recipient_lists() -> Response:
    return jsonify(lists=[lists.said(house(), row) for row in lists.lists(house(), who())])


@route(
    place,
    "/recipient-lists",
    action="letter.send",
    methods=("POST",),
    summary="Save a list under a name",
    takes=(NAME, TO, BRANCHES, OF_UNIT),
    gives="RecipientLists",
)
def save_recipient_list() -> Response:
    asked = body(name=str, to=list[str], branches=list[str], unit=str)
    unit = by_code(house().store, asked["unit"])["_id"] if asked.get("unit") else None
    to = wanted.named(house(), who(), asked.get("to", ()), asked.get("branches", ()))
    id = lists.save(house(), who(), asked.get("name", ""), wanted.kept(wanted.meant(house(), who(), to)), unit=unit)
    return jsonify(lists=[lists.said(house(), lists.list_for(house(), who(), id))])


@route(
    place,
    "/recipient-lists/<name>",
    action="letter.send",
    methods=("DELETE",),
    summary="Delete a saved list, by its id",
    gives="RecipientLists",
)
def drop_recipient_list(name: str) -> Response:
    lists.drop(house(), who(), name)
    return jsonify(lists=[lists.said(house(), row) for row in lists.lists(house(), who())])


def _done(thing: Row, events: list[int]) -> Response:
    return jsonify(events=events, version=version_of(house(), thing["_id"]))


def _recipients(thing: Row) -> Response:
    found = states.recipients(house(), who(), thing["_id"], senders(house(), who(), thing))
    return jsonify(letter=thing["_id"], counts=states.counts(found), recipients=states.said(found))
