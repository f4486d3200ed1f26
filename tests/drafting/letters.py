"""Letters that the tests typeset: one of each template, and what they share. Nobody of this name exists."""

import io
import random
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from drafting.block import Block
from drafting.typesetting import Head


def crest() -> bytes:
    """As busy as real ones are, in the size in which they are kept: 20 KB."""
    out, chance, picture = io.BytesIO(), random.Random(1), Image.new("RGB", (400, 480), "white")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(20, 20), (380, 20), (380, 300), (200, 460), (20, 300)], "navy", "goldenrod", width=14)
    for _ in range(90):
        x, y, side = chance.randrange(60, 320), chance.randrange(40, 300), chance.randrange(5, 40)
        draw.ellipse((x, y, x + side, y + side), tuple(chance.randrange(256) for _ in range(3)), "black")
    picture.filter(ImageFilter.GaussianBlur(0.7)).save(out, "WEBP", quality=75)
    return out.getvalue()


HEAD = Head(
    (
        "PEMERINTAH KABUPATEN SUKAMAJU",
        "DINAS KEARSIPAN DAN PERPUSTAKAAN",
        "Jalan Merdeka Nomor 1, Kelurahan Sukasari, Sukamaju 40001",
        "Telepon (022) 0000000, surel kearsipan@sukamaju.example, laman arsip.sukamaju.example",
    ),
    crest(),
)
BLOCK = Block(
    "KEPALA DINAS KEARSIPAN DAN PERPUSTAKAAN",
    "Contoh Nama Pejabat, S.Sos., M.Si.",
    rank="Pembina Tingkat I",
    number="19700101 199501 1 001",
)
BEHALF = Block(
    "ASISTEN ADMINISTRASI UMUM",
    "Contoh Nama Pejabat, S.E.",
    form="Plh.",
    behalf=("BUPATI SUKAMAJU", "SEKRETARIS DAERAH"),
    rank="Pembina Utama Muda",
    number="19680101 199001 1 002",
)
ISSUED: dict[str, Any] = {
    "number": "B/000.5.3/1187/DKP/XI/2026",
    "day": 20261130,
    "stamp": "https://arsip.sukamaju.example/verify/k3v9q2m8x7",
}
BODY = """Menindaklanjuti surat Sekretaris Daerah Nomor B/000.5/1022/SETDA/X/2026 tanggal 12 Oktober 2026 tentang \
pengawasan kearsipan internal, dengan hormat kami sampaikan hal-hal sebagai berikut:

1. Pengawasan dilaksanakan pada *seluruh perangkat daerah* dengan memakai instrumen yang berlaku:
   a. pengelolaan arsip dinamis, yang meliputi penciptaan, penggunaan dan pemeliharaan arsip;
   b. sumber daya kearsipan, yaitu organisasi, arsiparis, prasarana dan sarana.
2. Setiap perangkat daerah menunjuk seorang _penanggung jawab_ yang menyiapkan bukti dukung.
3. Jadwal pengawasan adalah:

| No. | Perangkat daerah | Tanggal | Tim |
| --- | --- | --- | --- |
| 1 | Dinas Kesehatan | 1 s.d. 2 Desember 2026 | I |
| 2 | Dinas Pendidikan, Pemuda dan Olahraga | 3 s.d. 4 Desember 2026 | II |

Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara diucapkan terima kasih."""
PLACE = {"place": "Sukamaju"}
TOP = {"urgency": "Segera", "enclosures": "1 (satu) berkas", "at": "Tempat"}
SUBJECT = "Pemberitahuan Pelaksanaan Pengawasan Kearsipan Internal Tahun 2026"
CONTENTS: dict[str, dict[str, Any]] = {
    "surat-dinas": PLACE | TOP | {
        "subject": SUBJECT,
        "recipients": ["Kepala Dinas Kesehatan", "Kepala Dinas Pendidikan, Pemuda dan Olahraga", "Para Camat"],
        "body": BODY,
        "copies": ["Bupati Sukamaju (sebagai laporan)", "Inspektur Kabupaten Sukamaju"],
    },
    "nota-dinas": {
        "subject": SUBJECT,
        "recipients": ["Sekretaris Dinas"],
        "sender": "Kepala Bidang Pembinaan Kearsipan",
        "copies": ["Kepala Dinas"],
        "urgency": "Biasa",
        "body": BODY,
    },
    "undangan": PLACE | TOP | {
        "subject": "Undangan Rapat Koordinasi",
        "recipients": ["Para Kepala Perangkat Daerah"],
        "opening": "Dalam rangka persiapan pengawasan kearsipan internal, kami mengundang Saudara untuk hadir pada:",
        "held_on": 20261203,
        "time": "09.00 WIB s.d. selesai",
        "venue": "Ruang Rapat Lantai 2, Dinas Kearsipan dan Perpustakaan, Jalan Merdeka Nomor 1 Sukamaju",
        "agenda": "Rapat koordinasi persiapan pengawasan kearsipan internal",
        "remarks": "Membawa laptop dan daftar arsip aktif",
        "closing": "Mengingat pentingnya acara dimaksud, diharapkan hadir tepat waktu.\n\nDemikian atas kehadirannya "
        "disampaikan terima kasih.",
        "copies": ["Sekretaris Daerah"],
    },
    "surat-tugas": PLACE | {
        "basis": [
            "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan;",
            "Surat Sekretaris Daerah Nomor B/000.5/1022/SETDA/X/2026 tanggal 12 Oktober 2026 hal Pengawasan.",
        ],
        "persons": [
            {"name": f"Contoh Pegawai {word}, S.Kom.", "rank": "Penata Muda Tk. I (III/b)",
             "number": f"19900101 201503 1 00{at}", "position": "Arsiparis Ahli Pertama"}
            for at, word in enumerate(("Satu", "Dua", "Tiga"), 1)
        ],
        "task": "1. Melaksanakan pengawasan kearsipan internal pada Dinas Kesehatan tanggal 1 s.d. 2 Desember 2026;\n"
        "2. Melaporkan hasilnya kepada Kepala Dinas paling lambat *7 Desember 2026*.",
        "closing": "Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.",
        "copies": ["Bupati Sukamaju"],
    },
}  # fmt: skip
LONG: dict[str, Any] = CONTENTS["surat-dinas"] | {
    "subject": "Permintaan Data dan Informasi Pengelolaan Arsip Dinamis pada Seluruh Perangkat Daerah, Kecamatan dan "
    "Kelurahan di Lingkungan Pemerintah Kabupaten Sukamaju dalam Rangka Penyusunan Laporan Audit Kearsipan Tahun 2026",
    "recipients": [f"Kepala Perangkat Daerah Contoh Nomor {at}, Kabupaten Sukamaju" for at in range(1, 41)],
    "body": "\n\n".join([BODY] * 3),
}
"""Several pages: a long subject, and more recipients than stand above a letter."""
