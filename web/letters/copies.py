"""Copies of a letter to give away, always as a download: what was sent by strangers is never shown by the browser."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from flask import send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

import paper.settings
from lontar import scratch
from lontar.proving import bundle
from lontar.reading.copies import FORMS, copy_of
from lontar.sending.opening import opened as received
from paper.sandbox import Sandbox
from schemas.errors import Unavailable
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.place import place
from web.who import who

WAIT_SECONDS = 20.0
"""One copy is made at a time by one process of the web: more would hold its threads, and memory of a sandbox each."""


class CopiesBusy(Unavailable):
    code, title, status = "copies-busy", "One moment", 503
    sentence = "Other copies are being made just now."
    advice = "Try again in a minute."


@dataclass(frozen=True)
class Offer:
    """A copy that the page of a letter leads to."""

    address: str
    title: str
    what: str


def offers(thing: Row, *, drawn: bool) -> list[Offer]:
    """Those of a letter that was read, if any file of it could be; without page images (`drawn`) text alone. With them
    what proves it, whatever it is."""
    address = url_for("letters.evidence", id=thing["_id"])
    proof = Offer(address, str(_("Evidence")), str(_("it verifies without Lontar")))
    return [*_readable(thing, drawn=drawn), *([proof] if thing["files"] else [])]


def _readable(thing: Row, *, drawn: bool) -> list[Offer]:
    if thing["stage"] in ("awaiting", "arrived") or all(file.get("error") for file in thing["files"]):
        return []
    texts = [("copy_text", _("Text"), _("without layout"))]
    places = [
        ("copy_pdf", _("Searchable copy (PDF/A)"), _("page images with text to search in and copy from")),
        ("copy_hocr", _("hOCR"), _("the place of every word, as a web page")),
        ("copy_alto", _("ALTO"), _("the place of every word, as libraries keep it")),
    ]
    chosen = [places[0], *texts, *places[1:]] if drawn else texts
    return [Offer(url_for(f"letters.{name}", id=thing["_id"]), str(title), str(what)) for name, title, what in chosen]


def copy_pdf(thing: Row) -> Response:
    return _sent(thing, "pdf")


def copy_text(thing: Row) -> Response:
    return _sent(thing, "text")


def copy_hocr(thing: Row) -> Response:
    return _sent(thing, "hocr")


def copy_alto(thing: Row) -> Response:
    return _sent(thing, "alto")


def evidence(thing: Row) -> Response:
    """All that proves it, made in a folder of its own and sent from there."""
    received(house(), who(), thing["_id"])
    made = tempfile.TemporaryFile(dir=scratch.root(house().settings.home))  # noqa: SIM115 - the answer closes it
    try:
        bundle.write(house(), who(), thing["_id"], made)
    except BaseException:
        made.close()
        raise
    made.seek(0)
    answer: Response = send_file(
        made, mimetype="application/zip", as_attachment=True, download_name=bundle.name_of(thing["_id"])
    )
    return answer


COPIES = (
    ("/letters/<id>/copy.pdf", copy_pdf, "A searchable copy (PDF/A)", FORMS["pdf"].media_type),
    ("/letters/<id>/text.txt", copy_text, "Its text as a file", FORMS["text"].media_type),
    ("/letters/<id>/hocr.html", copy_hocr, "The places of its words as hOCR", FORMS["hocr"].media_type),
    ("/letters/<id>/alto.xml", copy_alto, "The places of its words as ALTO 4.4", FORMS["alto"].media_type),
    ("/letters/<id>/evidence.zip", evidence, "What proves it, for whoever has no Lontar", "application/zip"),
)
"""Address, view, what it gives and its media type, here and under the API."""
for rule, view, summary, _kind in COPIES:
    route(place, rule, action="letter.read", of=Letter, summary=summary)(view)


def _sent(thing: Row, form: str) -> Response:
    received(house(), who(), thing["_id"])
    with sandbox(house().settings.paper) as held:
        path = copy_of(house(), held, thing, form)
    name = f"{Path(thing['files'][0]['name']).stem}.{FORMS[form].name}"
    answer: Response = send_file(
        path, mimetype=FORMS[form].media_type, as_attachment=True, download_name=name, etag=path.name
    )
    return answer


@contextmanager
def sandbox(settings: paper.settings.Settings) -> Iterator[Sandbox]:
    """The one of this process for copies; it gives its memory back when it is idle. Raises CopiesBusy."""
    lock, held = _desk(settings)
    if not lock.acquire(timeout=WAIT_SECONDS):
        raise CopiesBusy()
    try:
        yield held
    finally:
        lock.release()


@cache
def _desk(settings: paper.settings.Settings) -> tuple[Lock, Sandbox]:
    return Lock(), Sandbox(settings)
