"""Errors of the search room."""

from schemas.errors import LontarError, Unavailable


class IndexBusy(Unavailable):
    code, title, status = "index-busy", "Index is being written", 503
    sentence = "The index %(path)s is being written by another process."
    advice = "Stop the other `lontar run`, `lontar work` or `lontar reindex` of this home, or wait until it ends."


class TooDeep(LontarError):
    code, title, status = "too-deep", "Too far down the list", 400
    sentence = "Sorted by relevance a list goes down to place %(most)s only."
    advice = "Narrow the search, or sort by date: that list has no end."
