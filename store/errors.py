"""Errors of the store."""

from schemas.errors import LontarError


class Unserved(LontarError):
    """A question that no declared index answers: a mistake of the code, refused instead of a slow scan."""

    code, title, status = "unserved", "Question without an index", 500
    sentence = "The store has no index for %(what)s."
    advice = "Please report this; nothing was changed."
