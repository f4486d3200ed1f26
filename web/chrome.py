"""What every page has around its content: the bar, the banners, the choices at its foot."""

from typing import Any, cast

from flask import Flask, g, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from office.access import may
from schemas.day import day_number
from web import once, who
from web.accounts.post import links_go_out, mail_goes_out
from web.accounts.sso import service_name
from web.accounts.views import demo_people
from web.appearance import theme
from web.current import is_demo, office
from web.i18n.language import LANGUAGES, language
from web.kept import form as kept
from web.navigation import bar
from web.saved.told import news
from web.setup.gate import open_tasks
from web.who import person, reader

ROLE_ICONS = {
    "administrator": "shield-lock",
    "archivist": "archive",
    "clerk": "journal-text",
    "auditor": "clipboard-check",
}


def csrf_field() -> Markup:
    """What every form of a page holds: the proof that it is of this session, and whose it is."""
    if "csrf_field" not in g:
        token = Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
        g.csrf_field = token + kept.field()
    return cast(Markup, g.csrf_field)


def today() -> int:
    """yyyymmdd, for the foot of a printed page."""
    return day_number(who.today())


def here() -> str:
    """The address of this page, for coming back after a choice."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"


def allowed(action: str) -> bool:
    """Whether the person may do this at all, so that a page leads only where they get in."""
    who = reader()
    return who is not None and may(who, action)


def values() -> dict[str, Any]:
    return {
        "office": office,
        "is_demo": is_demo,
        "reader": reader,
        "allowed": allowed,
        "person": person,
        "bar": bar,
        "theme": theme,
        "language": language,
        "languages": LANGUAGES,
        "csrf_field": csrf_field,
        "csrf_value": generate_csrf,
        "once": once.field,
        "news": news,
        "here": here,
        "today": today,
        "demo_people": demo_people,
        "service_name": service_name,
        "role_icons": ROLE_ICONS,
        "mail_goes_out": mail_goes_out,
        "links_go_out": links_go_out,
        "open_tasks": open_tasks,
    }


def install(app: Flask) -> None:
    app.jinja_env.globals.update(values())
