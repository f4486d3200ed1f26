"""The leaves of a query's tree: which field a name means, and what one word with its sign asks for."""

from search.lexer import Piece
from search.numbers import is_number
from search.strange import apart
from search.tree import FIELDS, LEAST, Fuzzy, Leaf, Near, Number, Pattern, Phrase, Prefix, Word

ALIASES = {
    "hal": "subject", "perihal": "subject", "dari": "sender", "pengirim": "sender", "kepada": "recipients",
    "penerima": "recipients", "recipient": "recipients", "tembusan": "copies", "cc": "copies",
    "penandatangan": "signer", "ttd": "signer", "jabatan": "position", "tempat": "place", "kota": "place",
    "nomor": "number", "no": "number", "rujukan": "references", "reference": "references", "jenis": "type",
    "sifat": "urgency", "kode": "code", "klasifikasi": "code", "nama": "name", "file": "name", "tags": "tag",
    "label": "tag", "berkas": "casefile", "notes": "note", "catatan": "note", "paket": "batch", "bahasa": "language",
    "arah": "direction", "status": "state", "keadaan": "state", "kelas": "class", "keamanan": "class",
    "keabsahan": "verdict", "tte": "verdict",
    "tanggal": "date", "tgl": "date", "tahun": "year", "tenggat": "deadline", "batas": "deadline",
    "acara": "event", "diterima": "added", "ditambahkan": "added", "lampiran": "enclosures",
    "enclosure": "enclosures",
}  # fmt: skip
VALUES = {
    "direction": {"masuk": "incoming", "keluar": "outgoing", "arsip": "legacy"},
    "state": {
        "menunggu pindaian": "awaiting", "belum dipindai": "awaiting", "baru": "arrived", "terbaca": "understood",
        "gagal": "failed", "ditarik": "withdrawn",
    },
    "class": {
        "biasa": "b", "ordinary": "b", "terbatas": "t", "limited": "t", "rahasia": "r", "secret": "r",
        "sangat rahasia": "sr", "top secret": "sr",
    },
    "language": {
        "indonesia": "ind", "indonesian": "ind", "id": "ind", "inggris": "eng", "english": "eng", "en": "eng",
        "belanda": "nld", "dutch": "nld", "nederlands": "nld", "nl": "nld",
    },
    "verdict": {
        "sah": "valid", "tidak sah": "invalid", "belum pasti": "unverifiable", "tanpa tanda tangan": "unsigned",
    },
}  # fmt: skip
"""What a field of whole words holds, by what people say for it."""


def field_of(name: str) -> str:
    """The field that a typed name means, in either language; the name itself when there is none."""
    typed = name.lower()
    return ALIASES.get(typed, typed)


def leaf(words: list[str], piece: Piece, name: str | None, lean: str | None = None) -> Leaf:
    """Words with their sign. Several are a phrase: they follow one another; a reference number has a form of its own.
    `lean`: the field in which they count most."""
    kind = FIELDS.get(name or lean or "")
    if name is not None and kind == "word":
        value = VALUES.get(name, {}).get(" ".join(words), words[0] if len(words) == 1 else None)
        return Word(value, name) if value else Phrase(tuple(words), name)
    signed = _signed(words, piece, name)
    if signed is not None:
        return signed
    bare = name is None and lean is None and piece.kind != "phrase" and is_number(piece.text)
    if kind == "number" or bare:
        return Number(tuple(words), name, "number" if bare else lean)
    one = len(words) == 1 and piece.kind != "phrase"
    return Word(words[0], name, lean) if one else Phrase(tuple(words), name, lean)


def _signed(words: list[str], piece: Piece, name: str | None) -> Leaf | None:
    """Words with a sign that is understood; they lean nowhere."""
    if piece.kind == "pattern":
        return Pattern(piece.text, name)
    if (most := apart(piece)) is not None:
        return Near(tuple(dict.fromkeys(words)), most, name)
    sign = piece.text[-1:]
    if piece.kind == "phrase" or len(words) > 1 or sign not in ("*", "~") or len(words[0]) < LEAST[sign]:
        return None
    return Prefix(words[0], name) if sign == "*" else Fuzzy(words[0], name)
