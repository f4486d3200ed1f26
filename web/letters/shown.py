"""The page of one letter: images with the found words marked, text, fields, tags, notes, history."""

from collections.abc import Mapping

from flask import request

from lontar import letters
from office.access import may
from schemas.errors import LontarError
from schemas.page import Page
from schemas.person import Person
from schemas.work import Work
from search.highlight import marks
from search.query import parse
from store.contract import Row
from web.current import house
from web.letters.place import who
from web.letters.typed import CHOSEN, TYPED, code_of, typed_as
from web.page import page

ACTS = ("describe", "withdraw", "restore", "tag", "note")
EMPTY: Row = {"withdrawn": None, "error": None, "fields": {}, "tags": [], "notes": []}
"""What a row may lack."""


def shown(thing: Row, problem: LontarError | None = None, typed: Mapping[str, str] | None = None) -> str:
    """With `problem`, what was typed into the fields is shown again beside the reason."""
    asked, store, id = who(), house().store, thing["_id"]
    pages = store.find(Page, {"letter": id}, sort=[("file", 1), ("page", 1)], limit=10_000)
    query = request.args.get("q", "")
    number = min(max(request.args.get("page", 1, type=int), 1), max(len(pages), 1))
    one = pages[number - 1] if pages else None
    tree = parse(query).tree
    events = letters.history(house(), asked, id)
    people = store.get_many(Person, sorted({event["actor"] for event in events}))
    found = [{"number": n, "file": row["file"], "page": row["page"], "found": len(marks(tree, row)) if query else 0}
             for n, row in enumerate(pages, 1)]  # fmt: skip
    return page(
        "letters/letter.html",
        letter=EMPTY | thing,
        work=store.get(Work, id) or {},
        pages=found,
        shown=one,
        number=number,
        query=query,
        marks=marks(tree, one) if one and query else [],
        names=(*TYPED, *CHOSEN),
        typed={name: typed_as(thing, name) for name in TYPED} | dict(typed or {}),
        chosen={name: code_of(thing, name) for name in CHOSEN},
        vocabularies=CHOSEN,
        problem=problem,
        events=[event | {"who": people.get(event["actor"], {}).get("name", event["actor"])} for event in events],
        can={name: may(asked, f"letter.{name}", thing) for name in ACTS},
    )
