"""The saved lists of recipients: looked at, deleted. They are saved where somebody chooses to whom a letter goes."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from lontar.sending import lists
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.sending.place import place
from web.who import who


@route(place, "/recipient-lists", action="letter.send", summary="Saved lists of recipients")
def recipient_lists() -> str:
    rows = lists.lists(house(), who())
    return page("sending/lists.html", found=[lists.said(house(), row) for row in rows])


@route(place, "/recipient-lists/<name>/delete", action="letter.send", methods=("POST",), summary="Delete a saved list")
@once
def drop_list(name: str) -> Any:
    """`name`: its id."""
    lists.drop(house(), who(), name)
    flash(_("The list is deleted."), "success")
    return redirect(url_for("sending.recipient_lists"))
