"""What cannot be done to a draft as it stands, or by who wants it."""

from schemas.errors import Conflict, LontarError, WrongUse


class DraftChanged(Conflict):
    """What was to be written, initialled or frozen rests on a text that stands no longer."""

    code, title = "draft-changed", "Changed by another"
    sentence = "%(by)s has changed this draft since you opened it."
    advice = "Look at both texts, then save yours again or leave theirs; nothing of either is lost."


class DraftElsewhere(LontarError):
    """The draft is in a state in which this cannot be done to it."""

    code, title, status = "draft-elsewhere", "Not possible now", 409
    sentence = "The draft is %(state)s now, and this cannot be done to it."
    advice = "Look at how far it is; a draft that waits can be taken back first."


class NotTheTurn(LontarError):
    code, title, status = "not-the-turn", "Not your turn", 403
    sentence = "This draft does not wait for a position that you hold."
    advice = "Whoever holds the position whose turn it is can do so, or their delegate."


class NotInitialled(LontarError):
    code, title, status = "not-initialled", "Initials are missing", 409
    sentence = "%(missing)s of the initials of this draft are not given yet."
    advice = "Wait for them; then its number is reserved."


class WrongRank(WrongUse):
    code, title = "wrong-rank", "Not ascending"
    sentence = "%(lower)s stands below %(upper)s and cannot approve after it."
    advice = "Put the lower position first: initials are given in ascending order, and the signer comes last."


class TwiceThere(WrongUse):
    code, title = "twice-there", "Named twice"
    sentence = "%(position)s is named twice."
    advice = "Each position initials once, and who signs does not initial."


class TooManyInitials(WrongUse):
    code, title = "too-many-initials", "Too many initials"
    sentence = "A draft has at most %(most)s initials."
    advice = "Leave some out."


class NoSigner(WrongUse):
    code, title = "no-signer", "Nobody signs"
    sentence = "The draft does not say which position is to sign it."
    advice = "Choose the position that signs."


class FaultyForm(WrongUse):
    code, title = "faulty-number-form", "No form of a number"
    sentence = "%(form)s is no form of a number: %(why)s."
    advice = "Write it like {code}/{number}/{unit}/{month_roman}/{year}."


class NotComplete(WrongUse):
    """A field of the form that the letter cannot go out without is empty. `field`: its name."""

    code, title, status, exit_code = "not-complete", "Not complete", 422, 2
    sentence = "%(what)s is still empty."
    advice = "Fill it in, then submit the draft again."


class NotAbove(WrongUse):
    code, title = "not-above", "Not above the signer"
    sentence = "%(position)s does not stand above the position that signs."
    advice = "A letter is signed in the name of a higher position (a.n.), through one between them (u.b.)."
