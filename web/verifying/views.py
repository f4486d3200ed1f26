"""/verify: anybody drops a PDF and reads whether it is genuine; /verify/TOKEN: what became of a letter issued here, to
which the code on its stamp leads. Nothing of a file is kept."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from flask import Response, request
from werkzeug.datastructures import FileStorage

from lontar.settings import Settings
from lontar.verifying.checked import checked, verifier
from lontar.verifying.issued import Told, by_file, by_token
from paper.sandbox import Sandbox
from schemas.errors import Unavailable
from web.access import route
from web.accounts.limits import count_file, count_guess, refuse_guesses
from web.current import house
from web.verifying.place import PATH, answered, place

__all__ = ["place"]
WAIT_SECONDS = 20.0
"""One file is verified at a time by a process of the web: more would hold its threads, and memory of a sandbox each."""


class VerifyingBusy(Unavailable):
    code, title, status = "verifying-busy", "One moment", 503
    sentence = "Other files are being verified just now."
    advice = "Try again in a minute."


@route(place, PATH, methods=("GET", "POST"), public="anybody may ask whether a file is genuine", summary="Verify a PDF")
def verify() -> Response:
    return _of_file() if request.method == "POST" else answered()


@route(
    place,
    f"{PATH}/<token>",
    methods=("GET", "POST"),
    public="the token is the key",
    summary="What became of a letter that was issued, for whoever holds it",
)
def issued(token: str) -> Response:
    refuse_guesses()
    told = by_token(house(), token)
    if told is None:
        count_guess()
        return answered("unknown", 404)
    return _of_file(told) if request.method == "POST" else answered(told=told, token=token)


def _of_file(told: Told | None = None) -> Response:
    """The verdict on the file that was sent; `told`: of the letter beside which it was dropped."""
    sent, token = request.files.get("file"), told.token if told else ""
    if sent is None or not sent.filename:
        return answered("no-file", 400, told=told, token=token)
    count_file()
    with TemporaryDirectory(prefix="lontar-verify-") as folder:
        path, sha256 = _written(sent, Path(folder))
        same = by_file(house(), sha256)
        with _sandbox(house().settings) as sandbox:
            verdict = checked(sandbox, path, house().settings).as_dict()
    other = told is not None and (same is None or same.token != told.token)
    return answered(file=sent.filename, verdict=verdict, told=told if other else same, token=token, other=other)


def _written(sent: FileStorage, folder: Path) -> tuple[Path, str]:
    """Where the file lies until it is verified, and its hash."""
    path, sha256 = folder / "file.pdf", hashlib.sha256()
    with path.open("wb") as file:
        while piece := sent.stream.read(1 << 20):
            sha256.update(piece)
            file.write(piece)
    return path, sha256.hexdigest()


@contextmanager
def _sandbox(settings: Settings) -> Iterator[Sandbox]:
    """The one of this process for files of anybody. Raises VerifyingBusy."""
    desk = _desk(settings.home)
    if not desk[0].acquire(timeout=WAIT_SECONDS):
        raise VerifyingBusy()
    try:
        if not desk[1]:
            desk[1].append(verifier(settings))
        yield desk[1][0]
    finally:
        desk[0].release()


@cache
def _desk(_home: Path) -> tuple[Any, list[Sandbox]]:
    return Lock(), []
