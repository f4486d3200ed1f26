"""Letters inside an office: notes to its head, and cover letters of what is sent."""

from collections.abc import Sequence
from typing import Any

from samples import numbers, parts
from samples.affairs import affairs_of
from samples.content import content
from samples.days import written
from samples.draft import Draft, Head, Sample
from samples.letters import threads
from samples.offices import any_of
from schemas.day import day_number

SECTIONS = (
    "Kepala Subbagian Umum dan Kepegawaian", "Kepala Subbagian Perencanaan", "Kepala Subbagian Keuangan",
    "Kepala Bidang Sarana dan Prasarana", "Kepala Bidang Pelayanan", "Kepala Seksi Pembangunan",
    "Kepala Bidang Pembinaan", "Kepala Bagian Umum",
)  # fmt: skip


def nota_dinas(draft: Draft, past: Sequence[Head]) -> Sample:
    random, pieces = draft.random, content("pieces")
    home = any_of(random, draft.when.year, "agency")
    affair = random.choice(affairs_of(draft.when.year, home.code))
    topic = draft.fill(affair.topic)
    parts.look(draft)
    parts.letterhead(draft, home)
    section = random.choice(SECTIONS)
    draft.says("sender", section)
    draft.says("recipients", [home.head])
    draft.data["heading"] = parts.shown_title(draft, "Nota Dinas", "NOTA DINAS")
    reference = draft.opened(numbers.of_letter(random, home, draft.when, affair.old, affair.new), 0.06)
    text = written(draft.when)
    draft.says("date", day_number(draft.when), text)
    subject = random.choice((f"Laporan {topic}", f"Mohon petunjuk {topic}", f"Tindak lanjut {topic}"))
    rows: list[list[Any]] = [[random.choice(("Yth.", "Kepada")), home.head], ["Dari", section]]
    rows += [["Tanggal", text], ["Nomor", draft.numbered(reference)], ["Sifat", parts.urgency(draft)]]
    draft.says("subject", subject)
    draft.data["labels"] = [*rows, ["Lampiran", parts.enclosures(draft)], ["Hal", subject]]
    parts.paragraphs(draft, draft.fill(random.choice(pieces["note"]), topic=topic))
    items = random.sample(affair.facts, min(len(affair.facts), random.randint(2, 3)))
    parts.points(draft, [draft.fill(one, topic=topic) for one in items], random.choice(("1.", "a.")))
    if draft.chance(0.4):
        sentence = "Hal ini berkenaan dengan surat {of} Nomor {number} tanggal {date}."
        parts.paragraphs(draft, threads.beside(draft, past, sentence))
    parts.paragraphs(draft, random.choice(pieces["note_after"]), random.choice(pieces["close_note"]))
    draft.data["sign"] = parts.signed_by(draft, section, f"{home.name} {section}")
    return draft.done()


def surat_pengantar(draft: Draft, past: Sequence[Head]) -> Sample:
    random = draft.random
    sender = any_of(random, draft.when.year, "district", "agency", "school")
    to = any_of(random, draft.when.year, "agency")
    affair = random.choice(affairs_of(draft.when.year, to.code))
    parts.look(draft)
    parts.letterhead(draft, sender)
    draft.data["dated"] = parts.dated(draft, sender.town)
    draft.data["to"] = parts.addressee(draft, [to.head], to.town)
    draft.data["heading"] = parts.shown_title(draft, "Pengantar", "SURAT PENGANTAR")
    reference = draft.opened(numbers.of_letter(random, sender, draft.when, affair.old, affair.new), 0.1)
    draft.data["number"] = parts.number_line(draft, reference)
    topic = draft.fill(affair.topic)
    sent = random.sample(content("records")["sent"], random.randint(1, 3))
    rows = [
        [f"{place}.", draft.fill(one["what"], topic=topic), one["how_many"], one["note"]]
        for place, one in enumerate(sent, 1)
    ]
    columns = ["No.", "Jenis yang dikirim", "Banyaknya", "Keterangan"]
    draft.blocks.append({"table": {"columns": columns, "widths": [0, 5, 2, 4], "rows": rows}})
    draft.data["slip"] = [
        "Diterima tanggal ................",
        "Penerima,",
        "",
        "",
        "....................................",
    ]
    draft.data["sign"] = parts.signature(draft, sender)
    parts.copies(draft, 0.2)
    return draft.done()
