"""What can be wrong with bringing in a table as a whole; what is wrong with a line stands in faults.py."""

from schemas.errors import LontarError, WrongUse


class NoRows(WrongUse):
    code, title = "no-rows", "No rows"
    sentence = "%(file)s has no row below a heading."
    advice = "Choose another sheet, or another file."


class NothingMapped(WrongUse):
    code, title = "nothing-mapped", "No column is chosen"
    sentence = "None of the columns says anything of a letter."
    advice = "Say what at least one column is."


class ColumnTwice(WrongUse):
    code, title = "column-twice", "Twice the same"
    sentence = "The columns %(first)s and %(second)s cannot both be %(target)s."
    advice = "Leave it with one of them."


class NoBook(WrongUse):
    code, title = "no-book", "In which book?"
    sentence = "There is a column of agenda numbers, and nothing tells whether letters came in or went out."
    advice = "Choose the book: incoming, outgoing or internal."


class UnknownTable(WrongUse):
    code, title, status = "unknown-table", "No table", 422
    sentence = "%(file)s is neither a spreadsheet (.xlsx, .xls, .ods), nor CSV, nor an export of paperless-ngx."
    advice = "Save it as one of these, then try again."


class NotAnExport(WrongUse):
    code, title, status = "not-an-export", "No export of paperless-ngx", 422
    sentence = "%(file)s cannot be used as an export of paperless-ngx: %(why)s."
    advice = "Make the export anew with document_exporter, then try again."


class ImportNotNow(LontarError):
    code, title, status = "import-not-now", "Not possible now", 409
    sentence = "This cannot be done to the import as it stands now."
    advice = "Look at how far it is, then try again."


class ImportStuck(LontarError):
    code, title, status = "import-stuck", "Given up", 500
    sentence = "The same step was begun %(attempts)s times and never came to its end."
    advice = "What was brought in before stands. Look into the log of the workers, then let it go on."


class ScansElsewhere(WrongUse):
    code, title = "scans-elsewhere", "Its scans lie elsewhere"
    sentence = "The scans of this import lie on the machine on which `lontar import` was called."
    advice = "Call it there again: it goes on where it ended."
