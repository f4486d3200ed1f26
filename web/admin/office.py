"""The office itself: its name, its language, its time zone, and whether old letters are open to all staff."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from office.days import ZONE
from office.founding import TIMEZONES, named
from office.units import ROOT
from schemas.errors import LontarError
from schemas.office import OFFICE, Office
from schemas.unit import Unit
from web.access import route
from web.admin.act import actor, back, refused
from web.admin.place import place
from web.current import house
from web.i18n.language import LANGUAGES, language
from web.once import once
from web.page import page

FORM = {"timezones": TIMEZONES, "languages": LANGUAGES}


@route(place, "/admin/office", action="office.manage", summary="The office")
def office() -> str:
    row, top = house().store.get(Office, OFFICE) or {}, house().store.get(Unit, ROOT) or {}
    values = {"language": language(), "timezone": top.get("timezone", ZONE), "open_legacy": False} | row
    return page("admin/office.html", values=values, problem=None, **FORM)


@route(place, "/admin/office", action="office.manage", methods=("POST",), summary="Change the office")
@once
def office_change() -> Response:
    values = {name: request.form.get(name, "") for name in ("name", "language", "timezone")}
    try:
        changes = named(house().store, values | {"open_legacy": "open_legacy" in request.form}, actor())
        house().store.commit(changes)
    except LontarError as problem:
        values["open_legacy"] = request.form.get("open_legacy", "")
        return refused(problem, "admin/office.html", values=values, **FORM)
    flash(_("Saved."), "success")
    return redirect(back(url_for("admin.office")))
