"""Case files (berkas) for a program: those of one's units, and a new one."""

from dataclasses import replace

from flask import Response, jsonify, request

from lontar.many import casefile_acts, casefiles
from office.units import by_code
from schemas.casefile import CaseFile
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE
from web.current import house
from web.who import who

TITLE = Takes("title", "What the affair is.", TEXT, required=True, place="body")
NUMBER = Takes("number", "Its number, once in a unit.", TEXT, required=True, place="body")
CODE = Takes("code", "Its classification code.", TEXT, required=True, place="body")
SAID = tuple(replace(one, required=False) for one in (TITLE, NUMBER, CODE))
UNIT = Takes("unit", "The code of its unit; one's own without it.", TEXT, place="body")
STATES = TEXT | {"enum": list(casefiles.STATES)}
LISTED = Takes("state", "Those that are open, or closed.", STATES | {"default": "open"})
STATE = Takes("state", "A closed one takes no more letters.", STATES, place="body")
EVENT = Takes("event", "Number of the event to undo.", WHOLE, required=True, place="body")


@route(
    place,
    "/casefiles",
    action="casefile.manage",
    summary="The case files of one's units",
    takes=(LISTED,),
    gives="CaseFiles",
)
def own_casefiles() -> Response:
    rows = casefiles.casefiles(house(), who(), request.args.get("state", "open"))
    return jsonify(casefiles=casefiles.said(house(), rows))


@route(
    place,
    "/casefiles",
    action="casefile.manage",
    methods=("POST",),
    summary="Make a case file",
    takes=(TITLE, NUMBER, CODE, UNIT),
    gives="CaseFiles",
)
def make_casefile() -> Response:
    said = body(title=str, number=str, code=str, unit=str)
    unit = by_code(house().store, said["unit"])["_id"] if said.get("unit") else who().unit
    values = {name: said.get(name, "") for name in ("title", "number", "code")}
    made = casefiles.make(house(), who(), unit, **values)
    return jsonify(casefiles=casefiles.said(house(), [house().store.get(CaseFile, made.id) or {}]))


@route(
    place,
    "/casefiles/<id>",
    action="casefile.manage",
    of=CaseFile,
    methods=("PATCH",),
    summary="Rename it, close it, open it again",
    takes=(*SAID, STATE),
    gives="Saved",
)
def change_casefile(thing: Row) -> Response:
    said = body(title=str, number=str, code=str, state=str)
    return _done(casefile_acts.change(house(), who(), thing["_id"], said))


@route(
    place,
    "/casefiles/undo",
    action="casefile.manage",
    methods=("POST",),
    summary="Undo what was done to one",
    takes=(EVENT,),
    gives="Saved",
)
def undo_casefile() -> Response:
    return _done(casefile_acts.undo(house(), who(), body(event=int).get("event", 0)))


def _done(done: casefile_acts.Done) -> Response:
    return jsonify(id=done.id, event=done.event)
