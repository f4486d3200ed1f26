"""The text of HTML: what stands between its tags."""

import html.parser

BLOCKS = frozenset(
    """address article aside blockquote body br caption center dd div dl dt fieldset figcaption footer form h1 h2 h3 h4
    h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul""".split()  # noqa: SIM905 - easier to read
)
CELLS = frozenset({"td", "th", "option", "img"})
SILENT = frozenset({"script", "style", "title", "noscript", "template"})


def plain(markup: str) -> str:
    """A line for each block, the cells of a row apart by a tab."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return "".join(reader.found)


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "body":
            self._silent = None  # a head that is never closed must not swallow the letter
        elif tag in SILENT and self._silent is None:
            self._silent = tag
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._part(tag)  # <script/> has no end that could be missed

    def handle_endtag(self, tag: str) -> None:
        if tag in (self._silent, "head"):
            self._silent = None
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._silent is None:
            self.found.append(data)

    def _part(self, tag: str) -> None:
        if tag in BLOCKS:
            self.found.append("\n")
        elif tag in CELLS:
            self.found.append("\t")
