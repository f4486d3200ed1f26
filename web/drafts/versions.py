"""The versions of a draft, and how two of them differ."""

from flask import request, url_for

from lontar.drafting import shown
from lontar.drafting.typesetting import template_of
from schemas.draft import Draft
from schemas.person import Person
from store.contract import Row
from web.access import route
from web.current import house
from web.drafts import form
from web.drafts.lists import template_said
from web.drafts.place import place
from web.drafts.words import VERSIONS
from web.page import page
from web.who import who


@route(place, "/drafts/<id>/versions", action="draft.read", of=Draft, summary="Its versions, compared")
def versions(thing: Row) -> str:
    """`from`, `until`: numbers of versions; without `until` the text that stands, without both it and the last one that
    is another."""
    rows = shown.versions(house(), who(), thing["_id"])
    other = next((row for row in rows if row.get("content") != thing.get("content")), rows[0] if rows else {})
    first = request.args.get("from", type=int) or other.get("no")
    until = request.args.get("until", type=int)
    found = shown.difference(house(), who(), thing["_id"], first, until) if first else {}
    people = house().store.get_many(Person, sorted({row["by"] for row in rows}))
    template = template_of(house(), thing["template"])
    return page(
        "drafts/versions.html",
        row=thing,
        heading=shown.title_of(thing) or template_said(thing["template"]),
        rows=rows,
        kinds=VERSIONS,
        people={row["by"]: people.get(row["by"], {}).get("name", row["by"]) for row in rows},
        first=first,
        until=until,
        found={form.label_of(template, name): pieces for name, pieces in found.items()},
        back=url_for("drafts.draft", id=thing["_id"]),
    )
