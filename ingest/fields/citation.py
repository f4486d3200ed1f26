"""How another letter is cited in a text: a word for a letter, whose it is, its number, its day, what it is about.

A number is that of a letter where a word for a letter stands before it in the same sentence, nearer than any word for
a law, a decision or a paper that is no letter. A letter that is given no number, or one that nobody can read, is cited
by its day: right behind whose letter it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dates import dates
from ingest.fields import labels
from ingest.fields.number import FORM, LONGEST_PLAIN
from schemas.letter import LONGEST_VALUE

_YOURS = r"(?:sdr[ia]?\b\.?|saudar[ai]|saoedara|tuan|toean|bapak|bpk|ibu|anda|njonja|nyonya|uwer?|uw|your)"
_OURS = r"(?:kami|kita|saya|onzen?|ons|mijn|our|my)"
NOT_LETTERS = (
    r"keputusan|kepoetoesan|keterangan tanda|izin|idzin|ijin|kuasa|tanah|nikah|kelahiran|kematian|kendaraan|setoran|"
    r"perjanjian|pengakuan|ukur|hak|pemilikan|bukti|tanda|tilang|jalan|utang|hutang|berharga|suara|kabar|wasiat|"
    r"penyediaan|ketetapan pajak"
)
"""What is called surat and answers nobody."""
LETTER = re.compile(
    rf"\b(?:{_YOURS} |{_OURS} )?(?:"
    rf"[s5](?:u|oe)?[rn]?[ao][tlf](?:nya|[-\s]?surat)?(?!\w)(?! (?:{NOT_LETTERS})\b)|"
    r"nota(?:[ -]dinas)?|memo(?:randum)?|radiogram|telegram|teleks|faks(?:imile|imili)?|kawat|undangan|"
    r"schrijven|missive|brie(?:f|ven)|rondschrijven|circulaire|telegram|kantschrijven|renvooi|"
    r"letters?|communication|circular|cable|memorandum"
    r")\b",
    re.IGNORECASE,
)
"""Words for a letter, and whose it is where that stands before it; surat, soerat, and as they are misread."""
LAW = re.compile(
    rf"\b(?:undang(?:[- ]undang)?|uu|per(?:aturan|atoeran|da|bup|wal|gub|pres|men\w*|ppu)|pp|kep(?:utusan|oetoesan|"
    r"pres|men\w*|gub|bup)|s\.?k|ketetapan|instruksi|inpres|pasal|ayat|lembaran|staatsblad|stbl|bijblad|besluit|"
    r"ordonnantie|verordening|wet|act|law|regulation|ordinance|decree|perjanjian|kontrak|akt[ae]|serti[fv]ikat|"
    rf"surat (?:{NOT_LETTERS}))\b"
    r"|\b(?:rekening|telepon|telp|tlp|faxs?|hp|nip|nik|npwp|polis|polisi|kwitansi|kuitansi|faktur|paspor|rangka|mesin|"
    r"rumah|persil|kohir|dpa|dipa|spm|sp2d|spk|invoice|account|agenda|disposisi|jalan|jl|urut)\W*$",
    re.IGNORECASE,
)
"""Words for what has numbers and is no letter: laws and papers anywhere before a number, other things right before."""
LABEL = re.compile(rf"(?<![\w/.])(?:{labels.NUMBER})(?![^\W_])[ .,:;=|]*", re.IGNORECASE)
END = re.compile(r"[;!?](?=\s)|(?<=[^\W\d_]{4})(?<!surat)\.\s+(?=[^\W\d_a-z])|(?<=\d{4})\.\s+(?=[^\W\d_a-z])")
"""The end of a sentence, or of a point of a list."""
BEFORE = 240
"""Signs before a number within which the word stands for what it is that of."""
AFTER = re.compile(
    r"[\s,;()]{0,3}(?:ter)?(?:(?:tanggal|tang[gq]a[l1i]|tgl\.?|tg[l1]|tertanggal|dated|dated the|d\.?d\.?|de dato|van|"
    r"of|gedateerd|bertanggal|pada)[\s.,:]*){0,2}$",
    re.IGNORECASE,
)
"""What stands between a number and the day of its letter."""
DAY_NEAR, DAY_SIGNS = 30, 45
"""Signs behind a number within which its day begins, and that it is looked for in."""
WORDS_OF_NUMBER = re.compile(r"[\s,;.:()]*(?:(?:ter)?tanggal|tgl|hal|perihal|nomor|no|tentang|van|of|dated)\b.*$", re.I)
BY = re.compile(r"^[\s,.:]*(?:dari|daripada|van den?|van het|from)\b\s*", re.IGNORECASE)
YOURS, OURS = re.compile(rf"\b{_YOURS}\b", re.IGNORECASE), re.compile(rf"\b{_OURS}\b", re.IGNORECASE)
ABOUT = re.compile(
    r"[\s,;)]{0,3}(?:peri ?)?(?:hal|tentang|mengenai|betreffende|regarding|about)\b[\s:]*(?=\S)"
    r"(?!hal (?:yang sama|tersebut|dimaksud|itu))([^,;.]{4,160})",
    re.IGNORECASE,
)
"""What a letter was about, behind its number and day."""
DAY_OF = re.compile(
    r"(?:^|\W)(?:(?:ber|ter)?(?:tanggal|tang[gq]a[l1i]|tgl\.?|tg[l1])|dated(?: the)?|d\.?d\.?|de dato|gedateerd|van|of)"
    r"[\s.,:]*$",
    re.IGNORECASE,
)
"""What stands before the day by which a letter is cited."""
OTHER_DAY = re.compile(
    r"\b(?:yang|jang|hari|(?:di|men)?terima|masuk|ini|sampai|lambat|sebelum|sesudah|mulai|pada|untuk|die|ontvangen|"
    r"received|which|that|on|by)\b",
    re.IGNORECASE,
)
"""Words between a letter and a day that is not its own."""
OWN_DAY_NEAR = 100
"""Signs behind the word for a letter within which the day by which it is cited begins."""
NAMED = re.compile(r"[\s,.:]*(?:(?:dari|daripada|van den?|van het|from)\s+)?[A-Z]")
"""How the name of whose letter it is begins."""
WORD = re.compile(r"[a-z]{3,} ")
"""Begins what has a number of its own kind: nomor polisi 12/A."""


@dataclass(frozen=True)
class Citation:
    """A letter as another one cites it: its `number` in the form of reference numbers, the `day` it bears (yyyymmdd, 0
    where none stands there), what it is `about`, and whose it is: the name of its sender as printed (`of`), or `yours`,
    of those to whom the citing letter goes, or `ours`. One without a number has the day as printed (`dated`)."""

    number: str
    day: int = 0
    of: str = ""
    yours: bool = False
    about: str = ""
    ours: bool = False
    dated: str = ""

    @property
    def name(self) -> str:
        """What stands for it in the field `references`."""
        return self.number or self.dated


@dataclass(frozen=True)
class Passage:
    """From where to where in a text a letter is cited, and where the label of its number and the number stand there."""

    start: int
    end: int
    label: int
    number: tuple[int, int]


def cited(numbers: Sequence[str], printed: str = "") -> list[Citation]:
    """The letters of a field `references`: its value, and its passages where the machine has read them."""
    passages = printed.split("\n")
    if len(passages) != len(numbers):
        passages = [""] * len(numbers)
    return [citation(number, passage) for number, passage in zip(numbers, passages, strict=True)]


def citation(number: str, passage: str) -> Citation:
    """A cited letter from the passage that cites it."""
    by_day = dates(number) if _is_day(number) else []
    found = next(dated(passage) if by_day else passages(passage), None)
    if found is None:
        return Citation("", by_day[0][0], dated=number) if by_day else Citation(number)
    start, end = found.number
    letter = LETTER.match(passage)
    of = _sender(passage[letter.end() if letter else 0 : start])
    said = passage[:start]
    yours = YOURS.search(said) is not None
    ours = not yours and OURS.search(said) is not None
    about = ABOUT.match(passage, end if by_day else _day_end(passage, end))
    return Citation(
        "" if by_day else number,
        by_day[0][0] if by_day else _day(passage, start, end),
        "" if yours or ours else of,
        yours,
        about[1].strip() if about else "",
        ours,
        number if by_day else "",
    )


def _is_day(said: str) -> bool:
    """Whether what stands in the field is the day of a letter and not its number."""
    return any(said[:start].strip() == said[end:].strip() == "" for _, start, end in dates(said))


def passages(text: str) -> Iterator[Passage]:
    """Where letters are cited in a text, in order."""
    last = 0
    for label in LABEL.finditer(text):
        match = FORM.match(text, label.end())
        start = _letter_before(text, label.start())
        if match is None or start is None or label.start() < last:
            continue
        begin, end = match.start(), match.start() + len(trimmed(match[0]))
        if _is_number(text, match, end):
            last = _day_end(text, end)
            about = ABOUT.match(text, last)
            yield Passage(start, about.end() if about else last, label.start(), (begin, end))


def dated(text: str) -> Iterator[Passage]:
    """Where letters are cited by their days, in order; `label` and `number` are those of the day. Some of them are
    cited by a number, too."""
    days = dates(text)
    last = 0
    for letter in LETTER.finditer(text):
        near = next((day for day in days if letter.end() < day[1] <= letter.end() + OWN_DAY_NEAR), None)
        if near is None or letter.start() < last or letter[0].casefold() == "undangan":
            continue
        _, start, end = near
        between = text[letter.end() : start]
        if not DAY_OF.search(between) or OTHER_DAY.search(between) or LAW.search(between) or END.search(between):
            continue
        if YOURS.search(letter[0] + between) or OURS.search(letter[0] + between) or NAMED.match(between):
            about = ABOUT.match(text, end)
            last = about.end() if about else end
            yield Passage(letter.start(), last, start, (start, end))


def _letter_before(text: str, place: int) -> int | None:
    """Where the word for a letter begins to which a number at `place` belongs; None where it is that of a law."""
    first = max(0, place - BEFORE)
    for stop in END.finditer(text, first, place):
        first = stop.end()
    letters = list(LETTER.finditer(text, first, place))
    laws = [match.start() for match in LAW.finditer(text, first, place)]
    if not letters or (laws and laws[-1] > letters[-1].start()):
        return None
    return letters[-1].start()


def _is_number(text: str, match: re.Match[str], end: int) -> bool:
    """Whether it is more than a figure: one without strokes needs the day of its letter beside it."""
    said = text[match.start() : end]
    if not any(map(str.isdecimal, said)) or dates(said) or WORD.match(said):
        return False
    if match["single"] is None:
        return True
    return not (said.isdecimal() and len(said) > LONGEST_PLAIN) and bool(_day(text, match.start(), end))


def trimmed(said: str) -> str:
    """A number without the marks behind it and the word that stands right behind a comma."""
    return re.split(r",(?=[^\W\d])|\s*/\s*(?i:tanggal|tgl|perihal|hal)\b", said)[0].rstrip(" .,;–-:/")


def _day(text: str, start: int, end: int) -> int:
    """The day beside a number: right behind it, or the last one before it."""
    behind = text[end : end + DAY_SIGNS]
    for day, begin, _ in dates(behind):
        if begin <= DAY_NEAR and AFTER.match(behind[:begin]):
            return day
    before = dates(text[max(0, start - BEFORE) : start])
    return before[-1][0] if before else 0


def _day_end(text: str, end: int) -> int:
    behind = text[end : end + DAY_SIGNS]
    for _, begin, stop in dates(behind):
        if begin <= DAY_NEAR and AFTER.match(behind[:begin]):
            return end + stop
    return end


def _sender(said: str) -> str:
    """Whose letter it is, between the word for it and its number or day."""
    for _, begin, _ in dates(said)[:1]:
        said = said[:begin]
    name = BY.sub("", WORDS_OF_NUMBER.sub("", said)).strip(" ,.:;()-")
    return name if sum(map(str.isalpha, name)) > 2 and len(name) < LONGEST_VALUE else ""
