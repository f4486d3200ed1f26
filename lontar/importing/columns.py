"""What the columns of agenda books and lists are called, in Indonesian and English, and what they are proposed to be.

The names are those of the books that offices keep (masuk: No, Tgl terima, No agenda, Pengirim, Surat tgl/nomor, Isi
ringkas, Ket.; keluar: No, No verbal, Tgl surat, Tgl kirim, Kepada, Isi ringkas, Ket.) and of common lists.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lontar.importing.cells import is_day, is_whole
from lontar.values import NAMES

OTHERS = (
    "date_number",
    "agenda_number",
    "received",
    "book_year",
    "direction",
    "register",
    "handling",
    "box",
    "folder",
    "casefile",
    "batch",
    "tags",
    "note",
    "security_class",
    "file",
    "key",
)
"""What a column may be beside a field of the letter. `date_number`: day and number of the letter in one cell;
`received`: the day in the book, on which it came in or went out; `register`: the code of the unit whose book it is;
`key`: what the row is called elsewhere, once and for ever."""
TARGETS = (*NAMES, *OTHERS)
SEVERAL = ("note", "tags", "file", "copies", "recipients", "references")
"""Targets that more than one column may have: what they say is put together."""

KNOWN: dict[str, tuple[str, ...]] = {
    "agenda_number": ("no agenda", "nomor agenda", "agenda", "no urut agenda", "agenda no", "agenda number",
                      "no verbal", "nomor verbal", "verbal", "no reg", "no register", "nomor register", "register no"),
    "received": ("tgl terima", "tanggal terima", "tgl diterima", "tanggal diterima", "diterima", "diterima tgl",
                 "tanggal masuk", "tgl masuk", "received", "date received", "received on", "tgl agenda",
                 "tanggal agenda", "tgl kirim", "tanggal kirim", "dikirim", "tgl dikirim", "tanggal dikirim",
                 "tgl keluar", "tanggal keluar", "sent", "date sent"),
    "reference_number": ("no surat", "nomor surat", "surat nomor", "surat no", "number", "letter number",
                         "reference", "reference number", "ref", "ref no", "our ref", "nomor naskah", "no naskah"),
    "date": ("tgl surat", "tanggal surat", "surat tgl", "surat tanggal", "date", "letter date", "date of letter",
             "tanggal naskah", "tgl naskah", "created", "tanggal", "tgl"),
    "date_number": ("surat tgl nomor", "tgl nomor surat", "tgl no surat", "tanggal dan nomor surat",
                    "tanggal nomor surat", "no tgl surat", "nomor tanggal surat", "no dan tgl surat",
                    "nomor dan tanggal surat", "surat tgl no", "surat nomor tgl", "surat tanggal nomor",
                    "tgl dan no surat", "date and number", "number and date"),
    "sender": ("pengirim", "dari", "asal surat", "asal", "surat dari", "terima dari", "diterima dari", "nama pengirim",
               "alamat pengirim", "instansi pengirim", "sender", "from", "correspondent", "author"),
    "recipients": ("kepada", "tujuan", "ditujukan kepada", "tujuan surat", "alamat tujuan", "penerima", "yth",
                   "dikirim kepada", "recipient", "recipients", "to", "addressee"),
    "copies": ("tembusan", "tembusan kepada", "copies", "cc"),
    "subject": ("isi ringkas", "perihal", "hal", "isi", "isi surat", "isi singkat", "ringkasan", "ringkasan isi",
                "tentang", "pokok surat", "uraian", "uraian informasi", "uraian singkat", "judul", "subject", "title",
                "summary", "content", "uraian isi", "maksud surat"),
    "note": ("ket", "keterangan", "catatan", "remarks", "remark", "note", "notes", "comment", "disposisi"),
    "letter_type": ("jenis surat", "jenis naskah", "jenis naskah dinas", "jenis", "type", "letter type",
                    "document type", "jenis arsip"),
    "classification_code": ("kode", "kode klasifikasi", "klasifikasi", "indeks", "kode surat", "kode arsip", "code",
                            "classification", "classification code", "no indeks"),
    "enclosures": ("lampiran", "lamp", "jumlah lampiran", "enclosures", "enclosure", "attachments"),
    "urgency": ("sifat", "sifat surat", "derajat", "urgency", "priority"),
    "security_class": ("klasifikasi keamanan", "keamanan", "tingkat keamanan", "kerahasiaan", "kelas keamanan",
                       "security class", "security", "confidentiality"),
    "place": ("tempat", "tempat surat", "kota", "place"),
    "signer": ("penandatangan", "ditandatangani", "penanda tangan", "ttd oleh", "signer", "signed by"),
    "signer_position": ("jabatan", "jabatan penandatangan", "position", "signer position"),
    "references": ("rujukan", "balasan atas", "menunjuk", "petunjuk no", "references", "answers"),
    "deadline": ("batas waktu", "tenggat", "batas", "deadline", "due", "due date"),
    "event_date": ("tanggal acara", "tgl acara", "event date"),
    "event_time": ("waktu acara", "jam acara", "event time"),
    "event_place": ("tempat acara", "event place"),
    "language": ("bahasa", "language"),
    "handling": ("status", "penyelesaian", "tindak lanjut", "penanganan", "handling", "state"),
    "direction": ("arah", "masuk keluar", "jenis agenda", "direction", "buku"),
    "book_year": ("tahun", "tahun agenda", "tahun buku", "year", "book year"),
    "register": ("unit", "unit kerja", "opd", "skpd", "bagian", "kode unit", "unit code"),
    "box": ("boks", "box", "no boks", "nomor boks", "no box", "box number", "dus", "kotak", "no dus"),
    "folder": ("folder", "no folder", "map", "no map", "nomor folder", "folder number", "sampul", "no sampul"),
    "casefile": ("berkas", "no berkas", "nomor berkas", "kode berkas", "case file", "case"),
    "batch": ("paket", "paket alih media", "batch"),
    "tags": ("label", "tag", "tags", "kata kunci", "keywords", "keyword"),
    "file": ("file", "nama file", "berkas digital", "pindaian", "scan", "file scan", "nama berkas", "pdf", "dokumen",
             "file name", "filename", "lokasi file", "softcopy", "hasil scan"),
    "key": ("id", "pk", "uuid"),
}  # fmt: skip
RUNNING = ("no", "nomor", "nr", "no urut", "nomor urut", "#")
"""Called so, it is the agenda number where no other column is; else it only counts the rows."""
SURE, LIKELY, GUESSED = 95, 70, 40
"""Confidence: called so; has such a name in it; its values are so."""
_BY_NAME = {name: target for target, names in KNOWN.items() for name in names}


@dataclass(frozen=True)
class Proposal:
    """What a column is proposed to be ("" for nothing), how surely (0-100), and why: "named", "like", "running",
    "counts", "days", "unknown", "second"."""

    target: str
    confidence: int
    why: str


def plain(name: str) -> str:
    """A heading without its signs: "Tgl./No. Surat" is "tgl no surat"."""
    return " ".join(re.findall(r"[^\W_]+|#", name.lower()))


def is_known(name: str) -> bool:
    """Whether a cell is called as columns are, alone or below another one."""
    said = plain(name)
    return len(said) < 60 and (said in _BY_NAME or said in RUNNING)


def proposals(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Proposal]:
    """One for each column, from its name and from some of its values."""
    found = [_by_name(heading) for heading in headings]
    taken = {one.target for one in found}
    for at, heading in enumerate(headings):
        values = [row[at] for row in rows if at < len(row) and row[at]]
        if found[at].target or not values:
            continue
        if plain(heading) in RUNNING:
            counts = "agenda_number" not in taken and sum(map(is_whole, values)) * 2 > len(values)
            found[at] = Proposal("agenda_number", LIKELY, "running") if counts else Proposal("", SURE, "counts")
            taken |= {"agenda_number"} if counts else set()
        elif sum(map(is_day, values)) * 4 > 3 * len(values) and "date" not in taken:
            found[at] = Proposal("date", GUESSED, "days")
            taken.add("date")
    return _once(found)


def _by_name(heading: str) -> Proposal:
    said = plain(heading)
    if target := _BY_NAME.get(said):
        return Proposal(target, SURE, "named")
    if said in RUNNING:
        return Proposal("", 0, "unknown")
    parts = plain(heading.rpartition(":")[2])
    if ":" in heading and (target := _BY_NAME.get(parts)):
        return Proposal(target, LIKELY + 10, "named")
    if ":" in heading and parts in RUNNING and "surat" in said:
        return Proposal("reference_number", LIKELY, "like")
    inside = [name for name in _BY_NAME if len(name) > 3 and re.search(rf"\b{re.escape(name)}\b", said)]
    longest = max(inside, key=len, default="")
    return Proposal(_BY_NAME[longest], LIKELY, "like") if longest else Proposal("", 0, "unknown")


def _once(found: Sequence[Proposal]) -> list[Proposal]:
    """Of two columns that would be one thing the surer, else the first; the other is left to the person."""
    best: dict[str, int] = {}
    for at, one in enumerate(found):
        if one.target and (one.target not in best or one.confidence > found[best[one.target]].confidence):
            best[one.target] = at
    kept = {at for target, at in best.items()} | {at for at, one in enumerate(found) if one.target in SEVERAL}
    return [one if not one.target or at in kept else Proposal("", 0, "second") for at, one in enumerate(found)]


def mapped(headings: Sequence[str], columns: Mapping[str, str]) -> dict[int, str]:
    """The place of each column that is something, by a saved mapping: named as it is there, signs apart."""
    by_plain = {plain(name): target for name, target in columns.items()}
    found = {at: columns.get(heading, by_plain.get(plain(heading), "")) for at, heading in enumerate(headings)}
    return {at: target for at, target in found.items() if target}
