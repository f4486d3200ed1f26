"""Tables of enclosures and records: villages, people, goods, works, money, days."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from samples.content import content
from samples.days import rupiah, with_weekday, workday
from samples.draft import Draft
from samples.offices import Office, district_of, of_kind
from samples.people import person, plain_name

GOODS = {
    "Boks arsip": "buah", "Rak besi": "unit", "Kursi lipat": "buah", "Meja kerja": "buah", "Komputer meja": "unit",
    "Mesin cetak": "unit", "Pompa air": "unit", "Cangkul": "buah", "Karung plastik": "lembar", "Bibit padi": "karung",
    "Pupuk urea": "karung", "Tenda pleton": "set", "Gerobak sampah": "buah", "Lemari kayu": "buah",
    "Mesin ketik": "unit", "Papan tulis": "buah", "Kipas angin": "unit", "Pengeras suara": "set",
}  # fmt: skip
SERIES = (
    "Surat masuk", "Surat keluar", "Laporan bulanan", "Berkas kepegawaian", "Berkas pembangunan jembatan",
    "Kuitansi dan buku kas", "Peta dan gambar teknik", "Notula rapat", "Surat keputusan",
)  # fmt: skip
WORKS = (
    "Pekerjaan persiapan", "Pasangan batu kali", "Lantai papan", "Tali baja penahan", "Urugan tanah", "Pengecatan",
    "Rangka atap", "Saluran tepi", "Timbunan pilihan", "Pembersihan lokasi", "Rambu dan patok",
)  # fmt: skip
HEADINGS = (
    "Belanja pegawai", "Belanja barang", "Belanja perjalanan dinas", "Belanja modal", "Pendapatan asli",
    "Bantuan keuangan", "Hasil sewa tanah", "Biaya pemeliharaan",
)  # fmt: skip
ROLES = ("Pengarah", "Ketua", "Wakil Ketua", "Sekretaris", "Bendahara", "Anggota", "Anggota", "Anggota", "Anggota")
HOURS = ("08.00-09.30", "08.30-11.00", "09.00-12.00", "13.00-15.00")


def table(draft: Draft, kind: str, rows: int | None = None) -> dict[str, Any]:
    """Columns, their widths (shares of the line; 0: as narrow as its words) and rows."""
    columns, widths, make = KINDS[kind]
    count = rows or draft.random.randint(4, 14)
    if kind == "committee":
        count = min(count, len(ROLES))
    made = [[f"{place}.", *make(draft, place - 1)] for place in range(1, count + 1)]
    return {"columns": ["No.", *columns], "widths": [0, *widths], "rows": made}


def _village(draft: Draft) -> Office:
    return draft.random.choice(of_kind("village"))


def _villages(draft: Draft, place: int) -> list[str]:
    known = of_kind("village")
    village = known[(place * 7 + draft.when.day) % len(known)]
    count = draft.random.randint(3, 240)
    return [village.name.removeprefix("Desa "), district_of(village), str(count), draft.random.choice(("", "", "Baru"))]


def _people(draft: Draft, place: int) -> list[str]:
    return [plain_name(draft.random), _village(draft).name, str(draft.random.randint(21, 67))]


def _committee(draft: Draft, place: int) -> list[str]:
    somebody = person(draft.random, draft.when.year)
    return [somebody.name, somebody.post, ROLES[place]]


def _goods(draft: Draft, place: int) -> list[str]:
    what, unit = list(GOODS.items())[(place * 5 + draft.when.day) % len(GOODS)]
    return [what, str(draft.random.randint(1, 60)), unit, draft.random.choice(("Baik", "Baik", ""))]


def _archives(draft: Draft, place: int) -> list[str]:
    first = draft.when.year - draft.random.randint(12, 30)
    what = SERIES[(place * 2 + draft.when.day) % len(SERIES)]
    return [what, f"{first}-{first + draft.random.randint(1, 5)}", f"{draft.random.randint(1, 24)} boks", "Baik"]


def _works(draft: Draft, place: int) -> list[str]:
    what = WORKS[(place * 4 + draft.when.day) % len(WORKS)]
    return [
        what,
        _village(draft).name,
        str(draft.random.randint(2, 300)),
        rupiah(draft.random.randint(9, 400) * 125_000),
    ]


def _money(draft: Draft, place: int) -> list[str]:
    planned = draft.random.randint(40, 900) * 250_000
    spent = planned * draft.random.randint(30, 100) // 100 // 1000 * 1000
    return [HEADINGS[(place * 3 + draft.when.day) % len(HEADINGS)], rupiah(planned), rupiah(spent)]


def _schedule(draft: Draft, place: int) -> list[str]:
    day = workday(draft.when + timedelta(days=7 + place))
    draft.filler.dates.append(day)
    what = draft.random.choice(content("places")["rooms"])
    return [with_weekday(day), draft.random.choice(HOURS), what]


Row = Callable[[Draft, int], list[str]]
KINDS: dict[str, tuple[list[str], list[int], Row]] = {
    "villages": (["Desa", "Kecamatan", "Jumlah", "Keterangan"], [3, 3, 2, 3], _villages),
    "people": (["Nama", "Alamat", "Umur"], [4, 4, 1], _people),
    "committee": (["Nama", "Jabatan dalam dinas", "Kedudukan"], [5, 4, 2], _committee),
    "goods": (["Nama barang", "Jumlah", "Satuan", "Keadaan"], [5, 2, 2, 2], _goods),
    "archives": (["Jenis arsip", "Tahun", "Banyaknya", "Keadaan"], [5, 2, 2, 2], _archives),
    "works": (["Uraian pekerjaan", "Lokasi", "Volume", "Perkiraan biaya"], [4, 4, 2, 4], _works),
    "money": (["Uraian", "Anggaran", "Realisasi"], [4, 3, 3], _money),
    "schedule": (["Hari/Tanggal", "Waktu", "Tempat"], [4, 2, 5], _schedule),
}
