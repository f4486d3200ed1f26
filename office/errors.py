"""Errors of the office."""

from schemas.errors import LontarError


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


class NotWithin(LontarError):
    code, title, status, exit_code = "not-within", "Not within bounds", 400, 2
    sentence = "%(what)s is not a whole number from %(least)s to %(most)s."
    advice = "Enter one that is."


class TooManyLines(LontarError):
    code, title, status, exit_code = "too-many-lines", "Too many lines", 400, 2
    sentence = "%(what)s has room for %(most)s lines of %(longest)s characters."
    advice = "Shorten it."
