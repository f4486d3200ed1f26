"""The roots of Indonesian: the only file that knows PySastrawi, of which the word list alone is used (its stemmer takes
half a millisecond a word)."""

from importlib.resources import files

ROOTS = frozenset((files("Sastrawi.Stemmer") / "data" / "kata-dasar.txt").read_text("utf-8").split())
"""Some 29,900 words in lower case."""
