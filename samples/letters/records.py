"""Official records of two parties, and what a village states about one of its people."""

from collections.abc import Sequence
from datetime import date, timedelta

from samples import numbers, parts
from samples.affairs import affairs_of
from samples.content import content
from samples.days import WEEKDAYS, months_of, spelled, written
from samples.draft import Draft, Head, Sample
from samples.offices import SEAT, Office, any_of, district_of
from samples.people import Person, head_of, plain_name
from samples.tables import table
from schemas.day import day_number


def berita_acara(draft: Draft, past: Sequence[Head]) -> Sample:
    random = draft.random
    first, second = (
        any_of(random, draft.when.year, "agency"),
        any_of(random, draft.when.year, "district", "village", "school", "company"),
    )
    matter = random.choice(content("records")["record"])
    affair = random.choice(affairs_of(draft.when.year, first.code))
    topic = draft.fill(affair.topic)
    parts.look(draft)
    parts.letterhead(draft, first)
    draft.data["heading"] = parts.shown_title(draft, "Berita Acara", matter["title"].upper())
    code = numbers.code_of(draft.when, affair.old, affair.new)
    reference = draft.opened(numbers.of_rule(random, first, draft.when, code, matter["short"]), 0.08)
    draft.data["number"] = parts.number_line(draft, reference)
    givers = [(first, head_of(first.name, draft.when.year)), (second, head_of(second.name, draft.when.year))]
    parts.paragraphs(draft, _today(draft), "kami yang bertanda tangan di bawah ini:")
    for place, (home, one) in enumerate(givers):
        draft.blocks.append({"rows": _party(home, one)})
        which = ("PERTAMA", "KEDUA")[place]
        parts.paragraphs(draft, f"bertindak atas nama {home.name}, selanjutnya disebut PIHAK {which};")
    parts.paragraphs(draft, draft.fill(matter["did"], topic=topic))
    draft.blocks.append({"table": table(draft, matter["table"], random.randint(3, 6))})
    parts.paragraphs(draft, *(draft.fill(one) for one in matter["rest"]))
    parts.paragraphs(draft, "Demikian berita acara ini dibuat dengan sebenarnya dalam rangkap dua.")
    draft.says("signer", givers[0][1].name)
    draft.says("signer_position", first.head)
    draft.data["signs"] = [_sign(which, *giver) for which, giver in zip(("PERTAMA", "KEDUA"), givers, strict=True)]
    return draft.done()


def _today(draft: Draft) -> str:
    """The day in words, as such records begin."""
    when = draft.when
    said = when.strftime("%d-%m-%Y")
    draft.says("date", day_number(when), said)
    draft.says("place", SEAT)
    return (
        f"Pada hari ini {WEEKDAYS[when.weekday()]} tanggal {spelled(when.day)} bulan "
        f"{months_of(when.year)[when.month - 1]} tahun {spelled(when.year)} ({said}), bertempat di {SEAT},"
    )


def _party(home: Office, one: Person) -> list[list[str]]:
    rows = [["Nama", one.name], ["Jabatan", home.head]]
    return rows if home.kind in ("company", "village") else [rows[0], ["NIP", one.number], rows[1]]


def _sign(which: str, home: Office, one: Person) -> dict[str, object]:
    return {"lines": [f"PIHAK {which}", f"{home.head},"], "name": one.name, "style": "underline"}


def keterangan(draft: Draft, past: Sequence[Head]) -> Sample:
    random, known = draft.random, content("statements")
    village = any_of(random, draft.when.year, "village")
    matter = random.choice(known["statement"])
    draft.filler.kept |= {"village": village.town, "district": district_of(village)}
    parts.look(draft)
    parts.letterhead(draft, village)
    draft.data["heading"] = parts.shown_title(draft, "Keterangan", matter["title"].upper())
    reference = numbers.of_village(random, village, draft.when, matter["old"], matter["new"])
    draft.data["number"] = parts.number_line(draft, draft.opened(reference, 0.3), label="Nomor : ")
    born = date(draft.when.year - random.randint(22, 70), random.randint(1, 12), random.randint(1, 28))
    draft.filler.dates.append(born)
    rows = [
        ["Nama", plain_name(random)],
        ["Tempat/tanggal lahir", f"{random.choice(('Sukamaju', village.town, 'Rawabening'))}, {written(born)}"],
        ["Pekerjaan", random.choice(("Petani", "Buruh tani", "Pedagang", "Ibu rumah tangga", "Wiraswasta"))],
        ["Alamat", f"RT {random.randint(1, 9):02d} RW {random.randint(1, 6):02d} Desa {village.town}"],
    ]
    opening = f"Yang bertanda tangan di bawah ini Kepala Desa {village.town}, menerangkan dengan sebenarnya bahwa:"
    parts.paragraphs(draft, opening)
    draft.blocks.append({"rows": rows})
    trade = random.choice(known["trades"]["names"])
    parts.paragraphs(draft, draft.fill(matter["says"], here=village.town, trade=trade), matter["purpose"])
    if draft.chance(0.3):
        until = draft.when + timedelta(days=random.randint(30, 180))
        draft.filler.dates.append(until)
        parts.paragraphs(draft, f"Surat keterangan ini berlaku sampai dengan tanggal {written(until)}.")
    parts.paragraphs(draft, "Demikian surat keterangan ini dibuat untuk dapat dipergunakan sebagaimana mestinya.")
    draft.data["sign"] = parts.signature(draft, village, before=[parts.dated(draft, village.town)])
    return draft.done()
