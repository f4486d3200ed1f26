"""The text of what has no page image: .docx, .odt and mail."""

import email
import email.policy
import html.parser
import re
from email.message import EmailMessage
from pathlib import Path

from docx2python import docx2python
from odfdo import Document

from ingest.errors import BrokenText
from paper.kinds import DOCX, MAIL, ODT

_BLANK = re.compile(r"\n{3,}")
SHOWN = ("From", "To", "Cc", "Date", "Subject")
"""Header lines of a mail that are part of its text, as they are of a printed one."""


def text_of(path: Path, kind: str) -> str:
    """The text, paragraphs as lines. Raises BrokenText."""
    try:
        text = {DOCX: _docx, ODT: _odt, MAIL: _mail}[kind](path)
    except Exception as error:
        raise BrokenText() from error
    lines = [" ".join(line.split()) for line in text.replace("\f", "\n").splitlines()]
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()


def message_of(path: Path) -> EmailMessage:
    """A mail as an object of its parts."""
    with path.open("rb") as stream:
        return email.message_from_binary_file(stream, policy=email.policy.default)


def _docx(path: Path) -> str:
    with docx2python(path) as document:
        return str(document.text)


def _odt(path: Path) -> str:
    return str(Document(path).get_formatted_text(rst_mode=False))


def _mail(path: Path) -> str:
    message = message_of(path)
    head = [f"{name}: {message[name]}" for name in SHOWN if message[name]]
    body = message.get_body(("plain", "html"))
    if body is None:
        return "\n".join(head)
    content = str(body.get_content())
    return "\n".join([*head, "", plain(content) if body.get_content_subtype() == "html" else content])


def plain(markup: str) -> str:
    """The text of HTML: what stands between tags, a line for each block."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return "".join(reader.found)


class _Reader(html.parser.HTMLParser):
    BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "pre", "hr"})
    SILENT = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT and self._silent > 0
        if tag in self.BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)
