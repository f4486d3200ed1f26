"""Mail: its text as it is printed, and what is attached to it. Broken mail is read as far as it goes.

The parts are walked here, by the older policy of the library: the newer one looks closer, and fails on headers and
character sets that do not hold to the rules.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from pathlib import Path
from typing import Any

from ingest.errors import BrokenText
from ingest.html_text import plain

SHOWN = ("From", "To", "Cc", "Date", "Subject")
"""Header lines of a mail that are part of its text, as they are of a printed one."""
SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
"""Parts that are about the mail and hold nothing to read."""
FAULTS = (ValueError, LookupError, TypeError, AttributeError, RuntimeError)
"""What the library raises on mail that is nested without end, or of parts that are none of what they say."""
LOST, NAME = "\ufffd", re.compile(r'name="?([^";\r\n]+)')
"""What the library makes of eight-bit letters in a name, and where they stand."""
ORNAMENT = 20_000
"""Bytes below which a picture that stands in the text is a logo or a ruler, not a page."""


@dataclass(frozen=True)
class Attachment:
    """`name` as the sender gave it, "" for none."""

    name: str
    content: bytes


def text_of(path: Path) -> str:
    """Its header lines and all text that stands in it, in one of two forms where it has both. Raises BrokenText."""
    try:
        message = _message(path)
        head = [f"{name}: {value}" for name in SHOWN if (value := _header(message, name))]
        return "\n".join([*head, "", *(_text(part) for part in _parts(message) if _is_text(part))])
    except FAULTS as error:
        raise BrokenText() from error


def attachments_of(path: Path) -> Iterator[Attachment]:
    """What is attached, in order; a mail attached to it as the bytes of a mail. Raises BrokenText."""
    try:
        for part in _parts(_message(path)):
            if _is_text(part) or part.get_content_type() in SIGNATURES:
                continue
            content = _content(part)
            if part.get_content_maintype() == "image" and _is_inline(part) and len(content) < ORNAMENT:
                continue
            yield Attachment(_name(part), content)
    except FAULTS as error:
        raise BrokenText() from error


def _message(path: Path) -> Message:
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return email.message_from_bytes(content, policy=email.policy.compat32)


def _parts(part: Message) -> Iterator[Message]:
    """The leaves, of alternatives only the one to be read."""
    kind = part.get_content_type()
    inner: Any = part.get_payload()
    if not part.is_multipart() or kind == "message/rfc822":
        yield part
    elif kind == "multipart/alternative":
        yield from _alternative([list(_parts(one)) for one in inner])
    else:
        for one in inner:
            yield from _parts(one)


def _alternative(forms: list[list[Message]]) -> list[Message]:
    """The first form that says anything, plain before HTML; what only the others hold, as pictures, comes too."""
    saying = [form for form in forms if any(_is_text(part) and _text(part).strip() for part in form)]
    chosen = min(saying or forms[-1:], key=lambda form: form[0].get_content_type() != "text/plain", default=[])
    return chosen + [part for form in forms for part in form if form is not chosen and not _is_text(part)]


def _is_text(part: Message) -> bool:
    """Whether a leaf stands in the mail to be read; a multipart without its boundary is one piece of text."""
    shown = part.get_content_disposition() != "attachment" and not part.get_filename()
    return shown and (
        part.get_content_type() in ("text/plain", "text/html") or part.get_content_maintype() == "multipart"
    )


def _is_inline(part: Message) -> bool:
    return part.get_content_disposition() != "attachment" and "Content-ID" in part


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner: Any = part.get_payload()
        return bytes(inner[0]) if isinstance(inner, list) and inner else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    text = _decoded(_content(part), part.get_content_charset())
    return plain(text) if part.get_content_type() == "text/html" else text


def _header(message: Message, name: str) -> str:
    """A header line in one piece, its encoded words decoded (RFC 2047)."""
    return " ".join(_words(_raw(message, name)).split())


def _raw(message: Message, name: str) -> str:
    """The first header line of a name, eight-bit letters as surrogates; "" for none."""
    return next((value for known, value in message.raw_items() if known.lower() == name.lower()), "")


def _words(value: str) -> str:
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        pieces = [(value, None)]
    found = "".join(_decoded(_bytes(piece), charset) for piece, charset in pieces)
    return found or value  # encoded words that are none


def _bytes(piece: bytes | str) -> bytes:
    """Eight-bit headers, which the library holds as surrogates, as they came."""
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")


def _decoded(content: bytes, charset: str | None) -> str:
    """By the charset that is named, else by what fits; never fails."""
    for one in (charset, "utf-8", "cp1252"):
        try:
            return content.decode(one or "utf-8")
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def _name(part: Message) -> str:
    """The name of an attachment: RFC 2231, or encoded words between quotes as many programs write it."""
    given = collapse_rfc2231_value(part.get_filename() or "")
    if LOST in given:
        said = [NAME.search(_raw(part, header)) for header in ("Content-Disposition", "Content-Type")]
        given = next((found.group(1) for found in said if found), given)
    return _words(given).strip()
