"""Work on many letters: chosen in the search, said what is to be done, counted, confirmed, followed, undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.errors import NotNow
from lontar.many import carrying, jobs
from lontar.many.bagging import bag_name, bagged, is_bag
from lontar.many.zipping import name_of, zipped
from lontar.reading.copies import copy_of
from schemas.errors import LontarError
from schemas.job import Job
from store.contract import Row
from web.access import SIGNED_IN, route
from web.current import house
from web.jobs import form, shown
from web.jobs.chosen import chosen
from web.letters.copies import sandbox
from web.once import once
from web.page import page
from web.who import who

place = Blueprint("jobs", __name__)


@route(place, "/jobs", action=SIGNED_IN, summary="One's own jobs")
def all_jobs() -> str:
    return page("jobs/jobs.html", jobs=shown.listed(jobs.jobs(house(), who())))


@route(place, "/jobs/new", action=SIGNED_IN, locked=True, summary="What to do to the letters chosen")
def new() -> str:
    return shown.choice(chosen())


@route(place, "/jobs/new", action=SIGNED_IN, methods=("POST",), summary="Have it counted")
@once
def ask() -> Any:
    these, act = chosen(), request.form.get("act", "")
    try:
        values = form.values(act, request.form)
        job = jobs.ask(house(), who(), these.ids, act, values, **these.found)
    except LontarError as problem:
        return make_response(shown.choice(these, problem), problem.status)
    return counted(job)


def counted(job: Job) -> Any:
    """To the page of a job that was just asked for; a small one is counted by then."""
    carrying.counted(house(), job)
    return redirect(url_for("jobs.job", id=job.id))


@route(place, "/jobs/<id>", action="letter.read", of=Job, summary="One job")
def job(thing: Row) -> str:
    return page("jobs/job.html", **shown.one(thing))


@route(place, "/jobs/<id>/state", action="letter.read", of=Job, summary="How far it is, for the page to follow")
def state(thing: Row) -> str:
    return page("jobs/state.html", **shown.one(thing))


@route(place, "/jobs/<id>/letters", action="letter.read", of=Job, summary="What became of each letter")
def letters(thing: Row) -> str:
    no = min(max(request.args.get("part", 0, type=int), 0), thing["parts"] - 1)
    return page("jobs/letters.html", letters=shown.letters(thing, no), no=no, **shown.one(thing))


@route(place, "/jobs/<id>/start", action="letter.read", of=Job, methods=("POST",), summary="Do it")
@once
def start(thing: Row) -> Any:
    return _acted(thing, jobs.start)


@route(place, "/jobs/<id>/stop", action="letter.read", of=Job, methods=("POST",), summary="Stop it")
@once
def stop(thing: Row) -> Any:
    return _acted(thing, jobs.stop)


@route(place, "/jobs/<id>/drop", action="letter.read", of=Job, methods=("POST",), summary="Leave it")
@once
def drop(thing: Row) -> Any:
    jobs.drop(house(), who(), thing["_id"])
    flash(_("Nothing was changed."), "info")
    return redirect(url_for("jobs.all_jobs"))


@route(place, "/jobs/<id>/undo", action="letter.read", of=Job, methods=("POST",), summary="Have its undoing counted")
@once
def undo(thing: Row) -> Any:
    return counted(jobs.undo(house(), who(), thing["_id"]))


@route(place, "/jobs/<id>/letters.zip", action="letter.export", of=Job, summary="The letters of an export")
def archive(thing: Row) -> Response:
    """Written while it is sent; always a download. Raises NotNow for another job, and before it is done."""
    if thing["act"] != "export" or thing["state"] not in ("done", "stopped"):
        raise NotNow
    one = Job.unpacked(thing)
    answer = Response(_sent(one), mimetype="application/zip")
    name = bag_name(one) if is_bag(one) else name_of(one)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _sent(job: Job) -> Iterator[bytes]:
    """The sandbox is held for one copy at a time: those of other people are not kept waiting for a whole archive."""
    home, reader = house(), who()

    def copy(row: Row) -> Path:
        with sandbox(home.settings.paper) as held:
            return copy_of(home, held, row, "pdf")

    return bagged(home, reader, job, copy).pieces() if is_bag(job) else zipped(home, reader, job, copy)


def _acted(thing: Row, act: Any) -> Any:
    act(house(), who(), thing["_id"])
    return redirect(url_for("jobs.job", id=thing["_id"]))
