"""Assignments and orders: who is sent where, on what ground. They have no subject."""

from collections.abc import Sequence

from samples import numbers, parts
from samples.affairs import affairs_of
from samples.content import content
from samples.days import written
from samples.draft import Draft, Head, Sample
from samples.laws import laws
from samples.letters import threads
from samples.offices import any_of
from samples.people import Person, person


def surat_tugas(draft: Draft, past: Sequence[Head]) -> Sample:
    random, pieces = draft.random, content("pieces")
    sender = any_of(random, draft.when.year, "agency", "district")
    affair = random.choice(affairs_of(draft.when.year, sender.code))
    topic = draft.fill(affair.topic)
    parts.look(draft)
    parts.letterhead(draft, sender)
    kind = random.choice(("Surat Tugas", "Surat Tugas", "Surat Perintah"))
    heading = kind.upper() if draft.chance(0.7) or kind == "Surat Tugas" else "SURAT PERINTAH TUGAS"
    draft.data["heading"] = parts.shown_title(draft, kind, heading)
    draft.data["verb"] = "MENUGASKAN :" if kind == "Surat Tugas" else "MEMERINTAHKAN :"
    code = numbers.code_of(draft.when, "090", "800.1.11.1")
    reference = draft.opened(numbers.of_rule(random, sender, draft.when, code, "ST"), 0.12)
    draft.data["number"] = parts.number_line(draft, reference)
    people = [person(random, draft.when.year) for _ in range(random.choice((1, 2, 2, 3, 4)))]
    draft.says("recipients", [one.name for one in people])
    task = draft.fill(random.choice(pieces["tasks"]), topic=topic)
    duties = [draft.fill(f"{task}, pada {{day}}.", ahead=True)]
    duties += [draft.fill(one) for one in random.sample(pieces["task_duties"], random.randint(1, 3))]
    draft.data |= {
        "grounds": _grounds(draft, past),
        "people": [_rows(one) for one in people],
        "duties": duties,
    }
    foot = parts.given_at(draft, sender.town)
    draft.data["sign"] = parts.signature(draft, sender, before=[f"{name} {value}" for name, value in foot])
    parts.copies(draft, 0.25)
    draft.blocks += [{"n": draft.data["grounds"], "with": "1."}, *({"rows": rows} for rows in draft.data["people"])]
    draft.blocks.append({"n": draft.data["duties"], "with": "1."})
    return draft.done()


def _grounds(draft: Draft, past: Sequence[Head]) -> list[str]:
    """Laws, the budget, a letter that asked for it."""
    found = [law.text for law in draft.random.sample(laws(draft.when.year), 1)]
    draft.filler.numbers += [law.number for law in laws(draft.when.year) if law.text in found]
    if draft.chance(0.6):
        reference, day, of = threads.cited(draft, past)
        found.append(f"Surat {of} Nomor {reference} tanggal {written(day)}")
    found.append(f"Dokumen Pelaksanaan Anggaran Tahun {draft.when.year}")
    return [f"{one}{';' if place < len(found) else '.'}" for place, one in enumerate(found, 1)]


def _rows(one: Person) -> list[list[str]]:
    return [["Nama", one.name], ["Pangkat/golongan", one.rank], ["NIP", one.number], ["Jabatan", one.post]]
