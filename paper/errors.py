"""What can be wrong with a file that is to be looked at, and with the process that looks.

Each names its file by the parameter `file`. The functions of this room know only where the bytes lie;
who knows the name the sender gave puts it in with `named`.
"""

from typing import Any, Self

from schemas.errors import LontarError, Unavailable


class FileFault(LontarError):
    """Something is wrong with one file; the other files of the batch go on."""

    code, title, status = "file-fault", "The file cannot be used", 422
    sentence = "%(file)s cannot be used."
    advice = "Open it on your computer to see whether it is whole, then send it again."

    def __init__(self, *, file: str = "The file", **params: Any) -> None:
        super().__init__(file=file, **params)

    def named(self, file: str) -> Self:
        """The same error, naming the file as its sender does."""
        return type(self)(**{**self.params, "file": file})


class Damaged(FileFault):
    """Not even one page can be read."""

    code, title = "damaged", "Damaged file"
    sentence = "%(file)s is damaged or was cut off on its way: no page of it can be read."
    advice = "Open it on your computer to see whether it is whole, then send it again or scan the paper again."


class Locked(FileFault):
    code, title = "locked", "Locked with a password"
    sentence = "%(file)s is locked with a password."
    advice = "Save a copy without the password, then send that."


class TooManyPages(FileFault):
    code, title = "too-many-pages", "Too many pages"
    sentence = "%(file)s has more than %(limit)s pages, which is the most that is taken in one file."
    advice = "Split it into smaller files, or let an administrator raise LONTAR_PAGE_COUNT."


class PageTooLarge(FileFault):
    """Refused, not shrunk silently. Megapixels are millions of pixels."""

    code, title = "page-too-large", "Page too large"
    sentence = "Page %(page)s of %(file)s has %(megapixels)s megapixels; at most %(limit)s are taken."
    advice = "Scan it again at 300 dpi, or let an administrator raise LONTAR_PAGE_PIXELS."


class PageDamaged(FileFault):
    code, title = "page-damaged", "Damaged page"
    sentence = "Page %(page)s of %(file)s is damaged or was cut off on its way and cannot be read."
    advice = "The other pages are kept. Scan this page again and add it to the letter."


class CutOff(FileFault):
    """The list of pages goes on beyond the end of the file: how many are missing is not known."""

    code, title = "cut-off", "Pages missing"
    sentence = "%(file)s was cut off on its way: page %(page)s and all after it are missing."
    advice = "The pages before it are kept. Send the file again, or scan the missing pages and add them to the letter."


class NoSuchPage(FileFault):
    code, title, status = "no-such-page", "No such page", 404
    sentence = "%(file)s has no page %(page)s."
    advice = "Choose a page from 1 to %(pages)s."


class NoPicture(FileFault):
    """Text documents and mail have no page image."""

    code, title, status = "no-picture", "No page image", 404
    sentence = "%(file)s is a text without page images."
    advice = "Read its text, or download the original."


class NotPrinted(FileFault):
    """The text of a .docx or .odt is kept with this: `why` it is without pages, in a few words."""

    code, title = "not-printed", "No page images"
    sentence = "%(file)s has no page images: LibreOffice could not print it (%(why)s)."
    advice = "Its text is kept and can be found. To see its pages too, save it as PDF and send that."


class NoCopy(FileFault):
    """`why`: in a few words."""

    code, title = "no-copy", "No copy"
    sentence = "No copy of %(file)s can be made as PDF/A: %(why)s."
    advice = "Download the original: it is as it came."


class NotRead(FileFault):
    """`why`: the title of what stood in the way when it was read."""

    code, title = "not-read", "No copy"
    sentence = "No copy can be made of %(file)s, which could not be read: %(why)s."
    advice = "Download the original: it is as it came. The page of the letter says what can be done for it to be read."


class Signed(FileFault):
    code, title, status = "signed", "Signed electronically", 409
    sentence = "%(file)s is signed electronically; in a copy its signature would be worth nothing."
    advice = "Download the original: it can be searched, and its signature can be verified."


class TookTooLong(FileFault):
    code, title = "took-too-long", "Took too long"
    sentence = "%(file)s took longer than %(seconds)s seconds and was stopped."
    advice = "The original is kept. Try again when the machine is less busy, or scan the paper again at 300 dpi."


class OutOfMemory(FileFault):
    code, title = "out-of-memory", "Too much memory"
    sentence = "%(file)s needs more memory than a file may take (%(mebibytes)s MiB)."
    advice = "Send it at a lower resolution, or let an administrator raise LONTAR_SANDBOX_MEMORY_MB."


class ParserDied(FileFault):
    """The process that parsed the file ended by itself: a fault in a library, or a file made to cause one."""

    code, title = "parser-died", "The file stopped its reader"
    sentence = "%(file)s is so damaged that it stopped the program reading it (%(how)s)."
    advice = "The original is kept. Print it to a new PDF on your computer, or scan the paper again, and send that."


class ParserFailed(FileFault):
    """A library raised what it should not have: `why` is the name of its exception, the log has the rest."""

    code, title = "parser-failed", "The file could not be read"
    sentence = "%(file)s could not be read: the program reading it failed (%(why)s)."
    advice = "The original is kept. Print it to a new PDF on your computer, or scan the paper again, and send that."


READING_FAULTS = frozenset({TookTooLong.code, OutOfMemory.code, ParserDied.code})
"""What may go wrong while a page is read although it can be drawn."""


class SandboxUnavailable(Unavailable):
    """A fault of the machine, not of a file: it may pass."""

    code, title, status = "sandbox-unavailable", "No reading process", 503
    sentence = "The process that reads files could not be started: %(why)s."
    advice = "Nothing was lost. Check the memory and process limits of this machine, then try again."


class BadTable(LontarError):
    code, title, status = "bad-table", "Not a table", 422
    sentence = "This table cannot be read: %(why)s."
    advice = "Save it anew as .xlsx or as CSV, then try again."


class LockedTable(LontarError):
    code, title, status = "locked-table", "Locked", 422
    sentence = "This table is locked with a password."
    advice = "Save a copy without a password, then try again."


class NoSheet(LontarError):
    code, title, status = "no-sheet", "No such sheet", 422
    sentence = "There is no sheet %(sheet)s; there are: %(known)s."
    advice = "Choose one of these."


class TableTooLarge(LontarError):
    code, title, status = "table-too-large", "Table too large", 413
    sentence = "This table has %(what)s, and %(most)s are taken at most."
    advice = "Part it, for instance by years, and bring in one part after the other."
