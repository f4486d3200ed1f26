"""The drafts of the demo: what its people are writing, each on another step of its way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from office import demo
from schemas.day import day_number

SOON = timedelta(days=7)
"""From the first start of the demo to the meeting that is invited to."""


@dataclass(frozen=True)
class Outgoing:
    """`state`: how far it is to come (schemas/draft.py); `by`: the login of who writes it; `code`: of its
    classification; `initials` and `signer`: positions."""

    state: str
    by: str
    template: str
    code: str
    content: Mapping[str, Any]
    initials: tuple[str, ...] = ()
    signer: str | None = None

    @property
    def subject(self) -> str:
        return str(self.content["subject"])


def drafts(today: date) -> tuple[Outgoing, ...]:
    """The one that goes furthest first; that which is only being written last."""
    found = (_closing(), _invitation(today + SOON), _note(), _request())
    assert len(found) == demo.DRAFTS
    return found


def _closing() -> Outgoing:
    content = {
        "place": "Sukamaju",
        "urgency": "Segera",
        "subject": "Penutupan sementara Jembatan Cempaka",
        "recipients": ["Camat Rawabening", "Kepala Desa Cempaka", "Kepala Dinas Pertanian"],
        "at": "Tempat",
        "body": "Sehubungan dengan perbaikan lantai Jembatan Cempaka, dengan ini kami beritahukan bahwa jembatan "
        "ditutup bagi semua kendaraan selama dua minggu.\n\n"
        "1. Kendaraan dialihkan melalui jalan Rawabening.\n"
        "2. Pejalan kaki dapat melintas pada pukul 05.00 sampai 18.00.\n\n"
        "Demikian, atas perhatian Saudara kami ucapkan terima kasih.",
        "copies": ["Sekretaris Daerah"],
    }
    return Outgoing("sent", "staf", "surat-dinas", "600", content, signer="kepala-dpu")


def _invitation(held: date) -> Outgoing:
    content = {
        "place": "Sukamaju",
        "urgency": "Biasa",
        "subject": "Undangan rapat persiapan musim hujan",
        "recipients": ["Kepala Dinas Pertanian", "Camat Rawabening", "Kepala Desa Cempaka"],
        "at": "Tempat",
        "opening": "Dalam rangka menghadapi musim hujan, kami mengundang Saudara pada rapat yang diselenggarakan pada:",
        "held_on": day_number(held),
        "time": "pukul 09.00 WIB sampai selesai",
        "venue": "Aula Sekretariat Daerah",
        "agenda": "Pembersihan saluran dan kesiapan jembatan di daerah rawan banjir",
        "closing": "Demikian atas perhatian dan kehadirannya disampaikan terima kasih.",
    }
    return Outgoing("frozen", "staf", "undangan", "600", content, ("staf",), "kepala-dpu")


def _note() -> Outgoing:
    content = {
        "recipients": ["Sekretaris Daerah"],
        "sender": "Kepala Dinas Pertanian",
        "urgency": "Biasa",
        "subject": "Usulan bantuan bibit kelapa",
        "body": "Bersama ini kami sampaikan usulan bantuan bibit kelapa bagi kelompok tani, dengan rincian sebagai "
        "berikut:\n\n1. Desa Cempaka, 2.000 batang.\n2. Kecamatan Rawabening, 3.500 batang.\n\n"
        "Mohon petunjuk lebih lanjut.",
    }
    return Outgoing("initialling", "penyuluh", "nota-dinas", "500", content, ("kepala-perkebunan",), "kepala-distan")


def _request() -> Outgoing:
    content = {
        "place": "Sukamaju",
        "urgency": "Biasa",
        "subject": "Penyerahan arsip inaktif",
        "recipients": ["Kepala Dinas Pekerjaan Umum", "Kepala Dinas Pertanian"],
        "at": "Tempat",
        "body": "Dalam rangka penataan arsip, kami mohon agar arsip inaktif pada unit kerja Saudara diserahkan paling "
        "lambat pada",
    }
    return Outgoing("drafting", "arsiparis", "surat-dinas", "000.5", content, signer="kepala-office")
