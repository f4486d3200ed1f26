"""What binds or tells many: circulars, announcements, decisions."""

from collections.abc import Sequence
from typing import Any

from samples import numbers, parts
from samples.content import content
from samples.days import written
from samples.draft import Draft, Head, Sample
from samples.laws import laws
from samples.offices import SEAT, Office, any_of
from samples.tables import table

REGENT = Office("Bupati Sukamaju", "", "regent", "Bupati Sukamaju", "Jalan Alun-alun Barat Nomor 1", SEAT)
ALL = (
    "Para Kepala Perangkat Daerah", "Para Camat se-Kabupaten Sukamaju", "Para Kepala Desa se-Kabupaten Sukamaju",
    "Para Kepala Bagian Sekretariat Daerah", "Para Kepala Sekolah se-Kabupaten Sukamaju",
)  # fmt: skip
POINTS = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA")


def surat_edaran(draft: Draft, past: Sequence[Head]) -> Sample:
    random = draft.random
    sender = any_of(random, draft.when.year, "agency")
    matter = _one(draft, "circular")
    parts.look(draft)
    parts.letterhead(draft, sender)
    draft.data["dated"] = parts.dated(draft, sender.town)
    draft.data["to"] = parts.addressee(draft, random.sample(ALL, random.randint(1, 3)), "Sukamaju")
    draft.data["heading"] = parts.shown_title(draft, "Surat Edaran", "SURAT EDARAN")
    code = numbers.code_of(draft.when, matter["old"], matter["new"])
    draft.data["number"] = parts.number_line(draft, numbers.of_rule(random, sender, draft.when, code, "SE"))
    _about(draft, draft.fill(matter["about"]))
    parts.paragraphs(draft, draft.fill(matter["reason"]), "Sehubungan dengan hal tersebut, diminta agar:")
    parts.points(draft, [draft.fill(one, ahead=True) for one in matter["points"]])
    if draft.chance(0.5):
        sentence = "Laporan pelaksanaan surat edaran ini disampaikan paling lambat tanggal {deadline}."
        parts.paragraphs(draft, draft.fill(sentence, deadline=draft.deadline()))
    parts.paragraphs(draft, random.choice(content("pieces")["close_order"]))
    draft.data["sign"] = parts.signature(draft, sender)
    parts.copies(draft, 0.5)
    return draft.done()


def pengumuman(draft: Draft, past: Sequence[Head]) -> Sample:
    random = draft.random
    sender = any_of(random, draft.when.year, "agency")
    matter = _one(draft, "announcement")
    parts.look(draft)
    parts.letterhead(draft, sender)
    draft.data["heading"] = parts.shown_title(draft, "Pengumuman", "PENGUMUMAN")
    code = numbers.code_of(draft.when, matter["old"], matter["new"])
    draft.data["number"] = parts.number_line(draft, numbers.of_rule(random, sender, draft.when, code, "PENG"))
    _about(draft, draft.fill(matter["about"]))
    parts.paragraphs(draft, draft.fill(matter["lead"]))
    parts.points(draft, [draft.fill(one, ahead=True) for one in matter["points"]])
    parts.paragraphs(draft, "Demikian pengumuman ini disampaikan untuk diketahui oleh yang berkepentingan.")
    draft.data["sign"] = parts.signature(draft, sender, before=[parts.dated(draft, sender.town)])
    return draft.done()


def keputusan(draft: Draft, past: Sequence[Head]) -> Sample:
    random = draft.random
    sender = REGENT if draft.chance(0.65) else any_of(random, draft.when.year, "agency")
    matter = random.choice(content("decisions")["decision"])
    parts.look(draft)
    heading = f"KEPUTUSAN {sender.head.upper()}"
    draft.says("sender", sender.head, sender.head.upper())
    draft.data |= {
        "kop": {"crest": random.choice(("colour", "gray"))},
        "heading": parts.shown_title(draft, "Keputusan", heading),
        "by": f"{sender.head.upper()},",
    }
    reference = numbers.of_rule(random, sender, draft.when, "188.45", "KPTS")
    draft.data["number"] = parts.number_line(draft, reference)
    about = draft.fill(matter["about"])
    _about(draft, about)
    if random.random() < 0.5:
        draft.data["grace"] = "DENGAN RAHMAT TUHAN YANG MAHA ESA"
    known = laws(draft.when.year)
    cited = sorted(random.sample(known, min(len(known), random.randint(3, 7))), key=known.index)
    draft.filler.numbers += [law.number for law in cited]
    ends = [";"] * (len(cited) - 1) + ["."]
    draft.data |= {
        "considering": [*matter["considering"], f"bahwa berdasarkan pertimbangan tersebut perlu menetapkan {about};"],
        "regarding": [f"{law.text}{end}" for law, end in zip(cited, ends, strict=True)],
        "decides": f"Keputusan {sender.head} tentang {about}.",
        "points": _points(draft, matter["points"]),
        "given": parts.given_at(draft, sender.town),
        "sign": parts.signature(draft, sender),
    }
    draft.blocks += [{"n": draft.data["considering"], "with": "a."}, {"n": draft.data["regarding"], "with": "1."}]
    draft.blocks += [{"p": f"{name} : {text}"} for name, text in draft.data["points"]]
    parts.copies(draft, 0.7)
    parts.annex(draft, f"Lampiran Keputusan {sender.head}", matter["table_title"], table(draft, matter["table"]))
    return draft.done()


def _one(draft: Draft, kind: str) -> dict[str, Any]:
    """A matter that there was then, in its season."""
    rows = [row for row in content("circulars")[kind] if row.get("since", 0) <= draft.when.year]
    rows = [row for row in rows if draft.when.month in row.get("months", range(1, 13))]
    found: dict[str, Any] = draft.random.choice(rows)
    return found


def _about(draft: Draft, about: str) -> None:
    """What stands below "tentang", in capitals: the nearest to a subject that such a letter has."""
    draft.data["about"] = about
    draft.says("subject", about, about.upper())


def _points(draft: Draft, texts: Sequence[str]) -> list[list[str]]:
    """What is decided; the last point says from when on."""
    last = f"Keputusan ini mulai berlaku pada tanggal ditetapkan{_until(draft)}."
    said = [*(draft.fill(one) for one in texts), last]
    return [[name, text] for name, text in zip(POINTS, said, strict=False)]


def _until(draft: Draft) -> str:
    """An end of validity now and then: a date that is not the letter's own."""
    if draft.chance(0.4):
        return f" dan berakhir pada tanggal {written(draft.filler.other_day(120, 300))}"
    return ", dengan ketentuan apabila terdapat kekeliruan akan diperbaiki sebagaimana mestinya"
