"""Errors of the work room."""

from schemas.errors import Conflict, LontarError


class LeaseLost(Conflict):
    """Another worker has taken the letter over; what this one made is not written."""

    code, title = "lease-lost", "Taken over"
    sentence = "The work on letter %(letter)s was taken over by another worker."
    advice = "Nothing is to be done: the other one goes on."


class WorkerDied(LontarError):
    code, title, status = "worker-died", "The reading was cut off", 500
    sentence = "The process that read this letter ended before it was done; attempts made: %(attempts)s."
    advice = "The original is kept. Try again; if it fails again, report it with the file."
