"""The scan of a letter that awaits it, brought in on its page; one that is of another letter, taken off again."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue

from lontar.errors import StillRead
from lontar.intake import arranging
from lontar.journey import arrive_for
from schemas.errors import LontarError, WrongUse
from schemas.letter import Letter
from store.contract import Row
from store.disk import told
from web.access import route
from web.current import house
from web.letters.answer import KEPT, led_back, refused
from web.letters.place import at, place
from web.letters.shown import shown
from web.once import once
from web.who import who


@route(place, "/letters/<id>/scan", action="intake.add", of=Letter, methods=("POST",), summary="Bring in its scan")
@once
def scan(thing: Row) -> ResponseReturnValue:
    """One or more `files` that are this letter, in their order."""
    try:
        take(thing["_id"])
    except LontarError as problem:
        return make_response(shown(thing, problem), problem.status)
    return redirect(at(thing["_id"]))


@route(
    place, "/letters/<id>/detach", action="letter.arrange", of=Letter, methods=("POST",), summary="Take its scan off"
)
@once
def detach(thing: Row) -> ResponseReturnValue:
    """Of a letter of a table: it awaits its scan again, and what was its scan becomes a letter by itself."""
    try:
        parted = arranging.detach(house(), who(), thing["_id"], request.form.get("version", type=int))
    except (*KEPT, StillRead) as problem:
        return refused(thing, problem)
    return led_back(thing["_id"], parted.events)


def take(id: str) -> list[int]:
    """The files of the request as the scan of a letter; the number of the event. Raises WrongUse where there are none,
    and what `arrive_for` raises."""
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not sent:
        raise WrongUse(what="The upload", why="no file was chosen", field="files")
    scratch = house().settings.home / "scratch"
    with told(str(sent[0].filename)):
        scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="unfold-", dir=scratch) as folder:
            files = []
            for number, file in enumerate(sent):
                path = Path(folder, str(number))
                file.save(path)
                files.append((path, str(file.filename)))
            return arrive_for(house(), id, files, who())
