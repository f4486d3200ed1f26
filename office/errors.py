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
