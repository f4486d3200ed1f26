"""Many letters of plain words, quickly: a Zipf vocabulary with the damage of OCR. For measuring search only."""

from collections.abc import Iterator
from itertools import accumulate
from random import Random

SYLLABLES = [
    "ba", "be", "bi", "bo", "bu", "da", "de", "di", "do", "du", "ga", "gi", "gu", "ka", "ke", "ki", "ku", "la",
    "le", "li", "lu", "ma", "me", "mi", "mu", "na", "ni", "nu", "pa", "pe", "pi", "ra", "ri", "ru", "sa", "se",
    "si", "su", "ta", "te", "ti", "tu", "wa", "ya",
]  # fmt: skip
VOCABULARY, WORDS, DAMAGED = 40_000, 200, 0.02
DAMAGE = (("m", "rn"), ("w", "vv"), ("u", "ii"), ("l", "1"))
UNITS, SENDERS = 40, 300


class Corpus:
    """Words by rank, the most frequent first."""

    def __init__(self, seed: int = 1) -> None:
        random = Random(seed)
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            words["".join(random.choices(SYLLABLES, k=random.randint(2, 4)))] = None
        self.words = list(words)
        self.weights = list(accumulate(1.0 / (rank + 2) for rank in range(VOCABULARY)))
        self.random = random

    def texts(self, letters: int) -> Iterator[str]:
        """The text of each letter."""
        random = self.random
        for _ in range(letters):
            words = random.choices(self.words, cum_weights=self.weights, k=WORDS)
            for _ in range(int(WORDS * DAMAGED)):
                place = random.randrange(WORDS)
                old, new = random.choice(DAMAGE)
                words[place] = words[place].replace(old, new, 1)
            yield " ".join(words)

    def frequent(self) -> str:
        """One of the 300 most frequent words."""
        return self.random.choice(self.words[:300])

    def rare(self) -> str:
        """A word that stands in some hundred letters of a hundred thousand."""
        return self.random.choice(self.words[1000:8000])
