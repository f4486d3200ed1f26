"""How often words are used: the only file that knows wordfreq."""

import wordfreq


def shares(language: str) -> dict[str, float]:
    """Some 30,000 words of a language ("id", "nl", "en") and their shares of its text (from 1e-6 on): 17 ms and 3 MB to
    load."""
    found: dict[str, float] = wordfreq.get_frequency_dict(language, "small")
    return found


def by_frequency(language: str) -> list[list[str]]:
    """All words of a language in lists, the most used first: those of list n have a Zipf frequency of 9 - n / 100."""
    found: list[list[str]] = wordfreq.read_cBpack(wordfreq.available_languages("best")[language])
    return found


def most_used(language: str, number: int) -> list[str]:
    """The words that are used most, the first the most."""
    found: list[str] = wordfreq.top_n_list(language, number)
    return found
