"""Errors of the work room."""

from schemas.errors import Conflict, LontarError, Unavailable


class LeaseLost(Conflict):
    """Another worker has taken the letter over; what this one made is not written."""

    code, title = "lease-lost", "Taken over"
    sentence = "The work on letter %(letter)s was taken over by another worker."
    advice = "Nothing is to be done: the other one goes on."


class WorkerDied(LontarError):
    code, title, status = "worker-died", "The reading was cut off", 500
    sentence = "The process that read this letter ended before it was done; attempts made: %(attempts)s."
    advice = "The original is kept. Try again; if it fails again, report it with the file."


class QueueAway(Unavailable):
    """The server that tells the workers; letters wait in the store meanwhile."""

    code, title = "queue-away", "The workers hear nothing"
    sentence = "Redis at %(place)s (LONTAR_WORK) cannot be reached or takes nothing: %(why)s."
    advice = "Letters are taken in and wait; as soon as it answers they are read. Start it, or correct LONTAR_WORK."
