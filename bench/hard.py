"""Questions that nobody means: long, deep, of signs alone, or of all that takes an engine longest."""

from itertools import pairwise

from bench.corpus import Corpus

LONG = 100_000
"""Characters of the longest; what a server takes in an address is less."""


def questions(corpus: Corpus) -> list[str]:
    """Each must be answered, or told what is wrong with it, in the time of a search."""
    words = corpus.words
    common, rare = words[:300], words[1000:1064]
    return [
        # length, depth, signs alone
        *("a" * LONG, " ".join(common) * 80, "(" * 10_000 + words[0] + ")" * 10_000, '"' * 999, "* ? ** *?* " * 80),
        *("\u202e\u200b" * 400 + words[0], "\u200d" * 1000, "(a+)+$ .*.*.*x{1000}{1000} " * 20, "€" * 999),
        # words that say nothing, fields and dates that are none
        *("dan di yang ke dari untuk", "the of and", "hal " * 240, "NOT", "NOT " * 200 + words[0], "x OR " * 200),
        *("warna:merah " * 60, "date:31/2/2019 " * 60, "date:a b c d e f " * 60, "tahun:99999 " * 60),
        *("maret 2019 " * 60, "2019 sampai 2020 " * 50, "no 1 " * 200, "1 / " * 240, "005/12/2019 " * 60),
        # the most that may be asked for of each kind, of the words that most letters have
        *(" ".join(common[:64]), " OR ".join(common[:64]), " ".join(f"-{word}" for word in common[:64])),
        " ".join(f'"{one} {other}"' for one, other in pairwise(common)),
        *(" OR ".join(f"{word[:2]}*" for word in common[::4]), " OR ".join(f"{word}~" for word in rare)),
        *(" OR ".join(f"{word[:2]}*{word[-1]}" for word in rare), " OR ".join(f"*{word[1:5]}*" for word in rare)),
        *("*a*a*a", "*kan", f'"{words[0]} {words[1]}"~50', f'"{words[0]} {words[1]} {words[2]}"~50'),
    ]
