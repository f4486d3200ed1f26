"""Senders whose letters are laid out as no rule expects: for measuring what corrections teach. Each always writes on
the same paper, in a layout of its own; no set of ordinary letters has any of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from samples import parts
from samples.affairs import affairs_of
from samples.days import ROMAN, some_day, written
from samples.draft import Draft, Sample
from samples.offices import any_of
from samples.people import head_of
from schemas.day import day_number

FIRST, LAST = 2018, 2025
CLOSE = "Demikian kami sampaikan, atas perhatian dan kerja samanya diucapkan terima kasih."


@dataclass(frozen=True)
class Odd:
    """`layout`: the name of its template, which says what is odd. `head`: the lines of its letterhead as printed, which
    need not name the `sender`."""

    layout: str
    sender: str
    head: tuple[str, ...]
    address: str
    town: str
    code: str
    position: str


ODD = (
    Odd("odd-label", "Lembaga Adat Tunas Melayu", ("LEMBAGA ADAT TUNAS MELAYU",),
        "Jalan Pelabuhan 14 Telukdalam, Telepon (0299) 781204", "Telukdalam", "LATM", "Setia Usaha"),
    Odd("odd-corner", "Yayasan Pelita Harapan Desa", ("YAYASAN PELITA HARAPAN DESA", "Pendidikan dan Pemberdayaan"),
        "Jalan Kenanga 3 Sukamaju 53411", "Sukamaju", "YPHD", "Ketua Pengurus"),
    Odd("odd-box", "Koperasi Tani Makmur Sejahtera", ("KOPERASI TANI MAKMUR SEJAHTERA",),
        "Jalan Raya Rawabening Km 4, Telepon (0299) 460077", "Rawabening", "KTMS", "Ketua"),
    Odd("odd-logo", "PT Bintang Samudra Nusantara", ("bintang samudra", "layar terkembang, muatan aman"),
        "Jalan Dermaga 21 Telukdalam, pos-el kantor@bintangsamudra.example", "Telukdalam", "BSN", "Direktur"),
    Odd("odd-bare", "Ikatan Guru Sukamaju", ("IKATAN GURU SUKAMAJU", "CABANG RAWABENING"),
        "Jalan Pemuda 8 Rawabening, Telepon (0299) 463355", "Rawabening", "IGS", "Ketua Cabang"),
    Odd("odd-table", "Balai Benih Ikan Kaliwungu", ("BALAI BENIH IKAN KALIWUNGU",),
        "Jalan Waduk 2 Kaliwungu, Telepon (0299) 452210", "Kaliwungu", "BBIK", "Kepala Balai"),
    Odd("odd-line", "Rumah Sakit Ibu dan Anak Melati", ("RUMAH SAKIT IBU DAN ANAK MELATI",),
        "Jalan Melati 17 Sukamaju, Telepon (0299) 458800", "Sukamaju", "RSIAM", "Direktur Utama"),
)  # fmt: skip
"""Labels that nobody else uses; number and date without labels in a corner; date and number in a box at the foot; a
sender that only a mark names; a subject without a label, underlined; a head like a form, labels above the values;
number and date in one line behind words of their own."""


def odd_letters(odd: Odd, seed: int) -> Iterator[Sample]:
    """Letters of one such sender without end, the same for the same seed; every one is on paper, to be scanned."""
    number = 0
    while True:
        random = Random(f"{seed}/{odd.layout}/{number}")
        when = some_day(random, FIRST, LAST)
        yield _written(odd, Draft(f"{odd.layout}-{seed}-{number:03d}", odd.layout, random, when, (FIRST, LAST), True))
        number += 1


def _written(odd: Odd, draft: Draft) -> Sample:
    random, year = draft.random, draft.when.year
    affair = random.choice(affairs_of(year))
    subject, topic = draft.fill(random.choice(affair.ask)), draft.fill(affair.topic)
    number = f"{random.randint(1, 400):03d}/{odd.code}/{ROMAN[draft.when.month - 1]}/{year}"
    parts.look(draft)
    draft.says("sender", odd.sender)
    draft.says("subject", subject)
    draft.says("reference_number", number)
    dated = written(draft.when)
    draft.says("date", day_number(draft.when), dated)
    to = any_of(random, year, "agency", "district")
    draft.data |= {
        "kop": {"name": odd.sender, "lines": list(odd.head), "address": odd.address},
        "town": odd.town,
        "number": number,
        "date": dated,
        "figures": f"{draft.when:%d-%m-%Y}",
        "subject": subject,
        "to": parts.addressee(draft, [to.head], to.town),
    }
    parts.paragraphs(draft, "Dengan hormat,", *(draft.fill(one, topic=topic) for one in random.sample(affair.facts, 2)))
    parts.paragraphs(draft, draft.fill(random.choice(affair.up), ahead=True, topic=topic), CLOSE)
    person = head_of(odd.sender, year)
    draft.says("signer", person.name)
    draft.data["sign"] = {"lines": [f"{odd.position},"], "name": person.name, "under": [], "style": "underline"}
    return draft.done()
