"""What can be said of a line of a table; templates that are also message ids of the translation catalogue."""

from enum import StrEnum


class Fault(StrEnum):
    """Of an error the line is left out; of a warning it is brought in all the same (see WARNINGS)."""

    NO_NUMBER = "%(column)s: “%(said)s” is no number of a book"
    NO_YEAR = "%(column)s: “%(said)s” has no year"
    NO_COUNT = "%(column)s: “%(said)s” is no count"
    NO_DAY = "%(column)s: “%(said)s” is no day; write it like 12 January 1971"
    DAYS = "%(column)s: “%(said)s” has more than one day"
    NO_CODE = "%(column)s: “%(said)s” is none of %(known)s"
    TOO_LONG = "%(column)s is longer than %(most)s characters"
    NO_VALUE = "%(column)s: %(why)s"
    NO_AGENDA = "it has no number in the book"
    NO_BOOK_YEAR = "nothing tells of which year its book is; give the year, or a column with it"
    OTHER_YEAR = "its day, %(day)s, is not of the book's year %(year)s"
    FUTURE = "%(column)s: %(day)s is still to come"
    NUMBER_TWICE = "the number %(number)s of %(year)s stands in line %(first)s already"
    NUMBER_TAKEN = "the number %(number)s of %(year)s is in the book already"
    KEY_TWICE = "line %(first)s has the same key %(key)s"
    SAME_LINE = "it says the same as line %(first)s"
    NO_UNIT = "there is no unit %(code)s"
    NOT_YOURS = "the unit %(code)s is not one of yours"
    NO_CASEFILE = "there is no case file %(number)s; make it first"
    REFUSED = "%(why)s"
    FOLDER_ALONE = "a folder needs a box"
    NO_FILE = "the file %(name)s was not found; the letter awaits its scan"
    MANY_FILES = "the file %(name)s is there %(count)s times: %(places)s"
    FILE_TWICE = "the file %(name)s belongs to line %(first)s already"
    OUTSIDE = "the file %(name)s does not lie in the folder"
    NOT_KEPT = "the file %(name)s cannot be taken: %(why)s"
    TOO_FEW = "only one cell says something; it is passed over"
    LATER = "it says something else than what was brought in; what stands in the archive was left as it is"


WARNINGS = frozenset({Fault.OTHER_YEAR, Fault.FUTURE, Fault.SAME_LINE, Fault.NO_FILE, Fault.LATER, Fault.TOO_FEW})
"""With these a line is brought in; TOO_FEW passes it over."""
