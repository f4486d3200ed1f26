"""Tables of the organisation laid over what stands: checked first, which changes nothing, then taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from office.access import Reader
from office.plan import Plan, Sign, carry_out
from office.tables import decoded
from store.contract import Store
from web.admin.act import sent_table
from web.current import house
from web.page import page
from web.who import who


@dataclass(frozen=True)
class Table:
    """`place`: the endpoint of the page it is imported on; `template` and `shown`: how that page is made."""

    place: str
    template: str
    plan: Callable[[Store, bytes, Reader], Plan]
    shown: Callable[[], Mapping[str, Any]]


def form(table: Table, plan: Plan | None = None, text: str = "") -> str:
    """The page with what is wrong in a table, by line."""
    return page(table.template, faults=plan.faults if plan else (), text=text, **table.shown())


def check(table: Table) -> str:
    """Nothing is changed: faults by line, or each step, with the button that does them all."""
    content = sent_table()
    text, _faults = decoded(content)
    planned = table.plan(house().store, content, who())
    if planned.faults:
        return form(table, planned, text)
    signs = {Sign.ADDED: _("Added"), Sign.CHANGED: _("Changed"), Sign.SAME: _("As they are")}
    titles = signs | {Sign.UNNAMED: _("Not in the table: they stay")}
    back = url_for(table.place)
    return page("admin/table_plan.html", plan=planned, titles=titles, text=text, back=back)


def take(table: Table) -> Response:
    """Do what the table says, as things stand now. Raises Conflict when it can no longer be done."""
    content = request.form.get("text", "").encode()
    done = carry_out(house().store, lambda: table.plan(house().store, content, who()), _("What the table names"))
    added, changed = len(done.of(Sign.ADDED)), len(done.of(Sign.CHANGED))
    flash(
        ngettext("%(num)s added, %(changed)s changed.", "%(num)s added, %(changed)s changed.", added, changed=changed),
        "success",
    )
    return redirect(url_for(table.place))
