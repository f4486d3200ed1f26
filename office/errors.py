"""Errors of the office."""

from schemas.errors import LontarError, Unavailable


class Unready(LontarError):
    """A person who does not exist, or no longer works here, acts."""

    code, title, status = "unknown-person", "Unknown person", 403
    sentence = "%(person)s is not a person of this office who may sign in."
    advice = "Name somebody listed by `lontar users`."


class FaultyVocabulary(LontarError):
    """A vocabulary file of the office does not hold to its form; it is not used."""

    code, title, status, exit_code = "faulty-vocabulary", "Faulty vocabulary", 422, 2
    sentence = "%(file)s, line %(line)s: %(why)s."
    advice = "Correct the file; `lontar vocabularies --check` lists all faults."


class LastAdministrator(LontarError):
    """Without an administrator nobody could change anything again."""

    code, title, status = "last-administrator", "The last administrator", 409
    sentence = "This is the only account that may administer the office."
    advice = "Make another administrator first."


class UnknownChoice(LontarError):
    code, title, status, exit_code = "unknown-choice", "Unknown choice", 400, 2
    sentence = "%(value)s is not known here; known are %(known)s."
    advice = "Choose one of them."


class TooShort(LontarError):
    code, title, status, exit_code = "too-short", "Too short", 400, 2
    sentence = "%(what)s needs at least %(least)s characters."
    advice = "Enter a longer one."


class MessageRefused(LontarError):
    """Whoever was to take the message will never take it."""

    code, title, status = "message-refused", "Message refused", 502
    sentence = "%(what)s does not take the message: %(why)s."
    advice = "Check the address that it goes to."


class MaybeSent(Unavailable):
    """Whoever took the message said nothing behind it: it may be there or not."""

    code, title = "maybe-sent", "Maybe sent"
    sentence = "%(what)s fell silent while it had the message: %(why)s. It may have gone out or not."
    advice = "Ask the recipient, then send it again if it is not there."


class NotWithin(LontarError):
    code, title, status, exit_code = "not-within", "Not within bounds", 400, 2
    sentence = "%(what)s is not a whole number from %(least)s to %(most)s."
    advice = "Enter one that is."


class TooManyLines(LontarError):
    code, title, status, exit_code = "too-many-lines", "Too many lines", 400, 2
    sentence = "%(what)s has room for %(most)s lines of %(longest)s characters."
    advice = "Shorten it."


class HeadTaken(LontarError):
    code, title, status = "head-taken", "The unit has a head", 409
    sentence = "This unit is headed by %(what)s (%(code)s) already."
    advice = "Take the mark off that position first."


class InACircle(LontarError):
    code, title, status = "in-a-circle", "In a circle", 409
    sentence = "%(what)s would stand above itself."
    advice = "Choose another superior."


class HeldPosition(LontarError):
    code, title, status = "held-position", "Somebody holds it", 409
    sentence = "%(what)s is still held, or acted in, by %(name)s."
    advice = "End that first, then close the position."


class ClosedPosition(LontarError):
    code, title, status = "closed-position", "A closed position", 409
    sentence = "The position %(what)s is closed."
    advice = "Open it again, or choose another one."


class ClosedAccount(LontarError):
    code, title, status = "closed-account", "A disabled account", 409
    sentence = "The account of %(name)s is disabled."
    advice = "Enable it first, or choose somebody else."


class Occupied(LontarError):
    """Two would be in one position at once."""

    code, title, status = "occupied", "Already occupied", 409
    sentence = "%(what)s is taken in that time: %(name)s (%(form)s), %(since)s to %(until)s."
    advice = "End that first, or choose other days."


class OwnPosition(LontarError):
    code, title, status = "own-position", "Their own position", 409
    sentence = "%(name)s holds this position in that time; nobody stands in for themselves."
    advice = "Choose somebody else."


class VacantPosition(LontarError):
    code, title, status = "vacant-position", "A vacant position", 409
    sentence = "Nobody holds %(what)s in that time."
    advice = "For a vacant position choose Plt."


class NotVacant(LontarError):
    code, title, status = "not-vacant", "Not vacant", 409
    sentence = "%(what)s is not vacant in that time: %(name)s holds it."
    advice = "Choose Plh. while its holder is away."
