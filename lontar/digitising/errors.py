"""What can stand in the way of a digitising batch."""

from schemas.errors import LontarError, WrongUse


class ClosedBatch(LontarError):
    code, title, status = "closed-batch", "Closed", 409
    sentence = "The batch %(name)s is closed."
    advice = "Open it again first, with a reason."


class NotExplained(LontarError):
    code, title, status = "not-explained", "Not every item is explained", 409
    sentence = "%(count)s items of the batch %(name)s are not explained yet: %(items)s."
    advice = "Say of each why it is missing, surplus or unreadable, or scan it; then close the batch."


class StillToRead(LontarError):
    code, title, status = "still-to-read", "Still being read", 409
    sentence = "%(count)s letters of the batch %(name)s are still being read."
    advice = "Close it when all of them have been read."


class NothingListed(WrongUse):
    code, title = "nothing-listed", "Nothing to close"
    sentence = "The batch %(name)s has no item and no letter."
    advice = "Give it its manifest, or scan something first."


class ScannedAlready(LontarError):
    code, title, status = "scanned-already", "Scanned already", 409
    sentence = "%(what)s has its letter already."
    advice = "Take the letter off the item first."


class NotOfTheBatch(WrongUse):
    code, title = "not-of-the-batch", "Not of this batch"
    sentence = "%(what)s is not of the batch %(name)s."
    advice = "Choose one that came in with it."


class NotListed(WrongUse):
    code, title = "not-listed", "Not listed"
    sentence = "%(what)s cannot be kept: %(why)s."
    advice = "Correct it and try again."
