"""What somebody gets who puts OCRmyPDF's text into SQLite's full-text search: the yardstick of bench/relevance.py."""

import re
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_WORD = re.compile(r"[^\W_]+")


class PlainSearch:
    """Texts by name in FTS5, ranked by bm25, in memory."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE letters USING fts5(name UNINDEXED, text, tokenize='unicode61')")
        self._base.executemany("INSERT INTO letters VALUES (?, ?)", texts)

    def names(self, query: str, limit: int) -> list[str]:
        """Those with all words first, then those with some: kinder than either way alone."""
        words = [f'"{word}"' for word in _WORD.findall(query)]
        found = [name for sign in (" ", " OR ") for name in self._asked(sign.join(words), limit)]
        return list(dict.fromkeys(found))[:limit]

    def _asked(self, match: str, limit: int) -> Sequence[str]:
        if not match:
            return []
        rows = self._base.execute(
            "SELECT name FROM letters WHERE letters MATCH ? ORDER BY bm25(letters) LIMIT ?", (match, limit)
        )
        return [str(name) for (name,) in rows]


def ocrmypdf_text(path: Path, languages: str) -> str:
    """The text that OCRmyPDF puts beside its PDF, told to prepare the page as it can; nothing where it fails."""
    with TemporaryDirectory(prefix="lontar-bench-") as place:
        text = Path(place) / "page.txt"
        how = ["--deskew", "--clean", "--rotate-pages", "--jobs", "1", "--image-dpi", "200", "--output-type", "pdf"]
        command = ["ocrmypdf", "--quiet", *how, "-l", languages, "--sidecar", str(text), str(path), f"{place}/page.pdf"]
        subprocess.run(command, capture_output=True, check=False)
        return text.read_text("utf-8") if text.exists() else ""
