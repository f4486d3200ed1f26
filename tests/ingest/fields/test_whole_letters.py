"""What is found in whole letters of many offices, and that no other field is."""

import pytest

from tests.ingest.fields.pages import said
from tests.ingest.fields.whole_letters import (
    CIRCULAR,
    COMMITTEE,
    COURT,
    MINISTRY,
    POLICE,
    TAHUN,
    TAHUN_ANNEX,
    TAHUN_FOOT,
    VILLAGE,
)


def part(found: dict[str, object], expected: dict[str, object]) -> dict[str, object]:
    """What was found of the fields that are looked at; other fields must not be there."""
    return {name: value for name, value in found.items() if name != "language" or name in expected}


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (
            (POLICE,),
            {
                "reference_number": "B/ /I/KEP./2020/Reskrim",
                "place": "Sukamaju",
                "subject": "pemberitahuan dimulainya penyidikan",
                "sender": "RESOR SUKAMAJU",
                "recipients": ["KEPALA KEJAKSAAN NEGERI SUKAMAJU"],
                "copies": ["Kapolres Sukamaju", "Ketua Pengadilan Negeri Sukamaju"],
                "signer": "BANYU WIRAGATI, S.H.",
                "signer_position": "KASAT RESKRIM",
                "signer_form": "a.n.",
                "security_class": "B",
                "enclosures": 1,
            },
        ),
        (
            (MINISTRY,),
            {
                "reference_number": "B 771/ILMATE/VII/2024",
                "date": 20240705,
                "subject": "Undangan Sosialisasi Standar",
                "sender": "DIREKTORAT JENDERAL INDUSTRI LOGAM",
                "recipients": ["Direktur Utama PT Arum Jaya", "Ketua Asosiasi Logam Tanjung"],
                "signer": "Larasati Puspanegara",
                "signer_position": "Direktur Jenderal",
                "letter_type": "Undangan",
                "urgency": "Segera",
                "enclosures": 2,
                "deadline": 20240712,
                "event_date": 20240716,
                "event_time": "08.30-12.00",
                "event_place": "Ruang Garuda",
            },
        ),
        (
            (COURT,),
            {
                "reference_number": "1931/KPA.W15-A12/HM2.1.4/IX/2024",
                "date": 20240910,
                "place": "Sukamaju",
                "sender": "PENGADILAN AGAMA SUKAMAJU",
                "recipients": ["Banyu Wiragati, S.H.", "Larasati Puspanegara"],
                "signer": "Sekarlangit Banyubiru",
                "signer_position": "Plh. Ketua",
                "signer_form": "Plh.",
                "letter_type": "Surat Tugas",
                "references": ["12/KPT/2024"],
            },
        ),
        (
            (VILLAGE,),
            {
                "reference_number": "005/0378",
                "date": 20190503,
                "place": "Cempaka",
                "subject": "Permohonan bantuan perbaikan jembatan",
                "sender": "DESA CEMPAKA",
                "recipients": ["Bupati Sukamaju"],
                "copies": ["Camat Rawabening", "Arsip"],
                "signer": "BANYU WIRAGATI",
                "signer_position": "Kepala Desa Cempaka",
                "enclosures": 1,
                "classification_code": "005",
                "references": ["005/0311"],
            },
        ),
        (
            (CIRCULAR,),
            {
                "reference_number": "443.1/512 TAHUN 2021",
                "date": 20210315,
                "place": "Sukamaju",
                "subject": "PENYESUAIAN JAM KERJA",
                "sender": "SEKRETARIAT DAERAH KABUPATEN SUKAMAJU",
                "recipients": ["Para Kepala Dinas", "Para Camat"],
                "signer": "Drs. BANYU WIRAGATI, M.Si.",
                "signer_position": "ASISTEN ADMINISTRASI UMUM",
                "signer_form": "u.b.",
                "letter_type": "Surat Edaran",
                "classification_code": "443.1",
                "deadline": 20210329,
            },
        ),
        (
            (COMMITTEE,),
            {
                "date": 19990503,
                "place": "Sukamaju",
                "subject": "Permohonan bantuan semen dan pasir",
                "sender": "PANITIA PEMBANGUNAN JEMBATAN",
                "recipients": ["Direktur PT Arum Jaya"],
                "signer": "Banyu Wiragati",
                "signer_position": "Ketua",
            },
        ),
        (
            (TAHUN, TAHUN_FOOT, TAHUN_ANNEX),
            {
                "reference_number": "12 TAHUN 1998",
                "date": 19980309,
                "place": "Sukamaju",
                "subject": "PANITIA PENANGGULANGAN BANJIR",
                "sender": "BUPATI SUKAMAJU",
                "signer": "H. BANYU WIRAGATI",
                "signer_position": "BUPATI SUKAMAJU",
                "letter_type": "Keputusan",
                "references": ["360/12/1998"],
            },
        ),
    ],
    ids=("police", "ministry", "court", "village", "circular", "committee", "decision"),
)
def test_letters(pages: tuple[str, ...], expected: dict[str, object]) -> None:
    assert part(said(*pages), expected) == expected
