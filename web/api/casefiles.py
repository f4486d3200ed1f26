"""Case files (berkas) for a program: those of one's units, and a new one."""

from flask import Response, jsonify

from lontar.many import casefiles
from office.units import by_code
from schemas.casefile import CaseFile
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shapes import TEXT
from web.current import house
from web.who import who

TITLE = Takes("title", "What the affair is.", TEXT, required=True, place="body")
NUMBER = Takes("number", "Its number, once in a unit.", TEXT, required=True, place="body")
CODE = Takes("code", "Its classification code.", TEXT, required=True, place="body")
UNIT = Takes("unit", "The code of its unit; one's own without it.", TEXT, place="body")


@route(place, "/casefiles", action="casefile.manage", summary="The case files of one's units", gives="CaseFiles")
def own_casefiles() -> Response:
    return jsonify(casefiles=casefiles.said(house(), casefiles.casefiles(house(), who())))


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
