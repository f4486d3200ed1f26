"""Which of several letters another one means by a number, a day and a name. A pure decision: better none than a wrong
one.

A number tells a letter only with its sender and year, and the neighbours of a serial number are letters of the same
sender and day. So a number in which a figure differs is never enough by itself, nor is a number that bears no sign of
its sender where neither day nor name stands beside it. Words that were read too badly to be a letter's number may be it
where the day says so. Where one of the two has no number, or a part of it, the only letter of that sender and day that
may be meant is likely meant, and said to be no more than that. What is cited without any number needs its subject, too:
an office writes more than one letter a day.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.fields.bones import FAR, OTHER_FIGURE, apart, is_part
from ingest.fields.citation import Citation
from search.runs import near

MISREAD = 2.6
"""How far two readings of a number may lie apart where the day or the sender says the same."""
WRONG_FIGURE = 12.5
"""And where day, sender and subject all do: one figure may be another one, or the number have been unreadable."""
LEEWAY = 0.5
"""How much nearer one misread number must be than another one to be the one that is meant."""
LIKE, ROOT = 4, 7
"""A word may have one letter in so many misread; words that begin with so many equal letters are of one root."""
SHARE = 0.6
"""Of the words of a name or a subject that must be the same for it to be the same."""
ROLES = re.compile(
    r"(?:kepala|kantor|dinas|badan|bagian|bidang|seksi|pemerintah|kabupaten|kota|provinsi|propinsi|daerah|kecamatan|camat|"
    r"desa|kelurahan|lurah|bupati|walikota|gubernur|wedana|assistent|resident|regent|asisten|direktur|direktorat|ketua|"
    r"pimpinan|pejabat|plt|plh|sekolah|satuan|unit|instansi|yth|bapak|ibu|saudara|sdr|tuan|heer|republik|indonesia|"
    r"dan|di|van|den|der|het|aan|the|of|and|to)$"
)
"""Words that say what an office is and not which one."""
WHOLE = re.compile(
    r"\W*pemerintah\s+(?:daerah\s+)?(?:kabupaten|kota(?:madya)?|provinsi|propinsi|republik)\b", re.IGNORECASE
)
"""What stands above the office's own name: it says of no office that it is another one."""
YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
UNIT = re.compile(r"(?![IVXLl1|]+(?![^\W\d_]))[^\W\d_]{3,}")
"""A part of a number that only its sender has; Roman months are none."""
LEAST_UNIT = 4
"""Letters of the unit in a number from which it tells whose that is."""


@dataclass(frozen=True)
class Facts:
    """What is known of a letter: `day` is yyyymmdd, 0 where none is; `names`: its sender's and its signer's;
    `unsure`: numbers of which one may be its own, where it has none."""

    id: str
    number: str = ""
    day: int = 0
    names: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    subject: str = ""
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meant:
    """The letter that is meant; `sure`: its number says so, or day, sender and subject together."""

    letter: Facts
    sure: bool = True


@dataclass(frozen=True)
class Match:
    """How well a letter fits a citation: each is None where one of the two does not say it."""

    letter: Facts
    apart: float
    day: bool | None
    sender: bool | None
    about: bool | None

    @property
    def rank(self) -> tuple[float, ...]:
        """The better, the greater."""
        return (-(self.apart >= OTHER_FIGURE), self.day is True, self.sender is True, self.about is True, -self.apart)


def decide(cited: Citation, citing: Facts, candidates: Iterable[Facts]) -> Meant | None:
    """The one that is meant; None where none fits, or more than one does and they are not the same letter."""
    every = [_match(cited, citing, one) for one in candidates]
    found = sorted(
        (match for match in every if _fits(cited, citing, match)), key=lambda match: match.rank, reverse=True
    )
    if not found:
        likely = [match for match in every if _may_be(cited, citing, match)]
        told = any(_is_told(cited, match) for match in likely)
        return _only(likely, sure=False) if told else None
    return _only([match for match in found if match.rank[:-1] == found[0].rank[:-1] and _as_near(match, found[0])])


def _only(best: Sequence[Match], *, sure: bool = True) -> Meant | None:
    """The one letter that these are, however often it was taken in."""
    if not all(_is_same(best[0].letter, match.letter) for match in best):
        return None
    return Meant(min((match.letter for match in best), key=lambda one: one.id), sure)


def _match(cited: Citation, citing: Facts, one: Facts) -> Match:
    theirs = citing.recipients if cited.yours else citing.names if cited.ours else (cited.of,) if cited.of else ()
    return Match(
        one,
        min(apart(cited.number, number) for number in (one.number, *one.unsure)) if cited.number else FAR,
        cited.day == one.day if cited.day and one.day else None,
        same_name(theirs, one.names),
        same_words(cited.about, one.subject) if cited.about and one.subject else None,
    )


def _may_be(cited: Citation, citing: Facts, match: Match) -> bool:
    """Whether a letter may be meant as far as one can tell where a number is missing or in part unread."""
    unread = not cited.number or not match.letter.number or is_part(cited.number, match.letter.number)
    other = citing.id == match.letter.id or match.sender is False or match.about is False
    return unread and match.day is True and not other


def _is_told(cited: Citation, match: Match) -> bool:
    """Whether a letter that may be meant is one of the sender that is named, or whose unit stands in the number; of one
    that is cited without a number the subject must be the same."""
    if not cited.number:
        return bool(match.sender and match.about)
    return match.sender is True or (match.sender is None and is_short_for(cited.number, match.letter.names))


def is_short_for(number: str, names: Iterable[str]) -> bool:
    """Whether the unit in a number is one of the names, shortened: KEC.RWB is Kecamatan Rawabening. Its letters stand
    in the name in their order, the first one at its beginning."""
    unit = "".join(UNIT.findall(number)).casefold()
    return len(unit) >= LEAST_UNIT and any(_stands_in(unit, "".join(_every(name))) for name in names)


def _stands_in(unit: str, name: str) -> bool:
    letters = iter(name)
    return name[:1] == unit[:1] and all(letter in letters for letter in unit)


def _fits(cited: Citation, citing: Facts, match: Match) -> bool:
    """Whether a letter may be the one that is meant."""
    later = bool(citing.day and match.letter.day > citing.day) and not match.day
    if citing.id == match.letter.id or later or (match.about is False and match.apart):
        return False
    if match.apart >= OTHER_FIGURE:
        likely = match.apart <= WRONG_FIGURE or bool(cited.number and not match.letter.number)
        return likely and bool(match.day and match.sender and match.about)
    if match.apart > MISREAD or (not match.letter.number and not match.day):
        return False
    if match.day:
        return match.sender is not False or bool(match.about) or not (match.apart or not UNIT.search(cited.number))
    if match.day is None:
        return _alone(cited, match)
    return bool(match.sender) and _is_near_day(cited, match.letter) and match.apart < 1


def _alone(cited: Citation, match: Match) -> bool:
    """Whether a number will do without its day: with its sender and its year, or with both in the number."""
    in_year = YEAR.search(cited.number) is not None
    if match.sender:
        return in_year or match.about is True
    return match.sender is None and in_year and bool(UNIT.search(cited.number)) and match.apart < 1


def _is_near_day(cited: Citation, letter: Facts) -> bool:
    """Whether two days differ as one that was misread does, or lie in the year whose number it is. A figure of the year
    may be the one that was, where the letter's own number has the other year."""
    one_wrong, in_number = wrong_figures(cited.day, letter.day) == 1, YEAR.search(cited.number)
    if cited.day // 10_000 == letter.day // 10_000:
        return one_wrong or in_number is not None
    return one_wrong and str(cited.day // 10_000) in YEAR.findall(letter.number)


def wrong_figures(one: int, other: int) -> int:
    """In how many figures two days (yyyymmdd) differ."""
    return sum(map(str.__ne__, f"{one:08d}", f"{other:08d}"))


def _as_near(match: Match, best: Match) -> bool:
    """Whether another number may be meant as well as the nearest one; none may where that is the very number."""
    return match.apart <= best.apart + LEEWAY if best.apart else not match.apart


def _is_same(one: Facts, other: Facts) -> bool:
    """Whether two letters are one that was taken in twice."""
    same = one.number == other.number and one.day == other.day and same_words(one.subject, other.subject)
    return one == other or bool(same and same_name(one.names, other.names))


def same_name(some: Sequence[str], others: Sequence[str]) -> bool | None:
    """Whether one of some names is that of one of the others, as offices and their heads are named; None where one side
    has none."""
    pairs = [
        (one, other) for one in some for other in others if one.strip() and other.strip() and not WHOLE.match(other)
    ]
    if not pairs:
        return None
    return any(same_words(one, other) for one, other in pairs)


def same_words(one: str, other: str) -> bool:
    """Whether the shorter of two names or subjects says what the longer one does, however its words are misread."""
    mine, its = _words(one), _words(other)
    if not (mine and its):
        mine, its = _every(one), _every(other)
    if not (mine and its):
        return not (mine or its)
    few, many = sorted((mine, its), key=len)
    return sum(any(_is_like(word, another) for another in many) for word in few) >= SHARE * len(few)


def _words(said: str) -> list[str]:
    """The words that tell an office from others of its kind."""
    return [word for word in _every(said) if not ROLES.match(word)]


def _every(said: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"[^\W_]{2,}", said.casefold())))


def _is_like(word: str, other: str) -> bool:
    """Whether two words are the same, misread, or of the same root: Sekretaris, Sekretariat."""
    short = min(len(word), len(other))
    return near(word, other, short // LIKE) or (short >= ROOT and word[:ROOT] == other[:ROOT])
