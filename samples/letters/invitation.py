"""Invitations: day, time and place of the event stand in the body; its day is not the letter's own."""

from collections.abc import Sequence

from samples import numbers, parts
from samples.affairs import affairs_of
from samples.content import content
from samples.days import with_weekday
from samples.draft import Draft, Head, Sample
from samples.offices import any_of
from samples.tables import table
from schemas.day import day_number

CODE = ("005", "000.1")
HOURS = ("08.00", "08.30", "09.00", "10.00", "13.00", "13.30")


def undangan(draft: Draft, past: Sequence[Head]) -> Sample:
    random, pieces = draft.random, content("pieces")
    sender = any_of(random, draft.when.year, "agency", "district")
    affair = random.choice(affairs_of(draft.when.year, sender.code))
    topic = draft.fill(affair.topic)
    parts.look(draft)
    parts.letterhead(draft, sender)
    draft.data |= {"dated": parts.dated(draft, sender.town), "split": draft.when.year < numbers.NEW_CODES}
    reference = draft.opened(numbers.of_letter(random, sender, draft.when, *CODE), 0.08)
    annex = draft.chance(0.25)
    subject = random.choice(("Undangan", "Undangan Rapat", "Undangan Rapat Koordinasi", f"Undangan rapat {topic}"))
    draft.data["labels"] = parts.labels(draft, reference, subject, annex=annex)
    draft.says("letter_type", "Undangan")
    guests = [
        any_of(random, draft.when.year, "district", "village", "agency").head
        for _ in range(random.choice((1, 1, 2, 3, 4, 5)))
    ]
    draft.data["to"] = parts.addressee(draft, list(dict.fromkeys(guests)), "Tempat")
    parts.paragraphs(draft, draft.fill(random.choice(pieces["invite"]), topic=topic))
    rows = [*_event(draft), ["Acara", draft.fill(random.choice(pieces["agenda"]), topic=topic)]]
    draft.blocks.append({"rows": rows})
    if draft.chance(0.3):
        sentence = "Konfirmasi kehadiran disampaikan paling lambat tanggal {deadline}."
        parts.paragraphs(draft, draft.fill(sentence, deadline=draft.deadline(1, 3)))
    parts.paragraphs(draft, random.choice(pieces["invite_after"]), random.choice(pieces["close_order"][::2]))
    draft.data["sign"] = parts.signature(draft, sender)
    parts.copies(draft, 0.35)
    if annex:
        parts.annex(draft, f"Lampiran Surat {sender.head}", "Susunan acara", table(draft, "schedule", 5))
    return draft.done()


def _event(draft: Draft) -> list[list[str]]:
    """The rows of its day, hour and place."""
    label = draft.random.choice(("Hari/tanggal", "Hari, tanggal", "Hari / Tanggal"))
    day, hour, room = draft.filler.other_day(5, 16), draft.random.choice(HOURS), draft.filler.gap("room")
    draft.says("event_date", day_number(day), with_weekday(day))
    draft.says("event_time", hour)
    draft.says("event_place", room)
    return [
        [label, with_weekday(day)],
        ["Waktu", f"pukul {hour} WIB sampai dengan selesai"],
        ["Tempat", room],
    ]
