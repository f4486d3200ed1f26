"""The verdict on the signatures of a letter's files: when it is read, and again when the office trusts others."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from lontar.verifying.checked import checked
from lontar.wiring import House
from paper.kinds import PDF
from paper.sandbox import Sandbox
from schemas.errors import Conflict
from schemas.event import SYSTEM
from schemas.letter import Letter, LetterFile
from store.again import again
from store.changes import Changes, Happened
from store.contract import Row


class Changed(NamedTuple):
    """A file of a letter whose verdict is another one now; `before` "" where it had none."""

    letter: str
    file: str
    before: str
    after: str


def verdict_of(house: House, sandbox: Sandbox, file: LetterFile) -> dict[str, Any]:
    """As Verdict.as_dict, which is what a LetterFile keeps; empty for what is no PDF. Raises Unavailable."""
    if file.kind != PDF:
        return {}
    with house.originals.path(file.sha256) as path:
        return checked(sandbox, path, house.settings).as_dict()


def verify_again(house: House, sandbox: Sandbox, done: Callable[[int], None] | None = None) -> Iterator[Changed]:
    """Verify all signed files of letters, and those that never were; what has another verdict now. `done` is told how
    many letters were looked at. May be broken off and begun again."""
    for number, row in enumerate(house.store.every(Letter, fields=("files",)), 1):
        if any(_wanted(file) for file in row["files"]):
            yield from _again(house, sandbox, row["_id"])
        if done:
            done(number)


def _wanted(file: Row) -> bool:
    said = (file.get("verdict") or {}).get("verdict")
    return file["kind"] == PDF and said != "unsigned"


def _again(house: House, sandbox: Sandbox, id: str) -> list[Changed]:
    letter = house.store.load(Letter, id)
    found = {(file.no, file.sha256): verdict_of(house, sandbox, file) for file in letter.files}
    changed: list[Changed] = []

    def decide() -> Changes:
        changed.clear()
        fresh = house.store.load(Letter, id)
        for file in fresh.files:
            now, before = found.get((file.no, file.sha256)), dict(file.verdict)
            if now and _lasting(now) != _lasting(before):
                file.verdict = now
                changed.append(Changed(id, file.name, before.get("verdict", ""), now["verdict"]))
        if not changed:
            return Changes()
        after = {"verdicts": [{"file": one.file, "before": one.before, "verdict": one.after} for one in changed]}
        return Changes.of(fresh, events=[Happened("letter.verified", f"letters/{id}", SYSTEM, after=after)])

    try:
        again(house.store, decide)
    except Conflict:  # it is being worked on: whoever reads it verifies it too
        return []
    return changed


def _lasting(verdict: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in verdict.items() if name != "at"}
