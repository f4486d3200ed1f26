"""What can be wrong with a dropped file, and with the engine that reads it."""

from paper.errors import FileFault
from schemas.errors import LontarError


class EmptyFile(FileFault):
    code, title = "empty-file", "Empty file"
    sentence = "%(file)s is empty (0 bytes)."
    advice = "Look at it on your computer, then send it again."


class UnknownKind(FileFault):
    """By content, whatever the name says."""

    code, title, status = "unknown-kind", "Unknown kind of file", 415
    sentence = "%(file)s is of no kind that can be taken."
    advice = (
        "Send PDF, TIFF, JPEG, PNG, WebP, HEIC, DOCX, ODT, EML, or a ZIP of these; save anything else as PDF first."
    )


class BrokenArchive(FileFault):
    code, title = "broken-archive", "Damaged ZIP"
    sentence = "%(file)s is a damaged ZIP archive: its list of files cannot be read."
    advice = "Pack the files again, or send them one by one."


class EmptyArchive(FileFault):
    code, title = "empty-archive", "Nothing in the ZIP"
    sentence = "%(file)s holds no files."
    advice = "Look at it on your computer, then send the files themselves."


class ArchiveTooLarge(FileFault):
    """Refused before anything is unpacked."""

    code, title, status = "archive-too-large", "ZIP too large", 413
    sentence = "%(file)s unpacks to %(what)s; at most %(limit)s are taken at once."
    advice = "Split it into smaller archives, or send the files one by one."


class Bomb(FileFault):
    """A file made to fill the disk, or one that looks exactly like it."""

    code, title = "bomb", "Unpacks to far too much"
    sentence = "%(file)s unpacks to more than %(limit)s times its size and was not unpacked."
    advice = "If it is a real scan, send it outside of the ZIP."


class NestedArchive(FileFault):
    code, title = "nested-archive", "ZIP in a ZIP"
    sentence = "%(file)s is an archive inside of an archive and was not unpacked."
    advice = "Unpack it on your computer and send the files themselves."


class BrokenMember(FileFault):
    code, title = "broken-member", "Damaged file in the ZIP"
    sentence = "%(file)s is damaged inside of its archive."
    advice = "The other files of the archive are taken. Pack this one again, or send it by itself."


class BrokenText(FileFault):
    """A .docx, .odt or .eml that cannot be parsed."""

    code, title = "broken-text", "Damaged document"
    sentence = "%(file)s is damaged: its text cannot be read."
    advice = "Open it in the program that made it, save it as PDF, and send that."


class TooMuchText(FileFault):
    code, title = "too-much-text", "Too much text"
    sentence = "%(file)s holds more than %(limit)s characters of text on a page or in a document."
    advice = "The original is kept. Split the document into letters, and send those."


class OutlookOnly(FileFault):
    """winmail.dat: Transport Neutral Encapsulation Format, [MS-OXTNEF]."""

    code, title, status = "outlook-only", "For Outlook only", 415
    sentence = "%(file)s is packed in a way that only Outlook opens (winmail.dat)."
    advice = "Save its attachments in Outlook and send those, or ask for the mail again as HTML or plain text."


class EngineFailed(FileFault):
    code, title, status = "engine-failed", "The page could not be read", 500
    sentence = "The reading engine %(engine)s failed on this page: %(why)s."
    advice = "The page image is kept. Try again; if it fails again, scan the paper again."


class EngineMissing(LontarError):
    code, title, status, exit_code = "engine-missing", "No reading engine", 503, 3
    sentence = "The reading engine %(engine)s is not installed: %(why)s."
    advice = (
        "Install Tesseract (Debian, Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract), then try again."
    )


class LanguageMissing(LontarError):
    code, title, status, exit_code = "language-missing", "Language model missing", 503, 3
    sentence = "Tesseract has no model for %(languages)s on this machine."
    advice = "Install it: apt install %(packages)s (macOS: brew install tesseract-lang). Nothing was lost."
