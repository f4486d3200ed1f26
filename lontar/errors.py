"""Errors of the settings and of the running system."""

from schemas.errors import Conflict, LontarError, WrongUse


class UnknownSetting(LontarError):
    code, title, status, exit_code = "unknown-setting", "Unknown setting", 500, 2
    sentence = "%(name)s (in %(where)s) is no setting of Lontar; did you mean %(nearest)s?"
    advice = "`lontar settings` lists all of them."


class WrongSetting(LontarError):
    code, title, status, exit_code = "wrong-setting", "Wrong setting", 500, 2
    sentence = "%(name)s=%(value)s (in %(where)s) cannot be used: it must be %(must)s."
    advice = "`lontar settings` says what each one means."


class WrongSettings(LontarError):
    code, title, status, exit_code = "wrong-settings", "Wrong settings", 500, 2
    sentence = "%(count)s settings cannot be used."
    advice = "%(each)s `lontar settings` says what each one means."


class HomeInUse(LontarError):
    code, title, status, exit_code = "home-in-use", "Already running", 409, 3
    sentence = "Another `lontar run` works in %(home)s already."
    advice = "Open its page, stop it there with Ctrl-C, or set LONTAR_HOME to another folder."


class HalfMoved(LontarError):
    code, title, status, exit_code = "half-moved", "Half an archive", 503, 3
    sentence = "%(store)s holds half of an archive: a move or a restore into it has not come to its end."
    advice = (
        "Start `lontar restore` again; to go on with a move, set LONTAR_STORE back, then start `lontar move` again."
    )


class WrittenMeanwhile(LontarError):
    code, title, status, exit_code = "written-meanwhile", "Written to while it was moved", 409, 3
    sentence = "Something still wrote to the archive while it was moved."
    advice = "Nothing is lost. Stop Lontar on every machine, then start `lontar move` again: it goes on."


class PortTaken(LontarError):
    code, title, status, exit_code = "port-taken", "Port in use", 409, 3
    sentence = "Port %(port)s of %(host)s is in use by another program."
    advice = "Stop that program, or choose another port: lontar run --port 8001."


class AwaitsScan(LontarError):
    """Of a letter that is known from a table alone."""

    code, title, status = "awaits-scan", "Awaits its scan", 409
    sentence = "This letter is known from a table; its scan has not come yet."
    advice = "Bring in its scan on its page, or by `lontar add --into`."


class HasScan(LontarError):
    code, title, status = "has-scan", "Has its scan", 409
    sentence = "This letter has its scan already."
    advice = "Add other files as letters of their own, then append their pages to it."


class ScanKnown(LontarError):
    """`letter`: the one that shows these bytes, where the person may read it."""

    code, title, status = "scan-known", "Already here", 409
    sentence = "%(file)s is letter %(letter)s already."
    advice = "If it is the scan of this letter, give that letter to it as its scan."


class NotReadYet(LontarError):
    code, title, status = "not-read-yet", "Not read yet", 409
    sentence = "The letter is still being read; a copy of it would not have all its text."
    advice = "Try again when it has been read."


class AfterToday(WrongUse):
    code, title = "after-today", "Date to come"
    sentence = "The date of a letter cannot be after today."
    advice = "Write the date that stands on the letter."


class NoSuchReference(WrongUse):
    code, title = "no-such-reference", "Not cited there"
    sentence = "This letter does not cite a letter with the number %(number)s."
    advice = "Correct its references first, then link the letter."


class TooManyCharacters(WrongUse):
    code = "too-many-characters"
    sentence = "%(what)s has more than %(most)s characters."
    advice = "Shorten it and try again."


class TooMany(WrongUse):
    code, title = "too-many", "Too many"
    sentence = "%(what)s: a letter has at most %(most)s."
    advice = "Leave some out and try again."


class StillRead(LontarError):
    code, title, status = "still-read", "Being read", 409
    sentence = "%(what)s is still being read."
    advice = "Wait until it is read, then try again."


class NotItsPage(WrongUse):
    code, title = "not-its-page", "No such page"
    sentence = "%(page)s is no page of this letter."
    advice = "Look at its pages, then try again."


class WrongOrder(WrongUse):
    code, title = "wrong-order", "Not an order"
    sentence = "A page can stand in the order once, and the pages of one file stand together."
    advice = "Correct the order and try again."


class NoPageLeft(WrongUse):
    code, title = "no-page-left", "No page left"
    sentence = "A letter shows at least one page."
    advice = "Leave one page in, or withdraw the letter."


class NotMerged(WrongUse):
    code, title = "not-merged", "Not alike"
    sentence = "Letters of different units or security classes cannot be merged."
    advice = "Give them the same class first; letters of another unit stay with that unit."


class PagesElsewhere(LontarError):
    code, title, status = "pages-elsewhere", "Part of another letter", 409
    sentence = "The pages of this letter are in another one now."
    advice = "Undo that in the history of that letter."


class FileTooLarge(LontarError):
    code, title, status = "file-too-large", "Too large", 413
    sentence = "%(file)s has %(size)s MiB; this archive takes files of at most %(limit)s MiB."
    advice = "Split it, or ask the administrator to raise the limit."


class WrongOffset(LontarError):
    code, title, status = "wrong-offset", "Out of step", 409
    sentence = "%(offset)s bytes of %(file)s are stored; the piece that came begins elsewhere."
    advice = "Ask how much is stored and go on from there."


class UploadGone(LontarError):
    code, title, status = "upload-gone", "Upload given up", 410
    sentence = "What had come of %(file)s is no longer kept."
    advice = "Send it from the beginning."


class SaidOtherwise(Conflict):
    code, title = "said-otherwise", "Corrected by another"
    sentence = "%(by)s has corrected this place meanwhile: it says “%(now)s”, yours “%(yours)s”."
    advice = "Look at the image, then keep it or put yours in its place."


class ClosedCaseFile(LontarError):
    code, title, status = "closed-case-file", "Closed", 409
    sentence = "Case file %(number)s is closed; nothing is put into it any more."
    advice = "Choose another one, or make one."


class NotOfTheUnit(LontarError):
    code, title, status = "not-of-the-unit", "Of another unit", 409
    sentence = "A case file takes letters of its own unit and of the units below it."
    advice = "Choose a case file of the letter's unit."


class NotOfTheFonds(WrongUse):
    code, title = "not-of-the-fonds", "Another fonds"
    sentence = "A case file belongs to a series of its own unit or of a unit above it."
    advice = "Choose a series of the unit, or make one."


class OriginalChanged(LontarError):
    code, title = "original-changed", "Not as it was received"
    sentence = "The bytes of %(file)s are no longer those that were received."
    advice = "Run `lontar check`, then bring it back from a backup."


class NoLetters(WrongUse):
    code, title = "no-letters", "No letter chosen"
    sentence = "There is no letter to do this to."
    advice = "Choose at least one letter, or change the search."


class TooManyLetters(WrongUse):
    code, title = "too-many-letters", "Too many letters"
    sentence = "A job takes %(most)s letters at most."
    advice = "Narrow the search, for example to a year, and do one part after the other."


class NotNow(LontarError):
    """A job is in another state than what was asked for needs."""

    code, title, status = "not-now", "Not possible now", 409
    sentence = "This cannot be done to the job as it stands now."
    advice = "Look at how far it is, then try again."


class NobodyToAsk(WrongUse):
    code, title = "nobody-to-ask", "Nobody to ask"
    sentence = "Many letters would be changed, and nobody can be asked here whether they are to be."
    advice = "Add --yes, or --dry-run to count only."


class JobStuck(LontarError):
    code, title, status = "job-stuck", "Given up", 500
    sentence = "The same step was begun %(attempts)s times and never came to its end."
    advice = "What was done before stands. Look into the log of the workers, then let it go on."


class TooManyViews(LontarError):
    code, title, status = "too-many-views", "Too many saved views", 409
    sentence = "You have saved %(most)s views, and there is room for no more."
    advice = "Delete one that you no longer need."


class TooManySearches(LontarError):
    code, title, status = "too-many-searches", "Too many saved searches", 409
    sentence = "You have saved %(most)s searches, and there is room for no more."
    advice = "Delete one that you no longer need."


class TooManyToExport(WrongUse):
    code = "too-many-to-export"
    sentence = "%(total)s letters were found, and a table holds at most %(most)s."
    advice = "Narrow the search, by a year for instance, and export it again."


class BeingDestroyed(LontarError):
    code, title, status = "being-destroyed", "Being destroyed", 409
    sentence = "The same bytes are being destroyed at this moment."
    advice = "Send it again in a minute."


class Destroyed(LontarError):
    code, title, status = "destroyed", "Destroyed", 410
    sentence = "This letter was destroyed by decision %(decision)s (case file %(number)s): %(at)s."
    advice = "Nothing of it is kept but the hash of its file."


class DestroyedCaseFile(LontarError):
    code, title, status = "destroyed-case-file", "Destroyed", 409
    sentence = "Case file %(number)s was destroyed; nothing of it can be changed."
    advice = "Its minutes say when and by whose decision."
