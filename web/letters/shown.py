"""The page of one letter, put together: what is looked at, what it says, how far it is, what may be done."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import request, url_for

from lontar.facts import as_of, version_of, with_values
from lontar.finding.asked import Asked, asked
from lontar.finding.find import answered
from lontar.finding.hidden import HIDDEN
from lontar.finding.similar import similar
from lontar.indexed import casefile_said
from lontar.letters import may_have, within
from lontar.paging import Numbered, numbered
from lontar.reading import printed
from lontar.reading.texts import text_rows
from lontar.sending.overtaking import overtaken, overtakes
from lontar.sending.own import is_sender, may_send
from lontar.understanding.duplicates import duplicates
from lontar.understanding.threads import Threads
from office.access import may, may_see
from paper import libreoffice
from paper.kinds import PRINTED
from paper.settings import WIDTHS
from schemas.casefile import CaseFile
from schemas.errors import LontarError, Unavailable
from schemas.event import Event
from schemas.letter import Letter
from schemas.page import Page
from schemas.person import Person
from search.analysis import forms_of
from search.highlight import packed_of
from search.hits import standing
from search.nearly import plain_words
from search.said import said as as_query
from search.tree import Tree, leaves
from store.chain import event_id
from store.contract import Row
from web.calendar import words as calendar_words
from web.current import house
from web.drafts.answers import answers
from web.i18n.words import DIRECTIONS
from web.letters import copies, filed, files, history, invited
from web.letters.clauses import said
from web.letters.found import all_hits, found_on, number_asked
from web.letters.place import act, at, carried, kept, tab
from web.letters.said import fields_said, titles
from web.letters.sheet import PICTURED, address_of, sheet
from web.letters.state import badge, state_of
from web.page import page
from web.registers.of_letter import entries_shown
from web.routing.handling import handling
from web.search.asked import asked as list_asked
from web.verifying import words as verifying
from web.who import today, who

ACTS = ("describe", "withdraw", "restore", "tag", "note", "arrange", "file")
EMPTY: Row = {"withdrawn": None, "within": None, "error": None, "fields": {}, "batch": None, "tags": [], "notes": []}
"""What a row may lack."""
WINDOW = 7
"""Thumbnails on either side of the page shown."""


def shown(
    thing: Row, problem: LontarError | None = None, typed: Mapping[str, str] | None = None, version: int | None = None
) -> str:
    """With `problem`, what was `typed` is shown again beside the reason; `version` is that of the form it stood in."""
    id, today = thing["_id"], version_of(house(), thing["_id"])
    earlier = _earlier(id, today)
    then = _as_of(thing, earlier["sequence"]) if earlier else thing
    before, state = request.args.get("before", type=int), state_of(thing)
    return page(
        "letters/letter.html",
        letter=EMPTY | then,
        tab="fields" if problem else tab(),
        at=lambda anchor=None, **changed: at(id, anchor, **changed),
        act=lambda name: act(id, name),
        to_confirm=url_for("confirm.sheet", id=id, **carried()),
        kept=[(name, value) for name, values in kept() for value in values],
        state=state,
        badge=badge(thing, state),
        directions=DIRECTIONS,
        problem=problem,
        typed=_boxes(thing) | dict(typed or {}),
        titles=titles(),
        version=today,
        form_version=today if version is None else version,
        earlier=earlier,
        done=just_done(thing),
        within=within(house(), who(), thing),
        can=_may(thing, changing=earlier is None),
        people=house().store.get_many(Person, sorted({note["by"] for note in then.get("notes", ())})),
        me=who().person,
        casefile=_casefile(then),
        filing=filed.shown(then, can_file=may(who(), "letter.file", thing)),
        files=files,
        verifying=verifying,
        thread=Threads(house(), who()).of(thing),
        invitations=invited.invitations(thing),
        words=calendar_words,
        duplicates=duplicates(house(), who(), thing),
        copies=copies.offers(thing, drawn=bool(_drawn(thing))),
        entries=entries_shown(thing),
        sends=may_send(house(), who(), thing),
        is_sender=is_sender(house(), who(), thing),
        overtaken=overtaken(house(), who(), thing),
        overtakes=overtakes(house(), who(), id),
        similar=_similar(thing) if tab() != "history" and not earlier else [],
        handling=handling(thing),
        answers=answers(thing),
        history=history.history(house(), who(), thing, before) if tab() == "history" else None,
        **_looked_at(then),
    )


def _looked_at(thing: Row) -> dict[str, Any]:
    """The page of the letter that is shown, with the hits on it."""
    store, pages, query = house().store, numbered(house(), thing), query_asked()
    text = text_rows(house(), [thing["_id"]]).get(thing["_id"]) if query or thing.get("error") else None
    this = asked(house(), query, exact=bool(request.args.get("exact")), today=today())
    tree = _answered(this, text)
    found = all_hits(tree, text, None) if query else []
    number = number_asked(found, pages)
    here = pages[number - 1] if pages else None
    row = store.get(Page, Page.key(thing["_id"], here.file, here.page)) if here else None
    if query and text is None:
        found = all_hits(tree, None, row)
    hits = found_on(found, pages, number)
    kinds = {one["kind"] for one in thing["files"]}
    return {
        "pages": pages,
        "window": pages[max(0, number - 1 - WINDOW) : number + WINDOW],
        "number": number,
        "query": query,
        "within_typed": request.args.get("in", ""),
        "standing": _standing(this.plain, text, pages),
        "found": hits,
        "sheet": sheet(thing, here, row, hits) if here else None,
        "fields": fields_said(thing, pages, here),
        "framed": request.args.get("field"),
        "uncertain": {hit.word: at for at, hit in hits.marks if hit.word is not None},
        "pictured": PICTURED,
        "drawn": _drawn(thing),
        "originals": {one["no"] for one in thing["files"] if may_have(house(), who(), thing, one["no"])},
        "printable": PRINTED if not kinds.isdisjoint(PRINTED) and not libreoffice.command() else (),
        "smallest": WIDTHS[0],
        "address_of": address_of,
        "unread": _unread(pages, text),
        "beside": bool(request.args.get("beside")),
    }


def _answered(this: Asked, text: Row | None) -> Tree:
    """What of the query is marked: where the letter lacks some of its words, that of the list in which it stands."""
    lacks = text is not None and any(not packed_of(text).has(forms_of(one)) for one in plain_words(this.parsed))
    if lacks and "at" in request.args and not request.args.get("in", "").strip():
        list_ = list_asked()
        with suppress(LontarError):  # an index that is away, or an address that somebody made up
            return answered(house(), who(), list_.query, **list_.how)
    return this.tree


def query_asked() -> str:
    """What is looked for in the letter: what was typed there, else what the list was searched for."""
    return request.args.get("in", "").strip() or request.args.get("q", "")


def _standing(tree: Tree, text: Row | None, pages: list[Numbered]) -> list[tuple[str, list[int]]]:
    """On which pages each word stands, where no page has them all."""
    numbers = {(one.file, one.page): one.number for one in pages}
    found = standing(list(leaves(tree)), text or {})
    return [(as_query(leaf), [numbers[page] for page in some if page in numbers]) for leaf, some in found]


def _similar(thing: Row) -> list[Row]:
    """Letters like this one; none while the index is away, since the letter itself needs it not."""
    with suppress(Unavailable):
        ids = similar(house(), who(), thing, HIDDEN)
        letters = house().store.get_many(Letter, ids)
        return [letters[id] for id in ids if id in letters and may_see(who(), letters[id])]
    return []


def _drawn(thing: Row) -> set[int]:
    """Numbers of the files that have page images."""
    return {one["no"] for one in thing["files"] if one["kind"] in PICTURED or printed.is_printed(house(), one)}


def _unread(pages: list[Numbered], text: Row | None) -> frozenset[int]:
    """Numbers of the pages that could not be read, once the letter was."""
    good = {(file, page) for file, page, _ in (text or {}).get("pages", ())}
    return frozenset(one.number for one in pages if (one.file, one.page) not in good) if text else frozenset()


def _boxes(thing: Row) -> dict[str, str]:
    """What stands in the boxes of the forms."""
    return {"tags": ", ".join(thing.get("tags", ())), "text": "", "reason": ""}


def _may(thing: Row, *, changing: bool) -> dict[str, bool]:
    """What the forms are for; an earlier version has none."""
    actions = {name: f"letter.{name}" for name in ACTS} | {"retry": "work.retry", "correct": "page.correct"}
    actions |= {"register": "entry.register", "scan": "intake.add"}
    return {name: changing and may(who(), action, thing) for name, action in actions.items()}


def _casefile(thing: Row) -> dict[str, str] | None:
    """The case file that the letter is in: who may read the letter may know of it."""
    row = house().store.get(CaseFile, thing["casefile"]) if thing.get("casefile") else None
    return {"id": str(row["_id"]), "said": casefile_said(row)} if row else None


def _earlier(id: str, today: int) -> Row | None:
    """The event after which the fields are to be shown, when it is not the last one."""
    asked = request.args.get("version", type=int)
    return _event(id, asked) if asked is not None and asked < today else None


def _as_of(thing: Row, version: int) -> Row:
    """The facts of an earlier version beside the pages of today: those that another letter shows since are its own."""
    return dict(as_of(house(), Letter.unpacked(thing), version).to_mongo()) | {"files": thing["files"]}


def _event(id: str, sequence: int) -> Row | None:
    found = house().store.get(Event, event_id(sequence))
    return found if found and found["thing"] == f"letters/{id}" else None


def just_done(thing: Row) -> dict[str, Any] | None:
    """What the person has just done and can undo: clauses, and the numbers of the events."""
    asked = request.args.getlist("done", type=int)
    rows = [event for event in (_event(thing["_id"], one) for one in asked) if event and event["actor"] == who().person]
    if not rows:
        return None
    letter, events = Letter.unpacked(thing), with_values(house(), rows)
    if not all(history.undoable(who(), thing, letter, event) for event in events):
        return None
    return {"said": [one for event in events for one in said(event)], "events": asked}
