"""What a program may do to the pages of letters, by the same acts as the page; each answers with the events it made."""

from flask import Response

from lontar.intake import arranging
from schemas.errors import WrongUse
from schemas.letter import SPLITS, Letter
from store.contract import Row
from web.access import Takes, route
from web.api.acts import MADE_FROM, done
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, many
from web.current import house
from web.who import who

PAGES = Takes(
    "pages",
    "The pages it is to show, in order: numbers of file and page. Its others are left out.",
    many(many(WHOLE) | {"minItems": 2, "maxItems": 2}),
    required=True,
    place="body",
)
BEFORE = Takes("before", "Numbers of pages in the letter, each the first of a new one.", many(WHOLE), place="body")
AT = Takes("at", "Cut at these instead; they are left out.", TEXT | {"enum": list(SPLITS)}, place="body")
LETTERS = Takes(
    "letters",
    "Letters whose files are appended, in order; to a letter that awaits its scan, as its scan.",
    many(TEXT),
    required=True,
    place="body",
)


@route(
    place,
    "/letters/<id>/arrangement",
    action="letter.arrange",
    of=Letter,
    methods=("POST",),
    summary="Which pages it shows, in which order",
    takes=(PAGES, MADE_FROM),
    gives="Done",
)
def arrangement(thing: Row) -> Response:
    said = body(pages=list[list[int]], version=int)
    leaves = said.get("pages", [])
    if any(len(leaf) != 2 for leaf in leaves):
        raise WrongUse(what="pages", why="each is two numbers: file and page")
    shown = [(file, page) for file, page in leaves]
    return done(thing["_id"], arranging.arrange(house(), who(), thing["_id"], shown, said.get("version")))


@route(
    place,
    "/letters/<id>/split",
    action="letter.arrange",
    of=Letter,
    methods=("POST",),
    summary="Cut it into several letters",
    takes=(BEFORE, AT, MADE_FROM),
    gives="Parted",
)
def split(thing: Row) -> Response:
    said = body(before=list[int], at=str, version=int)
    id, version = thing["_id"], said.get("version")
    if ("at" in said) == ("before" in said):
        raise WrongUse(what="The body", why="it names either pages or what to cut at")
    if "at" in said:
        parted = arranging.split_at(house(), who(), id, said["at"], version)
    else:
        parted = arranging.split(house(), who(), id, said["before"], version)
    return done(id, parted.events, letters=parted.letters)


@route(
    place,
    "/letters/<id>/merge",
    action="letter.arrange",
    of=Letter,
    methods=("POST",),
    summary="Append the pages of other letters, which are withdrawn",
    takes=(LETTERS,),
    gives="Done",
)
def merge(thing: Row) -> Response:
    others = body(letters=list[str]).get("letters", [])
    return done(thing["_id"], arranging.merge(house(), who(), [thing["_id"], *others]))


@route(
    place,
    "/letters/<id>/scan",
    action="letter.arrange",
    of=Letter,
    methods=("DELETE",),
    summary="Take the scan off a letter of a table: it becomes a letter by itself",
    takes=(MADE_FROM,),
    gives="Parted",
)
def detach(thing: Row) -> Response:
    parted = arranging.detach(house(), who(), thing["_id"], body(version=int).get("version"))
    return done(thing["_id"], parted.events, letters=parted.letters)
