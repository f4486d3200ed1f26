"""SQLite's FTS5 over the texts of letters, as a program would use it that has nothing better: words without accents,
stemmed, the best by bm25 first."""

import re
import sqlite3
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
TABLE = "CREATE VIRTUAL TABLE letters USING fts5(text, tokenize='porter unicode61 remove_diacritics 2')"
BEST = "SELECT rowid FROM letters WHERE letters MATCH ? ORDER BY bm25(letters) LIMIT ?"


class Fts:
    def __init__(self, texts: Iterable[str]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute(TABLE)
        self._base.executemany("INSERT INTO letters(rowid, text) VALUES (?, ?)", enumerate(texts, 1))

    def find(self, query: str, limit: int) -> list[int]:
        """The places of the texts that have all words, then of those that have some; those of a number follow one
        another."""
        terms = ['"{}"'.format(" ".join(_WORD.findall(part))) for part in query.split()]
        found = [place for sign in (" AND ", " OR ") for place in self._asked(sign.join(terms), limit)]
        return list(dict.fromkeys(found))[:limit]

    def _asked(self, match: str, limit: int) -> list[int]:
        return [row[0] - 1 for row in self._base.execute(BEST, (match, limit))]
