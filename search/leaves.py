"""The leaves of a query's tree: which field a name means, and what one word with its sign asks for."""

from search.lexer import Piece
from search.tree import FIELDS, LEAST, Fuzzy, Phrase, Prefix, Tree, Word

ALIASES = {
    "hal": "subject", "perihal": "subject", "dari": "sender", "pengirim": "sender", "kepada": "recipients",
    "penerima": "recipients", "recipient": "recipients", "nomor": "number", "no": "number", "nama": "name",
    "file": "name", "tags": "tag", "label": "tag", "notes": "note", "catatan": "note",
    "berkas": "casefile", "jenis": "type",
    "paket": "batch", "arah": "direction", "status": "state", "keadaan": "state", "kelas": "class",
    "tanggal": "date", "tgl": "date", "tahun": "year",
}  # fmt: skip
VALUES = {
    "masuk": "incoming", "keluar": "outgoing", "arsip": "legacy",
    "baru": "arrived", "terbaca": "understood", "gagal": "failed", "ditarik": "withdrawn",
}  # fmt: skip


def field_of(name: str) -> str:
    """The field that a typed name means, in either language; the name itself when there is none."""
    typed = name.lower()
    return ALIASES.get(typed, typed)


def leaf(words: list[str], piece: Piece, name: str | None) -> Tree:
    """Words with their sign. A number such as 005/12/2019 is several words that follow one another."""
    if len(words) > 1:
        return Phrase(tuple(words), name)
    word = words[0]
    if name is not None and FIELDS[name] == "word":
        return Word(VALUES.get(word, word), name)
    if piece.kind == "phrase":
        return Phrase((word,), name)
    if piece.text.endswith("*") and len(word) >= LEAST["*"]:
        return Prefix(word, name)
    return Fuzzy(word, name) if piece.text.endswith("~") and len(word) >= LEAST["~"] else Word(word, name)
