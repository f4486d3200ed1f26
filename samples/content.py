"""What the letters of the invented regency of Sukamaju say. Places, offices and people exist nowhere."""

from dataclasses import dataclass
from random import Random
from typing import Any

REGENCY = "Pemerintah Kabupaten Sukamaju"
OFFICES = (
    ("Dinas Pekerjaan Umum", "DPU"), ("Dinas Pendidikan", "DISDIK"), ("Dinas Kesehatan", "DINKES"),
    ("Sekretariat Daerah", "SETDA"), ("Badan Keuangan Daerah", "BKD"), ("Kecamatan Rawabening", "KEC.RWB"),
    ("Kecamatan Batu Layang", "KEC.BTL"), ("Dinas Sosial", "DINSOS"),
)  # fmt: skip
TOWNS = ("Sukamaju", "Rawabening", "Batu Layang", "Cempaka", "Tanjung Arum", "Kali Jernih")
RECIPIENTS = ("Camat Rawabening", "Kepala Desa Cempaka", "Kepala Dinas Sosial", "Bupati Sukamaju", "Lurah Kali Jernih")
SIGNERS = ("Wirakusuma Adnyana", "Larasati Puspanegara", "Bramantya Soelaiman", "Gayatri Wiradisastra")
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
OLD_MONTHS = [
    "Djanuari",
    "Pebruari",
    "Maret",
    "April",
    "Mei",
    "Djuni",
    "Djuli",
    "Agoestoes",
    "September",
    "Oktober",
    "Nopember",
    "Desember",
]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
SUBJECTS = (
    "Perbaikan jembatan gantung", "Undangan rapat koordinasi banjir", "Permohonan bantuan bibit padi",
    "Laporan kerusakan jalan desa", "Pemeriksaan posyandu", "Pembangunan ruang kelas baru", "Penyaluran bantuan sosial",
    "Pengukuran batas tanah kas desa", "Jadwal vaksinasi ternak", "Pembersihan saluran irigasi",
)  # fmt: skip
PIECES = (
    "Dengan hormat, bersama ini kami sampaikan bahwa {subject} telah dibicarakan dalam rapat dinas pekan yang lalu.",
    "Sehubungan dengan hal tersebut, kami mohon Saudara menugaskan seorang pegawai untuk meninjau keadaan di lapangan.",
    "Kerusakan itu terjadi sesudah hujan lebat yang turun tiga hari berturut-turut di wilayah {town}.",
    "Biaya untuk pekerjaan ini akan dibebankan pada anggaran tahun berjalan sesuai dengan peraturan yang berlaku.",
    "Kami harap jawaban Saudara dapat kami terima paling lambat dua minggu sesudah surat ini diterima.",
    "Warga desa telah bergotong royong menyiapkan bahan bangunan berupa batu kali, pasir dan bambu.",
    "Demikian untuk menjadi maklum, atas perhatian dan kerja sama Saudara kami ucapkan terima kasih.",
)
DUTCH = (
    "Hiermede heb ik de eer Uwe aandacht te vestigen op den toestand van de brug over de rivier bij de kampong {town}.",
    "De herstelling van dezen weg is dringend noodig, daar het verkeer in den regentijd geheel is gestremd.",
    "Ik moge U beleefd verzoeken de noodige gelden voor dit werk beschikbaar te stellen.",
)
_OLD = (("j", "dj"), ("c", "tj"), ("u", "oe"))
LAYOUTS = ("plain", "modern", "memo", "order", "typewriter", "dutch")


@dataclass(frozen=True)
class Sample:
    """The data of a letter for its template, and its ground truth."""

    data: dict[str, Any]
    fields: dict[str, Any]


def old_spelling(text: str) -> str:
    """Today's text in the spelling before 1947; y, which became j, is set aside so that it is not changed twice."""
    text = text.replace("y", "\0")
    for new, old in _OLD:
        text = text.replace(new, old).replace(new.title(), old.title())
    return text.replace("\0", "j")


def sample(random: Random) -> Sample:
    """A letter: layout, office, number, date, subject and body follow from the generator's state."""
    layout = random.choice(LAYOUTS)
    office, code = random.choice(OFFICES)
    town, to, signer = random.choice(TOWNS), random.choice(RECIPIENTS), random.choice(SIGNERS)
    subject = random.choice(SUBJECTS)
    old = layout in ("typewriter", "dutch")
    year = random.randint(1936, 1946) if old else random.randint(1985, 2025)
    month, day = random.randint(1, 12), random.randint(1, 28)
    serial = random.randint(1, 999)
    number = random.choice(
        (
            f"005/{serial:03d}/{code}/{ROMAN[month - 1]}/{year}",
            f"{serial}/{code}/{year}",
            f"B/000.5/{serial}/{code}/{year}",
        )
    )
    pieces = [piece.format(subject=subject.lower(), town=town) for piece in PIECES[:-1]]
    body = [pieces[0], *random.sample(pieces[1:], random.randint(2, 4)), PIECES[-1]]
    if layout == "dutch":
        body = [piece.format(town=town) for piece in DUTCH]
    if layout == "typewriter":
        subject, body = old_spelling(subject), [old_spelling(piece) for piece in body]
    written = f"{day} {(OLD_MONTHS if old else MONTHS)[month - 1]} {year}"
    fields: dict[str, Any] = {
        "reference_number": number,
        "date": year * 10_000 + month * 100 + day,
        "place": "Sukamaju",
        "sender": office,
        "language": "nld" if layout == "dutch" else "ind",
    }
    data: dict[str, Any] = {
        "layout": "typewriter" if layout == "dutch" else layout,
        "regency": REGENCY,
        "office": office,
        "address": f"Jalan Merdeka Nomor {random.randint(1, 99)} {town}, Telepon (0299) 45{random.randint(1000, 9999)}",
        "place": "Sukamaju",
        "date": written,
        "body": body,
        "position": f"Kepala {office}",
        "signer": signer,
        "labels": [],
    }
    return _laid_out(layout, data, fields, {"number": number, "subject": subject, "to": to, "town": town})


def _laid_out(layout: str, data: dict[str, Any], fields: dict[str, Any], said: dict[str, str]) -> Sample:
    """What each layout has of number, subject and recipient: an order has no subject, and none is invented."""
    number, subject, to, town = said["number"], said["subject"], said["to"], said["town"]
    if layout == "order":
        return Sample(data | {"title": "Surat Tugas", "number": number}, fields | {"letter_type": "Surat Tugas"})
    fields = fields | {"subject": subject, "recipients": [to]}
    if layout == "memo":
        labels = [["Kepada", f"Yth. {to}"], ["Dari", data["office"]], ["Nomor", number], ["Hal", subject]]
        return Sample(data | {"title": "Nota Dinas", "labels": labels}, fields | {"letter_type": "Nota Dinas"})
    name = "Betreft" if layout == "dutch" else "Perihal" if layout == "plain" else "Hal"
    labels = [["Nomor", number], ["Sifat", "Biasa"], ["Lampiran", "-"], [name, subject]]
    if layout == "dutch":
        labels = [["Nummer", number], [name, subject]]
    return Sample(data | {"labels": labels, "to": to, "town": town, "copies": ["Bupati Sukamaju", "Arsip"]}, fields)
