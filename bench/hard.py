"""Questions that nobody means: long, deep, of signs alone, or of all that takes an engine longest."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from bench.corpus import SENDERS, UNITS, Corpus

LONG = 100_000
"""Characters of the longest; what a server takes in an address is less."""
MANY = {
    "year": [str(year) for year in range(1985, 2025)],
    "unit": [f"u{number}" for number in range(UNITS)],
    "direction": ["incoming", "outgoing", "legacy"],
    "sender": [f"Dinas {number}" for number in range(0, SENDERS, 4)],
    "state": ["understood", "arrived", "failed"],
    "class": ["b", "t", "r", "sr"],
}
"""Filters that leave most letters in the list: what is counted behind each is a question of its own."""


@dataclass(frozen=True)
class Asked:
    """A question and what is chosen beside it, as `find` takes them."""

    query: str
    how: dict[str, Any] = field(default_factory=dict)


def questions(corpus: Corpus) -> list[str]:
    """Each must be answered, or told what is wrong with it, in the time of a search."""
    words = corpus.words
    common, rare = words[:300], words[1000:1064]
    pairs = [f'"{one} {other}"' for one, other in pairwise(common)]
    return [
        # length, depth, signs alone
        *("a" * LONG, " ".join(common) * 80, "(" * 10_000 + words[0] + ")" * 10_000, '"' * 999, "* ? ** *?* " * 80),
        *("\u202e\u200b" * 400 + words[0], "\u200d" * 1000, "(a+)+$ .*.*.*x{1000}{1000} " * 20, "€" * 999),
        *("a\u0301" * 500, "\u0627\u0628 " * 300, "ß" * 1000, "\x00 " * 400, "bu" * 20 + "r" + "ba" * 400),
        # words that say nothing, fields and dates that are none
        *("dan di yang ke dari untuk", "the of and", "hal " * 240, "NOT", "NOT " * 200 + words[0], "x OR " * 200),
        *("warna:merah " * 60, "date:31/2/2019 " * 60, "date:a b c d e f " * 60, "tahun:99999 " * 60),
        *("maret 2019 " * 60, "2019 sampai 2020 " * 50, "no 1 " * 200, "1 / " * 240, "005/12/2019 " * 60),
        # the most that may be asked for of each kind, of the words that most letters have
        *(" ".join(common[:64]), " OR ".join(common[:64]), " ".join(f"-{word}" for word in common[:64])),
        *(" ".join(pairs), " OR ".join(pairs), " OR ".join(f"{word[:2]}*" for word in common[::4])),
        *(" OR ".join(f"{word}~" for word in rare), " OR ".join(f"{word[:3]}~" for word in common)),
        *(" OR ".join(f"{word[:2]}*{word[-1]}" for word in rare), " OR ".join(f"*{word[1:5]}*" for word in rare)),
        *("*a*a*a", "*kan", f'"{words[0]} {words[1]}"~50', f'"{words[0]} {words[1]} {words[2]}"~50'),
        " OR ".join(f"{pair}~50" for pair in pairs[:9]),
        "(" * 9 + " OR ".join(f"({one} -{other})" for one, other in pairwise(common[:40])) + ")" * 9,
        # words of which no letter has one: what is offered instead is looked for as long
        *(" ".join(f"{word}q" for word in common[:40]), " ".join(f"{word}{word}" for word in rare[:40])),
        " ".join((*common[:16], *(f"x{word}x" for word in common[:16]))),
        *(f"{words[0]} {words[1]}x", f"{words[0]} AND {words[0]}x AND {words[1]}x AND {words[2]}x"),
        " ".join(f"dari:{word} hal:{word}" for word in common[:32]),
        " ".join(f"{number}/{number % 12}/2019" for number in range(1, 80)),
    ]


def asked(corpus: Corpus) -> list[Asked]:
    """The same as whole searches; and the longest of them with all else that can be chosen."""
    words = corpus.words
    plain, either = " ".join(words[:32]), " OR ".join(words[:32])
    chosen: list[dict[str, Any]] = [
        {"filters": MANY},
        {"filters": {"year": ["2001"], "month": [f"2001-{month:02}" for month in range(1, 13)]}},
        {"filters": {name: ["none"] for name in MANY}},
        {"limit": 200},
        {"limit": 200, "after": "9000:x"},
        {"sort": "newest", "limit": 200},
        {"exact": True, "filters": MANY, "limit": 200},
    ]
    beside = [Asked(query, how) for how in chosen for query in ("", words[0], plain, either)]
    return [*map(Asked, questions(corpus)), *beside]
