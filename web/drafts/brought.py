"""Files that a form of a draft brings along, to go with it."""

from pathlib import Path
from typing import Protocol

from flask import flash, request
from flask_babel import ngettext

from ingest.names import file_name
from lontar import scratch
from lontar.drafting import enclosing
from schemas.errors import LontarError
from store.disk import told
from web.current import house
from web.i18n.words import say
from web.who import who

FIELD = "enclosures"


class Saved(Protocol):
    """What can be written into a file as a whole."""

    def __call__(self, path: Path, /) -> object: ...


def brought(id: str) -> bool:
    """Each file added to the draft or refused by name, which the next page says; False where one was refused."""
    sent = [file for file in request.files.getlist(FIELD) if file.filename]
    count, faults = 0, list[LontarError]()
    for file in sent:
        try:
            count += bool(enclose(id, file.filename or "", file.save))
        except LontarError as problem:
            faults.append(problem)
    if count:
        flash(ngettext("%(num)s file was added.", "%(num)s files were added.", count), "success")
    for fault in faults:
        flash(say(fault), "error")
    return not faults


def enclose(id: str, name: str, save: Saved) -> list[int]:
    """Raises what lontar.drafting.enclosing.enclose raises."""
    named = file_name(name)
    with scratch.folder(house().settings.home, named) as folder:
        path = folder / "enclosure"
        with told(named):
            save(path)
        return enclosing.enclose(house(), who(), id, path, named)
