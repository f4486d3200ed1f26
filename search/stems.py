"""The root of an Indonesian word: affixes are taken off only where a word of the root dictionary is left.

The affixes and their order are those of Confix Stripping (Nazief and Adriani 1996, Asian 2007), as PySastrawi has them:
suffixes first, then at most three prefixes, with the letter given back that a nasal prefix swallowed (menulis: tulis);
where prefix and suffix cannot be of one confix, prefixes first. `python -m bench.stems` measures both.
"""

from search.roots import ROOTS

SHORTEST = 4
"""Letters of a word that may have an affix."""
PREFIXES_AT_MOST = 3
VOWELS = frozenset("aeiou")
PARTICLES, OWNERS, DERIVING = ("lah", "kah", "tah", "pun"), ("nya", "ku", "mu"), ("kan", "an", "i")
NOUNS = ("ke", "pe", "be")
KEPT = frozenset(["pemerintah"])
"""Derived words that have a meaning of their own in every letterhead: who looks for an order (perintah) does not mean
the government."""

Rule = tuple[str, str, tuple[str, ...]]
"""A prefix, the letters before which it stands ("V": vowels, "er": one letter and er, "": any), and what may have stood
in its place, the likeliest first."""
_RULES: tuple[Rule, ...] = (
    ("di", "", ("",)), ("ke", "", ("",)), ("se", "", ("",)),
    ("bela", "j", ("a",)), ("ber", "V", ("", "r")), ("ber", "", ("",)), ("be", "er", ("",)),
    ("ter", "V", ("", "r")), ("ter", "", ("",)), ("te", "er", ("",)),
    ("memp", "e", ("p",)), ("mem", "bfvp", ("",)), ("mem", "rV", ("m", "p")),
    ("meny", "V", ("s", "ny")), ("meng", "ghqk", ("",)), ("meng", "V", ("", "k", "ng")), ("menge", "", ("",)),
    ("men", "cdjstz", ("",)), ("men", "V", ("n", "t")), ("me", "lrwymn", ("",)),
    ("pela", "j", ("a",)), ("per", "V", ("", "r")), ("per", "", ("",)),
    ("pem", "bfv", ("",)), ("pem", "rV", ("m", "p")),
    ("peny", "V", ("s", "ny")), ("peng", "ghqk", ("",)), ("peng", "V", ("", "k")), ("penge", "", ("",)),
    ("pen", "cdjtz", ("",)), ("pen", "V", ("n", "t")), ("pe", "", ("",)),
)  # fmt: skip
_BY_START: dict[str, tuple[Rule, ...]] = {
    start: tuple(rule for rule in _RULES if rule[0].startswith(start)) for start in {rule[0][:2] for rule in _RULES}
}


def root(word: str) -> str | None:
    """The root of a word in lower case, itself if it is one; None for a word whose root the dictionary has not."""
    if word in ROOTS or word in KEPT:
        return word
    if len(word) < SHORTEST:
        return None
    stages, prefix_first = _stages(word), _prefix_first(word)
    if not prefix_first:
        for one in stages:
            if one in ROOTS or one in KEPT:
                return one
    for one in stages if prefix_first else stages[::-1]:
        if found := _without_prefixes(one, PREFIXES_AT_MOST, ""):
            return found
    return next((one for one in stages if one in ROOTS), None) if prefix_first else None


def _stages(word: str) -> list[str]:
    """The word, and with ever more of its suffixes taken off. Of -kan the k may belong to the word: that is likelier
    behind ke-, pe- and ber-, which have -an for their other half (kerusakan: rusak)."""
    stages = [word]
    for suffixes in (PARTICLES, OWNERS):
        at = next((suffix for suffix in suffixes if _ends(stages[-1], suffix)), "")
        if at:
            stages.append(stages[-1][: -len(at)])
    bare = stages[-1]
    less = [bare[: -len(suffix)] for suffix in DERIVING if _ends(bare, suffix)]
    return stages + sorted(less, key=len, reverse=not word.startswith(NOUNS))


def _ends(word: str, suffix: str) -> bool:
    return word.endswith(suffix) and len(word) - len(suffix) >= 3


def _prefix_first(word: str) -> bool:
    """Whether prefix and suffix cannot belong together: what ends like a suffix is then rather the word's."""
    start, end = word[:2], word[-3:]
    if start == "be":
        return end == "lah" or end.endswith("an")
    return start in ("me", "di", "pe", "te") and end.endswith("i")


def _without_prefixes(word: str, left: int, last: str) -> str | None:
    """The root behind at most `left` prefixes, of which none is the one before it again."""
    again = []
    for prefix, before, instead in _BY_START.get(word[:2], ()):
        rest = word[len(prefix) :]
        if prefix == last or len(rest) < 2 or not word.startswith(prefix) or not _stands(rest, before):
            continue
        for letters in instead:
            bare = letters + rest
            if bare in ROOTS or bare in KEPT:
                return bare
            again.append((bare, prefix))
    if left > 1:
        return next((found for bare, prefix in again if (found := _without_prefixes(bare, left - 1, prefix))), None)
    return None


def _stands(rest: str, before: str) -> bool:
    if before == "er":
        return rest[1:3] == "er"
    return not before or rest[0] in before or ("V" in before and rest[0] in VOWELS)
