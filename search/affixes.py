"""The affixes of Indonesian: what may be left of a word when they are taken off, whether it is a word or not.

They and their order are those of Confix Stripping (Nazief and Adriani 1996, Asian 2007): suffixes first, then at most
three prefixes, with the letter given back that a nasal prefix swallowed (menulis: tulis).
"""

from collections.abc import Iterator

PREFIXES_AT_MOST = 3
VOWELS = frozenset("aeiou")
PARTICLES, OWNERS, DERIVING = ("lah", "kah", "pun"), ("nya", "ku", "mu"), ("kan", "an", "i")
SHORTEST = 3
"""Letters of what is left."""

Rule = tuple[str, str, tuple[str, ...]]
"""A prefix, the letters before which it stands ("V": vowels, "er": one letter and er, "": any), and what may have stood
in its place."""
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
_BEFORE = {
    "i": ("me", "di", "te", "per"),
    "kan": ("me", "di", "te", "be", "per"),
    "an": ("ke", "se", "be", "pe"),
}
"""The prefixes (how they begin) with which a suffix makes one confix."""


def without_clitics(word: str) -> str:
    """Without one particle or one owner behind it, the word itself if it has none: suratnya, surat."""
    return _less(word, (*PARTICLES, *OWNERS))


def left_of(word: str, prefixes: int = PREFIXES_AT_MOST) -> set[str]:
    """All that may be left of a word without its suffixes and at most so many prefixes, not the word itself."""
    found: set[str] = set()
    for stage, suffix in _stages(word):
        found.add(stage)
        if stage[:2] in _BY_START:
            found.update(_without_prefixes(stage, prefixes, "", suffix))
    return found - {word}


def _stages(word: str) -> Iterator[tuple[str, str]]:
    """The word with ever more of its suffixes taken off, and the one of DERIVING that was."""
    yield word, ""
    bare = word
    for suffixes in (PARTICLES, OWNERS):
        if (less := _less(bare, suffixes)) != bare:
            bare = less
            yield bare, ""
    for suffix in DERIVING:
        if (less := _less(bare, (suffix,))) != bare:
            yield less, suffix


def _less(word: str, suffixes: tuple[str, ...]) -> str:
    """Without the first of the suffixes that it ends with."""
    if word.endswith(suffixes):  # most end with none: one call for all
        for end in suffixes:
            if word.endswith(end) and len(word) - len(end) >= SHORTEST:
                return word[: -len(end)]
    return word


def _without_prefixes(word: str, left: int, last: str, suffix: str) -> Iterator[str]:
    """What is behind at most `left` prefixes, of which none is the one before it again; the innermost one goes with the
    suffix."""
    for prefix, before, instead in _BY_START.get(word[:2], ()):
        rest = word[len(prefix) :]
        if prefix == last or len(rest) < SHORTEST or not word.startswith(prefix) or not _stands(rest, before):
            continue
        whole = last or not suffix or prefix.startswith(_BEFORE[suffix])
        for letters in instead:
            bare = letters + rest
            if whole:
                yield bare
            if left > 1 and bare[:2] in _BY_START:
                yield from _without_prefixes(bare, left - 1, prefix, suffix)


def _stands(rest: str, before: str) -> bool:
    if before == "er":
        return rest[1:3] == "er"
    return not before or rest[0] in before or ("V" in before and rest[0] in VOWELS)
