"""Names of people as signatures have them, with their titles; and the ranks that stand below them."""

import re

from ingest.dates import dates
from ingest.fields.letterhead import OFFICE
from ingest.fields.signature import ROLES

RANK = re.compile(
    r"\W*(?:pangkat\b|gol(?:ongan)?\b|(?:pembina|penata|pengatur|juru)(?:\W*$|[ ,/(]+(?:gol|[i1lv]{1,3}\b).*|"
    r" (?:utama|madya|muda|tingkat|tk\b\.?)\b.*)|(?:jenderal|letjen|mayjen|brigjen|kolonel|letkol|letnan|mayor|"
    r"kapten|lettu|letda|serma|sertu|serda|kopral|komjen|irjen|kombes|akbp|kompol|akp|iptu|ipda|aiptu|aipda|bripka|brigadir|"
    r"ajun|komisaris|laksamana|marsekal)\b.{0,30}$)|.{0,40}\b[I1l][IVl1]{0,2}\s?[/(]\s?[a-e]\W*$",
    re.IGNORECASE,
)
"""Pembina Tingkat I, IV/b; Penata (III/c); Kolonel Inf NRP 12345."""
OFFICIAL = re.compile(rf"\b(?:{ROLES}|minister|consul|secretary|director)\b", re.IGNORECASE)
SMALL = frozenset(("bin", "binti", "van", "von", "de", "den", "der", "al", "el", "ibnu", "ter", "gelar", "alias"))
OTHER = re.compile(
    r"\W*(?:di\b|tanggal|tgl|telp|telepon|jalan|jl|nomor|no\b|hal\b|perihal|lampiran|catatan|arsip|kepada|yth|tembusan|"
    r"pihak|terima kasih|demikian|kantor|provinsi|propinsi|kabupaten|kota\b|kecamatan|desa\b|republik|dengan|untuk|"
    r"ditetapkan|dikeluarkan|dibuat|diundangkan|scan|model|asli|salinan|sekian|hormat|nama\b|tempat)\b",
    re.IGNORECASE,
)
MOST_WORDS, MOST_SIGNS = 10, 70


def is_rank(said: str) -> bool:
    return RANK.match(said) is not None


def is_person(said: str) -> bool:
    """Whether words may be a person's name: capitals, no figures, no office."""
    plain = said.strip(" ()[]_.,;:-–—*'\"|")
    words = re.findall(r"[^\W\d_]+", plain)
    if not words or len(words) > MOST_WORDS or len(plain) > MOST_SIGNS or re.search(r"[\d:=@%&/\\<>]", plain):
        return False
    if dates(plain) or OTHER.match(plain) or OFFICE.search(plain) or OFFICIAL.search(plain):
        return False
    long = [word for word in words if len(word) > 2]
    return bool(long) and all(word[0].isupper() or word in SMALL or len(word) < 3 for word in words)


def name_of(said: str) -> str:
    """The name without brackets and lines round it; the full stop of a title stays."""
    plain = said.replace("_", " ").strip(" ()[],;:-–—*'\"|“”„«»").strip()
    plain = re.sub(r"\s+", " ", plain)
    last = re.search(r"([^\s.,]+)\.$", plain)
    return plain.rstrip(".") if last and len(last[1]) > 4 else plain
