"""Letters of companies, cooperatives and committees: no crest, a mark of their own, a director who signs."""

from collections.abc import Sequence
from dataclasses import replace

from samples import numbers, parts
from samples.affairs import Affair, affairs_of
from samples.content import content
from samples.draft import Draft, Head, Sample
from samples.offices import any_of, office
from samples.people import head_of

CLOSE = (
    "Demikian surat ini kami sampaikan, atas perhatian dan kerja sama Bapak kami ucapkan terima kasih.",
    "Atas perhatian dan kesempatan yang diberikan, kami ucapkan terima kasih.",
    "Demikian permohonan kami, besar harapan kami untuk dapat dipertimbangkan.",
)


def perusahaan(draft: Draft, past: Sequence[Head]) -> Sample:
    random = draft.random
    sender = any_of(random, draft.when.year, "company")
    matter = random.choice([row for row in content("companies")["business"] if row["trade"] == sender.trade])
    to = office(matter["office"])
    affair = random.choice(affairs_of(draft.when.year, to.code))
    draft.says("sender", sender.name)
    phone = f"Telp. (0299) 46{random.randint(1000, 9999)}"
    draft.data |= {
        "paper": parts.A4,
        "font": random.choice(("Arimo", "Arimo", "Libertinus Serif")),
        "size": random.choice((10.5, 11)),
        "kop": {"name": sender.name, "address": [sender.street, phone, f"{sender.code.lower()}@sukamaju.example"]},
        "mark": {"kind": sender.mark, "colour": sender.colour},
        "date_first": draft.chance(0.5),
        "dated": parts.dated(draft, sender.town),
    }
    reference = numbers.of_company(random, sender, draft.when)
    subject = draft.fill(matter["subject"], topic=draft.fill(affair.topic))
    draft.says("subject", subject)
    if subject.startswith(invitation := "Undangan"):
        draft.says("letter_type", invitation)
    pieces = [["No.", "Lamp.", "Hal"], ["Nomor", "Lampiran", "Perihal"]][draft.chance(0.6)]
    said = parts.enclosures(draft, 0.8) if "enclosure" in matter else "-"
    draft.data["labels"] = [[pieces[0], draft.numbered(reference)], [pieces[1], said], [pieces[2], subject]]
    draft.data["to"] = parts.addressee(draft, [to.head], to.town, lead="Bapak") | {
        "above": "Kepada Yth.",
        "at": ["Kabupaten Sukamaju", "di Tempat"],
    }
    _body(draft, affair, matter["body"])
    one = head_of(sender.name, draft.when.year)
    draft.says("signer", one.name)
    position = sender.head.removesuffix(f" {sender.name}")
    draft.says("signer_position", position)
    lines = ["Hormat kami,", sender.name]
    draft.data["sign"] = {"lines": lines, "name": one.name, "under": [position], "style": "underline"}
    if "date" in draft.fields:
        answers = replace(affair, answers=tuple(matter["answers"]))
        kept = dict(draft.filler.kept)
        draft.head = Head(
            draft.name, draft.layout, draft.when, reference.value, subject, sender, to, answers, "ask", kept
        )
    return draft.done()


def _body(draft: Draft, affair: Affair, texts: Sequence[str]) -> None:
    topic = draft.fill(affair.topic)
    parts.paragraphs(draft, "Dengan hormat,")
    parts.paragraphs(draft, *(draft.fill(one, ahead=draft.chance(0.3), topic=topic) for one in texts))
    if draft.chance(0.25):
        sentence = "Kami mohon jawaban paling lambat tanggal {deadline}."
        parts.paragraphs(draft, draft.fill(sentence, deadline=draft.deadline()))
    parts.paragraphs(draft, draft.random.choice(CLOSE))
