"""Errors of routing."""

from schemas.errors import LontarError, WrongUse


class NobodyAsked(WrongUse):
    code, title = "nobody-asked", "No recipient"
    sentence = "A disposition needs at least one recipient."
    advice = "Choose who is to handle the letter."


class ToItself(WrongUse):
    code, title = "to-itself", "To itself"
    sentence = "%(position)s cannot pass a letter on to itself."
    advice = "Choose another recipient, or handle it and say what was done."


class InACircle(WrongUse):
    code, title = "sent-in-a-circle", "In a circle"
    sentence = "%(position)s has this letter already, and passed it on or was asked before."
    advice = "Choose another recipient, or decline it with the reason: then it goes back."


class Vacant(WrongUse):
    code, title = "vacant", "Nobody holds it"
    sentence = "Nobody holds the position %(position)s now, and nobody acts in it."
    advice = "Choose another recipient, or have a delegate (Plt.) named for it."


class NotLive(WrongUse):
    code, title = "not-live", "Not on board yet"
    sentence = "%(unit)s does not work with this archive yet."
    advice = "Print the letter with its receipt slip and bring it there."


class DueBefore(WrongUse):
    code, title = "due-before", "In the past"
    sentence = "This day is over."
    advice = "Choose today or a later day."


class NotTheirs(LontarError):
    """The reader may see the letter but was not asked to handle it."""

    code, title, status = "not-theirs", "Not yours to handle", 403
    sentence = "This was not asked of a position that you hold."
    advice = "Whoever holds it can do so, or their delegate."


class AlreadyEnded(LontarError):
    code, title, status = "already-ended", "Already ended", 409
    sentence = "%(by)s has ended this already, at %(at)s."
    advice = "Look at what was done; nothing of it was overwritten."


class AlreadyRead(LontarError):
    code, title, status = "already-read", "Already read", 409
    sentence = "%(position)s has read it already, and it cannot be withdrawn any more."
    advice = "Talk to them; they can decline it."


class StillWithOthers(LontarError):
    code, title, status = "still-with-others", "Still with others", 409
    sentence = "It was passed on, and those who were asked are still at it."
    advice = "Withdraw what nobody has read yet, or wait for their answers."


class EntryClosed(LontarError):
    code, title, status = "entry-closed", "Closed", 409
    sentence = "The entry %(number)s is closed or cancelled; nobody is to handle it any more."
    advice = "Open it again first."


class AlreadyRegistered(LontarError):
    code, title, status = "already-registered", "Registered already", 409
    sentence = "This letter stands in the register of %(unit)s already, with the number %(number)s."
    advice = "Go on with that entry."


class NobodyToDeliverTo(WrongUse):
    code, title = "nobody-to-deliver-to", "No unit"
    sentence = "No unit was chosen that this letter can be delivered to."
    advice = "Choose units that have it not yet and work with this archive; for the others print a delivery slip."


class LetterWithdrawn(WrongUse):
    code, title = "letter-withdrawn", "Withdrawn"
    sentence = "This letter was withdrawn; it stands in no register."
    advice = "Restore it first."


class NotOutgoing(LontarError):
    code, title, status = "not-outgoing", "Not a letter of yours", 403
    sentence = "This letter stands in no book of outgoing letters of a unit that you send for."
    advice = "Enter it in the book of outgoing letters first; what came in is delivered to units instead."


class NotSigned(WrongUse):
    code, title, status = "not-signed-yet", "Not signed yet", 409
    sentence = "This letter was not signed yet."
    advice = "Send it when it is signed."


class Overtaken(WrongUse):
    code, title, status = "overtaken", "Replaced or revoked", 409
    sentence = "Another letter has replaced or revoked this one."
    advice = "Send that other letter."


class NobodyToSendTo(WrongUse):
    code, title = "nobody-to-send-to", "No recipient"
    sentence = "Nobody was chosen who can get this letter and has it not yet."
    advice = "Choose units, positions, a saved list or addresses outside."


class OwnUnit(WrongUse):
    code, title = "own-unit", "The unit that sends"
    sentence = "%(what)s is the unit that sends the letter, or is a position of it."
    advice = "Hand it on there by a disposition."


class NotByMail(WrongUse):
    code, title = "not-by-mail", "Not by mail"
    sentence = "Letters of the security class %(security_class)s do not leave this office by mail."
    advice = "Send it on paper; which classes may go by mail is a setting of the office (mail_classes)."


class NoMail(WrongUse):
    code, title = "no-mail", "No mail server"
    sentence = "This office has no mail server set, so nothing is mailed."
    advice = "Have an administrator set it, or send it on paper."


class NotWholeToMail(WrongUse):
    code, title = "not-whole-to-mail", "A part of a scan"
    sentence = "The file %(file)s holds pages of other letters too, and cannot be mailed."
    advice = "Send it on paper, or add the letter as a file of its own."


class TooLargeToMail(WrongUse):
    code, title = "too-large-to-mail", "Too large for mail"
    sentence = "The files of this letter have %(size)s MiB together; mail takes %(most)s."
    advice = "Send it on paper."


class NothingToRecall(WrongUse):
    code, title = "nothing-to-recall", "Nothing can be recalled"
    sentence = "Everybody who got this letter has opened it, or it was recalled already."
    advice = "Send a letter that corrects or revokes it."


class OvertakesItself(WrongUse):
    code, title = "overtakes-itself", "The same letter"
    sentence = "A letter cannot replace or revoke itself."
    advice = "Name the earlier letter."


class AlreadyOvertaken(WrongUse):
    code, title = "already-overtaken", "Replaced or revoked before"
    sentence = "That earlier letter was replaced or revoked already."
    advice = "Correct the letter that took its place, or take the first correction back with a reason."


class OfAnotherUnit(WrongUse):
    code, title = "of-another-unit", "Another unit's letter"
    sentence = "Only the unit that issued a letter can replace or revoke it."
    advice = "Ask that unit."
