"""Work on many letters for a program: asked for and counted, then confirmed, followed, stopped, undone."""

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request

from lontar.many import carrying, jobs
from lontar.many.acts import ACTS
from lontar.many.tags import MOST, tags
from schemas.errors import WrongUse
from schemas.job import Job
from search.entry import FACETS
from store.contract import Row
from web.access import SIGNED_IN, Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, by_name, many
from web.current import house
from web.jobs.views import archive
from web.who import who

ACT = Takes("act", "What is to be done to each letter.", {"enum": list(ACTS)}, required=True, place="body")
VALUES = Takes(
    "values",
    "What the act needs: describe: fields, by name; tag, untag: tag; retag: tag and instead; file: casefile, empty to "
    "take out; again: profile, if any; withdraw: reason; export: form, originals or pdf.",
    {"type": "object"},
    place="body",
)
IDS = Takes("letters", "Ids of letters; without them all of the search.", many(TEXT), place="body")
QUERY = Takes("query", "The search whose letters are meant.", TEXT, place="body")
FILTERS = Takes("filters", f"Its filters: {', '.join(FACETS)}.", by_name(many(TEXT)), place="body")
LIKE = Takes("like", "The id of a letter that they are to be like.", TEXT, place="body")
EXACT = Takes("exact", "The words as typed, in no other form.", {"type": "boolean"}, place="body")
PART = Takes("part", "Which letters, from 0.", WHOLE | {"minimum": 0, "maximum": jobs.MOST})
BEGIN = Takes("begin", "How they begin.")
LIMIT = Takes("limit", "How many.", WHOLE | {"minimum": 1, "maximum": MOST, "default": 20})


@route(place, "/jobs", action=SIGNED_IN, summary="One's own jobs, the newest first", gives="Jobs")
def own_jobs() -> Response:
    return jsonify(jobs=[jobs.said(row) for row in jobs.jobs(house(), who())])


@route(
    place,
    "/jobs",
    action=SIGNED_IN,
    methods=("POST",),
    summary="Ask for a job: its letters are fixed, and what it would do is counted; nothing is done yet",
    takes=(ACT, VALUES, IDS, QUERY, FILTERS, LIKE, EXACT),
    gives="Job",
)
def ask_job() -> Response:
    said = body(act=str, values=dict, letters=list[str], query=str, filters=dict, like=str, exact=bool)
    found: dict[str, Any] = {}
    if "letters" in said:
        ids = said["letters"]
    else:
        found = {"query": said.get("query", ""), "filters": _filters(said.get("filters", {}))}
        found |= {"like": said.get("like") or None, "exact": said.get("exact", False)}
        ids = jobs.found(house(), who(), **found)
    return _counted(jobs.ask(house(), who(), ids, said.get("act", ""), said.get("values", {}), **found))


@route(place, "/jobs/<id>", action="letter.read", of=Job, summary="One job and how far it is", gives="Job")
def one_job(thing: Row) -> Response:
    return jsonify(jobs.said(thing))


@route(place, "/jobs/<id>/letters", action="letter.read", of=Job, summary="What became of its letters",
       takes=(PART,), gives="JobLetters")  # fmt: skip
def job_letters(thing: Row) -> Response:
    part = request.args.get("part", 0, type=int)
    return jsonify(parts=thing["parts"], letters=jobs.listed(house(), who(), thing["_id"], part))


@route(
    place,
    "/jobs/<id>/start",
    action="letter.read",
    of=Job,
    methods=("POST",),
    summary="Confirm it, or let it go on",
    gives="Job",
)
def start_job(thing: Row) -> Response:
    jobs.start(house(), who(), thing["_id"])
    return _said(thing["_id"])


@route(place, "/jobs/<id>/stop", action="letter.read", of=Job, methods=("POST",), summary="Stop it", gives="Job")
def stop_job(thing: Row) -> Response:
    jobs.stop(house(), who(), thing["_id"])
    return _said(thing["_id"])


@route(
    place,
    "/jobs/<id>/undo",
    action="letter.read",
    of=Job,
    methods=("POST",),
    summary="Ask for a job that undoes it",
    gives="Job",
)
def undo_job(thing: Row) -> Response:
    return _counted(jobs.undo(house(), who(), thing["_id"]))


@route(
    place,
    "/jobs/<id>",
    action="letter.read",
    of=Job,
    methods=("DELETE",),
    summary="Forget it before it began",
    gives="Jobs",
)
def drop_job(thing: Row) -> Response:
    jobs.drop(house(), who(), thing["_id"])
    return own_jobs()


@route(
    place,
    "/tags",
    action=SIGNED_IN,
    locked=True,
    summary="Tags of the letters one may read",
    takes=(BEGIN, LIMIT),
    gives="Tags",
)
def known_tags() -> Response:
    found = tags(house(), who(), request.args.get("begin", ""), request.args.get("limit", 20, type=int))
    return jsonify(tags=[{"tag": tag, "letters": count} for tag, count in found])


def _filters(said: Mapping[str, Any]) -> Mapping[str, list[str]]:
    """Raises WrongUse."""
    for name, values in said.items():
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise WrongUse(what=name, why="it is of another type than the description says")
    return said


def _counted(job: Job) -> Response:
    carrying.counted(house(), job)
    return _said(job.id)


def _said(id: str) -> Response:
    return jsonify(jobs.said(jobs.job_for(house(), who(), id)))


route(
    place,
    "/jobs/<id>/letters.zip",
    action="letter.export",
    of=Job,
    summary="The letters of an export",
    kind="application/zip",
)(archive)
