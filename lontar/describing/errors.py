"""What can go wrong with description, lists and loans."""

from schemas.errors import LontarError, WrongUse


class PaperOut(LontarError):
    code, title, status = "paper-out", "Lent already", 409
    sentence = "This paper is lent already, by slip %(number)s, and due back on %(due)s."
    advice = "Take it back first, or wait until it is there."


class LoanNotNow(LontarError):
    """A loan is in another state than what was asked for needs."""

    code, title, status = "loan-not-now", "Not possible now", 409
    sentence = "This cannot be done to a loan that is %(state)s."
    advice = "Look at how it stands now."


class AskedAlready(LontarError):
    code, title, status = "asked-already", "Asked for already", 409
    sentence = "You have asked for this paper already."
    advice = "Look at your loans."


class DayGone(WrongUse):
    code, title = "day-gone", "Day gone by"
    sentence = "The day on which it is to be back has gone by."
    advice = "Choose today or a later day."


class NotEmpty(LontarError):
    code, title, status = "not-empty", "Not empty", 409
    sentence = "%(what)s still has something below it."
    advice = "Move what is below it elsewhere first."


class TooLongForPaper(WrongUse):
    code, title = "too-long-for-paper", "Too long for a PDF"
    sentence = "%(total)s lines were found, and a list on paper holds at most %(most)s."
    advice = "Take a unit, a series or a box at a time, or the workbook (XLSX), which holds all of them."
