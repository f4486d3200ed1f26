"""Every setting with its value, its default and where it came from; secrets only say that they are set."""

from flask import request

from lontar.settings import again
from lontar.settings_typed import PREFIX
from web.access import route
from web.admin.place import place
from web.current import house
from web.page import page


@route(place, "/admin/settings", action="office.manage", summary="All settings")
def settings() -> str:
    """`changed`: only those that differ from their default. Values are those in force after the next start; those of
    mail are in force at once."""
    changed = "changed" in request.args
    found = [one for one in again(house().settings).all if not changed or one.source != "default"]
    rooms: dict[str, list[object]] = {}
    for one in found:
        rooms.setdefault(one.room, []).append(one)
    return page("admin/settings.html", rooms=rooms, changed=changed, prefix=PREFIX)
