"""The base of every error a user can meet: what happened, to which thing, what to do.

A class owns its title, sentence, HTTP status and exit code, so that the command line, the page and
the JSON API show the same words. `sentence` and `advice` are templates with named parameters; they are
also the message ids of the translation catalogue, therefore never put values into them.
"""

from typing import Any, ClassVar


class LontarError(Exception):
    """Safe to show to the user. Parameters are named as in the templates, e.g. ``Locked(file="a.pdf")``."""

    code: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"
    sentence: ClassVar[str] = "Something went wrong."
    advice: ClassVar[str] = ""
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, **params: Any) -> None:
        super().__init__(params)
        self.params = params

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross from the process that reads files to ours; their parameters have names only."""
        return _again, (type(self), self.params)

    def __str__(self) -> str:
        return " ".join(part % self.params for part in (self.sentence, self.advice) if part)

    def as_dict(self) -> dict[str, Any]:
        """The one shape of an error in JSON: code, title, message (both sentences), params."""
        return {"code": self.code, "title": self.title, "message": str(self), "params": self.params}


def _again(kind: type[LontarError], params: dict[str, Any]) -> LontarError:
    return kind(**params)


def every_error() -> dict[str, type[LontarError]]:
    """All error classes known so far by code (those of imported rooms); refuses a code used twice."""
    found: dict[str, type[LontarError]] = {}
    waiting = list(LontarError.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if found.setdefault(kind.code, kind) is not kind:
            raise TypeError(f"error code {kind.code!r} belongs to two classes")
    return found


class NotFound(LontarError):
    """Also what a person gets who may not read the thing: absent and forbidden look the same."""

    code, title, status, exit_code = "not-found", "Not found", 404, 1
    sentence = "%(what)s was not found or is not available to you."
    advice = "Check the address or the number, or ask the unit that keeps it."


class Forbidden(LontarError):
    """The person may see the thing but not do this to it."""

    code, title, status, exit_code = "forbidden", "Not allowed", 403, 1
    sentence = "You may not do this: %(action)s."
    advice = "Ask an administrator for the role that may."


class WrongUse(LontarError):
    """A value given by the user cannot be used as it is."""

    code, title, status, exit_code = "wrong-use", "Cannot be used", 400, 2
    sentence = "%(what)s cannot be used: %(why)s."
    advice = "Correct it and try again."


class NotAmong(WrongUse):
    """A value that is none of those there are."""

    code = "not-among"
    sentence = "%(what)s must be one of: %(known)s."


class Conflict(LontarError):
    """The thing changed after it was read; nothing was written."""

    code, title, status, exit_code = "conflict", "Changed by another", 409, 1
    sentence = "%(what)s was changed by another while you were working on it."
    advice = "Look at the change, then try again."


class Taken(LontarError):
    """A unique key is in use; nothing was written."""

    code, title, status, exit_code = "taken", "Already in use", 409, 1
    sentence = "%(what)s is already in use."
    advice = "Choose another one."


class Unavailable(LontarError):
    """A server, disk or file that the work needs is not there."""

    code, title, status, exit_code = "unavailable", "Not available", 503, 3
    sentence = "%(what)s cannot be reached: %(why)s."
    advice = "Nothing was lost. Check it, then try again."


class DiskFull(Unavailable):
    """No room to write; what was acknowledged before is safe."""

    code, title, status = "disk-full", "No room on the disk", 507
    sentence = "There is no room left on the disk to keep %(what)s."
    advice = "What was stored before is safe. Free some room, then send it again."
