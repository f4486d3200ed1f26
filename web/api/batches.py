"""Digitising batches for a program: their numbers and items, manifest, matches, explanations, closing and papers."""

from typing import Any

from flask import Response, jsonify, request

from lontar.digitising import closing, counts, explaining, items, manifest, matching, papers, past
from lontar.digitising.items import SAID
from lontar.intake import digitising
from lontar.shelving import boxes, inside
from office.plan import Plan, Sign
from office.units import by_code
from schemas.batch import Batch
from schemas.box import Box, Folder
from schemas.letter import CLASSES
from schemas.unit import Unit
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, many
from web.batches.closing import paper
from web.current import house
from web.shelving.views import labels_said
from web.who import who

ACTION, SHELVES = "batch.manage", "shelf.manage"
NAME = Takes("name", "Its name in its unit.", TEXT, required=True, place="body")
UNIT = Takes("unit", "The code of its unit; one's own without it.", TEXT, place="body")
READ = tuple(Takes(name, "As of a batch.", TEXT, place="body") for name in ("languages", "profile"))
CLASS = Takes("security_class", "Of its old letters.", TEXT | {"enum": list(CLASSES)}, place="body")
LIST = Takes("list", "The number whose items are wanted.", TEXT | {"enum": list(counts.LISTS), "default": "expected"})
AFTER = Takes("after", "Where the page before ended.", TEXT)
TABLE = Takes("table", "CSV, as a manifest is.", TEXT, required=True, place="body")
DRY = Takes("dry_run", "Only say what it would do.", {"type": "boolean", "default": False}, place="body")
VALUES = tuple(Takes(name, "As the manifest has it.", TEXT, place="body") for name in SAID)
ITEM = Takes("item", "Id of an item.", TEXT, required=True, place="body")
LETTER = Takes("letter", 'Id of a letter of the batch; "": none of its letters is the item.', TEXT, place="body")
WHY = Takes("why", "The explanation.", TEXT, required=True, place="body")
CHOSEN = Takes("items", "Ids of items.", {"type": "array", "items": TEXT}, place="body")
ALL = Takes("all", "All of these.", TEXT | {"enum": list(explaining.ASKING)}, place="body")
EVENT = Takes("event", "Number of the event to undo.", WHOLE, required=True, place="body")
STATED = tuple(Takes(name, "What the minutes say.", TEXT, place="body") for name in closing.STATED)
REASON = Takes("reason", "Why.", TEXT, required=True, place="body")
NUMBER = Takes("number", "The number written on it.", TEXT, required=True, place="body")
TITLE = Takes("title", "What is in it.", TEXT, place="body")
SHELF = Takes("shelf", "Where it stands.", TEXT, place="body")
LABELS = (Takes("box", "Ids of boxes.", many(TEXT)), Takes("folder", "Ids of folders.", many(TEXT)),
          Takes("skip", "Labels gone from the first sheet.", WHOLE | {"minimum": 0, "maximum": 23}))  # fmt: skip


@route(
    place,
    "/batches",
    action=ACTION,
    methods=("POST",),
    summary="Make a batch",
    takes=(NAME, UNIT, *READ, CLASS),
    gives="Batch",
)
def make_batch() -> Response:
    said = body(name=str, unit=str, languages=str, profile=str, security_class=str)
    unit = _unit(said.get("unit"))
    made = digitising.make(
        house(), who(), unit, said.get("name", ""), {k: said[k] for k in digitising.SAID if k in said}
    )
    return _batch(house().store.get(Batch, made.id) or {})


@route(place, "/batches/<id>", action=ACTION, of=Batch, summary="How far a batch is", gives="Batch")
def one_batch(thing: Row) -> Response:
    return _batch(thing)


@route(
    place,
    "/batches/<id>/items",
    action=ACTION,
    of=Batch,
    summary="Items of a batch",
    takes=(LIST, AFTER),
    gives="Items",
)
def batch_items(thing: Row) -> Response:
    of = request.args.get("list", "expected")
    found = counts.listed(house(), who(), thing, of, after=request.args.get("after"))
    return jsonify(items=found.rows, after=found.after)


@route(
    place, "/batches/<id>/items", action=ACTION, of=Batch, methods=("POST",), summary="Add an item", takes=VALUES,
    gives="Saved",
)  # fmt: skip
def add_batch_item(thing: Row) -> Response:
    id, event = items.put(house(), who(), thing["_id"], None, body(**dict.fromkeys(SAID, str)))
    return jsonify(id=id, event=event)


@route(
    place, "/batches/<id>/items/<item>", action=ACTION, of=Batch, methods=("PUT",), summary="Change an item",
    takes=VALUES, gives="Saved",
)  # fmt: skip
def change_batch_item(thing: Row, item: str) -> Response:
    """What is not named is empty then."""
    id, event = items.put(house(), who(), thing["_id"], item, body(**dict.fromkeys(SAID, str)))
    return jsonify(id=id, event=event)


@route(
    place, "/batches/<id>/items/<item>", action=ACTION, of=Batch, methods=("DELETE",), summary="Take an item out",
    gives="Saved",
)  # fmt: skip
def remove_batch_item(thing: Row, item: str) -> Response:
    return jsonify(id=item, event=items.remove(house(), who(), thing["_id"], item))


@route(
    place, "/batches/<id>/manifest", action=ACTION, of=Batch, methods=("POST",), summary="Lay a table over the items",
    takes=(TABLE, DRY), gives="Laid",
)  # fmt: skip
def lay_manifest(thing: Row) -> Response:
    said = body(table=str, dry_run=bool)
    content = said.get("table", "").encode()
    if said.get("dry_run"):
        return _laid(manifest.plan(house(), who(), thing["_id"], content), None)
    return _laid(*manifest.lay(house(), who(), thing["_id"], content))


@route(
    place, "/batches/<id>/match", action=ACTION, of=Batch, methods=("POST",), summary="A letter is an item, or none",
    takes=(ITEM, LETTER), gives="Saved",
)  # fmt: skip
def match_item(thing: Row) -> Response:
    said = body(item=str, letter=str)
    id, item = thing["_id"], said.get("item", "")
    letter = said.get("letter")
    event = matching.match(house(), who(), id, item, letter) if letter else matching.unmatch(house(), who(), id, item)
    return jsonify(id=item, event=event)


@route(
    place, "/batches/<id>/accept", action=ACTION, of=Batch, methods=("POST",), summary="Match as proposed",
    gives="Matched",
)  # fmt: skip
def accept_matches(thing: Row) -> Response:
    return jsonify(events=matching.accept(house(), who(), thing["_id"]))


@route(
    place, "/batches/<id>/explain", action=ACTION, of=Batch, methods=("POST",), summary="Explain items",
    takes=(WHY, CHOSEN, ALL), gives="Saved",
)  # fmt: skip
def explain_items(thing: Row) -> Response:
    said = body(why=str, items=list[str], all=str)
    id, why = thing["_id"], said.get("why", "")
    if "all" in said:
        event = explaining.explain_all(house(), who(), id, said["all"], why)
    else:
        event = explaining.explain(house(), who(), id, said.get("items", []), why)
    return jsonify(id=id, event=event)


@route(
    place,
    "/batches/undo",
    action=ACTION,
    methods=("POST",),
    summary="Undo what was done to items",
    takes=(EVENT,),
    gives="Undone",
)
def undo_items() -> Response:
    return jsonify(event=past.undo(house(), who(), body(event=int).get("event", 0)))


@route(
    place, "/batches/<id>/close", action=ACTION, of=Batch, methods=("POST",), summary="Close a batch", takes=STATED,
    gives="Batch",
)  # fmt: skip
def close_batch(thing: Row) -> Response:
    """`officers`: one a line, name and position apart by a semicolon."""
    closing.close(house(), who(), thing["_id"], body(**dict.fromkeys(closing.STATED, str)))
    return _batch(papers.papered(house(), thing["_id"], who()))


@route(
    place, "/batches/<id>/reopen", action=ACTION, of=Batch, methods=("POST",), summary="Open a batch again",
    takes=(REASON,), gives="Batch",
)  # fmt: skip
def reopen_batch(thing: Row) -> Response:
    closing.reopen(house(), who(), thing["_id"], body(reason=str).get("reason", ""))
    return _batch(house().store.get(Batch, thing["_id"]) or {})


@route(place, "/boxes", action=SHELVES, summary="The boxes of one's units", gives="Boxes")
def own_boxes() -> Response:
    return jsonify(boxes=[_box(row) for row in boxes.boxes(house(), who())])


@route(
    place, "/boxes", action=SHELVES, methods=("POST",), summary="Make a box", takes=(NUMBER, TITLE, SHELF, UNIT),
    gives="Boxes",
)  # fmt: skip
def make_own_box() -> Response:
    said = body(number=str, title=str, shelf=str, unit=str)
    unit, words = _unit(said.pop("unit", None)), {name: said.get(name, "") for name in ("title", "shelf")}
    made = boxes.make_box(house(), who(), unit, said.get("number", ""), **words)
    return jsonify(boxes=[_box(house().store.get(Box, made.id) or {})])


@route(place, "/boxes/<id>/folders", action="letter.read", of=Box, summary="The folders of a box", gives="Folders")
def box_folders(thing: Row) -> Response:
    return jsonify(folders=[_folder(row) for row in boxes.folders(house(), thing)])


@route(
    place, "/boxes/<id>/folders", action=SHELVES, of=Box, methods=("POST",), summary="Make a folder",
    takes=(NUMBER, TITLE), gives="Folders",
)  # fmt: skip
def make_box_folder(thing: Row) -> Response:
    said = body(number=str, title=str)
    made = boxes.make_folder(house(), who(), thing, said.get("number", ""), title=said.get("title", ""))
    return jsonify(folders=[_folder(house().store.get(Folder, made.id) or {})])


@route(
    place, "/folders/<id>", action="letter.read", of=Folder, summary="The letters whose paper is in a folder",
    takes=(AFTER,), gives="FolderLetters",
)  # fmt: skip
def folder_letters(thing: Row) -> Response:
    found = inside.letters(house(), who(), thing, request.args.get("after"))
    return jsonify(_folder(thing) | {"letters": [row["_id"] for row in found.rows], "after": found.after})


route(
    place, "/batches/<id>/papers/<sha256>", action=ACTION, of=Batch, summary="A paper (PDF/A)", kind="application/pdf"
)(paper)
route(
    place, "/labels.pdf", action=SHELVES, summary="Labels of boxes and folders", takes=LABELS, kind="application/pdf"
)(labels_said)


def _unit(code: str | None) -> str:
    return str(by_code(house().store, code)["_id"]) if code else who().unit


def _batch(row: Row) -> Response:
    (said,) = digitising.said(house(), [row])
    kept = [{name: one[name] for name in ("kind", "name", "sha256")} for one in papers.papers_of(row)]
    shown = kept if row["state"] == "closed" else []
    return jsonify(said | {"counts": counts.counts(house(), row).as_dict(), "papers": shown})


def _laid(plan: Plan, event: int | None) -> Response:
    numbers = {sign.name.lower(): len(plan.of(sign)) for sign in Sign}
    faults = [{"line": one.line, "message": one.sentence} for one in plan.faults]
    answer = jsonify(numbers | {"faults": faults, "event": event})
    answer.status_code = 422 if plan.faults else 200
    return answer


def _box(row: Row) -> dict[str, Any]:
    unit = (house().store.get(Unit, row["unit"]) or {}).get("code", row["unit"])
    return {"id": row["_id"], "unit": unit} | {name: row.get(name) or "" for name in ("number", "title", "shelf")}


def _folder(row: Row) -> dict[str, Any]:
    return {"id": row["_id"], "box": row["box"], "number": row["number"], "title": row.get("title") or ""}
