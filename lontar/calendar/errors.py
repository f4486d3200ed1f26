"""Errors of the calendar."""

from schemas.errors import LontarError, NotFound, WrongUse


class AlreadySaid(LontarError):
    """`said` is one of lontar.calendar.acts.SAID."""

    code, title, status = "already-said", "Said already", 409
    sentence = "%(by)s has answered this invitation already: %(said)s."
    advice = "Look at it; to have it otherwise, take that answer back first."


class NoAppointment(NotFound):
    code = "no-appointment"
    sentence = "This invitation was not found, was taken back, or is not available to you."
    advice = "Look at the calendar of today."


class UnknownPeriod(WrongUse):
    code = "unknown-period"
    sentence = "%(what)s is no day, or these are more than %(most)s days."
    advice = "Write days as 2026-12-31, the first one first."
