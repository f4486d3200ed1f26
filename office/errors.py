"""Errors of the office."""

from schemas.errors import LontarError


class Unready(LontarError):
    """A person who does not exist, or no longer works here, acts."""

    code, title, status = "unknown-person", "Unknown person", 403
    sentence = "%(person)s is not a person of this office who may sign in."
    advice = "Name somebody listed by `lontar users`."
