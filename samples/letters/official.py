"""Official letters between agencies, sub-districts and villages: requests, orders, and what answers them."""

from collections.abc import Sequence
from dataclasses import dataclass

from samples import numbers, parts
from samples.affairs import Affair, affairs_of
from samples.content import content
from samples.days import written
from samples.draft import Draft, Head, Sample
from samples.letters import threads
from samples.offices import Office, any_of, district_of, of_kind, office
from samples.tables import table

PUBLIC = ("agency", "district", "school")
WRITERS = {"surat-dinas": PUBLIC, "surat-dinas-2009": PUBLIC, "surat-dinas-1985": PUBLIC, "desa": ("village",)}
ANSWERED = {
    "surat-dinas": ("surat-dinas", "desa", "perusahaan"),
    "surat-dinas-2009": ("surat-dinas-2009", "desa", "perusahaan"),
    "surat-dinas-1985": ("surat-dinas-1985",),
    "desa": ("surat-dinas", "surat-dinas-2009"),
}
"""By layout: who writes in it, and letters of which layouts it may answer."""
ABOUT = {"answer": "Jawaban atas", "report": "Laporan pelaksanaan"}
DEADLINES = {"ask": 0.15, "order": 0.6, "answer": 0.2, "report": 0.0}
"""Share of the letters that set a day."""
OPEN_SERIAL = {"surat-dinas": 0.05, "surat-dinas-2009": 0.1, "surat-dinas-1985": 0.25, "desa": 0.3}
"""Share of the letters whose serial is left open, to be written in by hand."""
ANNEX, CITES, CONTACT = 0.3, 0.25, 0.25


@dataclass(frozen=True)
class Matter:
    """Who writes to whom about what. `kind`: "ask" or "order", and what follows them: "answer" or "report"."""

    sender: Office
    to: Sequence[Office]
    affair: Affair
    subject: str
    kind: str


def official(draft: Draft, past: Sequence[Head]) -> Sample:
    matter = _answering(draft, past) or _opening(draft)
    sender, typed = matter.sender, draft.layout == "surat-dinas-1985"
    numbered = numbers.of_village if sender.kind == "village" else numbers.of_letter
    reference = numbered(draft.random, sender, draft.when, matter.affair.old, matter.affair.new)
    reference = draft.opened(reference, OPEN_SERIAL[draft.layout])
    annex = matter.kind != "answer" and draft.chance(ANNEX)
    label = "Hal" if draft.layout == "surat-dinas" else "Perihal"
    parts.look(draft)
    parts.letterhead(draft, sender, typed=typed)
    draft.data |= {
        "dated": parts.dated(draft, sender.town),
        "labels": parts.labels(draft, reference, matter.subject, matter=label, annex=annex),
        "to": _addressee(draft, matter.to),
    }
    topic = draft.filler.kept.get("topic") or draft.fill(matter.affair.topic)
    _body(draft, past, matter, topic)
    draft.data["sign"] = parts.signature(draft, sender, typed=typed)
    parts.copies(draft)
    if annex:
        shown = table(draft, matter.affair.table)
        parts.annex(draft, f"Lampiran Surat {sender.head}", matter.affair.table_title, shown)
    if not reference.open and "date" in draft.fields and not draft.answers:
        draft.head = Head(
            draft.name,
            draft.layout,
            draft.when,
            reference.value,
            matter.subject,
            sender,
            matter.to[0],
            matter.affair,
            matter.kind,
            draft.filler.kept | {"topic": topic},
        )
    return draft.done()


def _answering(draft: Draft, past: Sequence[Head]) -> Matter | None:
    """What answers a letter before it, in a share of the letters."""
    head = threads.answered(draft, past, WRITERS[draft.layout], ANSWERED[draft.layout])
    if head is None:
        return None
    kind = "answer" if head.kind == "ask" else "report"
    subject = f"{ABOUT[kind]} {head.subject[0].lower()}{head.subject[1:]}"
    return Matter(head.recipient, [head.sender], head.affair, subject, kind)


def _opening(draft: Draft) -> Matter:
    """What begins a thread: an agency gives orders, a village or school asks, a sub-district does both."""
    random, year = draft.random, draft.when.year
    sender = any_of(random, year, *WRITERS[draft.layout])
    if sender.kind == "agency" or (sender.kind == "district" and draft.chance(0.5)):
        affair = random.choice(affairs_of(year, None if sender.code == "SETDA" else sender.code))
        to = _below(draft, sender)
        _at_home(draft, to[0])
        return Matter(sender, to, affair, draft.fill(random.choice(affair.order)), "order")
    affair = random.choice(affairs_of(year, "DPU" if draft.chance(0.3) else None))
    above = office(affair.office)
    if sender.kind == "village" and draft.chance(0.3):
        above = next(one for one in of_kind("district") if one.town == district_of(sender))
    elif draft.chance(0.2):
        above = office("SETDA")
    _at_home(draft, sender)
    return Matter(sender, [above], affair, draft.fill(random.choice(affair.ask)), "ask")


def _below(draft: Draft, sender: Office) -> list[Office]:
    """Those whom an office gives orders to: a sub-district to its own villages."""
    if sender.kind == "district":
        known = [one for one in of_kind("village") if district_of(one) == sender.town]
        return draft.random.sample(known, draft.random.randint(1, len(known)))
    kind = draft.random.choice(("district", "district", "village"))
    found = [any_of(draft.random, draft.when.year, kind) for _ in range(draft.random.choice((1, 1, 1, 2, 3)))]
    return list(dict.fromkeys(found))


def _at_home(draft: Draft, where: Office) -> None:
    """The letter speaks of the places of the office that it concerns."""
    kept = draft.filler.kept
    kept["place_office"] = where.name
    if where.kind == "village":
        kept |= {"village": where.town, "district": district_of(where)}
    elif where.kind == "district":
        villages = [one.town for one in of_kind("village") if district_of(one) == where.town]
        kept |= {"district": where.town, "village": draft.random.choice(villages)}


def _addressee(draft: Draft, to: Sequence[Office]) -> dict[str, object]:
    lead = draft.random.choice(("Yth.", "Yth. Sdr.")) if len(to) == 1 else "Yth."
    return parts.addressee(draft, [one.head for one in to], to[0].town, lead=lead)


def _body(draft: Draft, past: Sequence[Head], matter: Matter, topic: str) -> None:
    """Opening, facts and wishes as points or paragraphs, another letter, a deadline, whom to ask, the close."""
    random, pieces, kind = draft.random, content("pieces"), matter.kind
    opening = _first_sentence(draft, past, kind, topic)
    facts, wishes = _said(draft, matter, topic)
    parts.paragraphs(draft, opening)
    if opening.endswith(":"):
        parts.points(draft, facts + wishes, random.choice(("1.", "1.", "a.")))
    else:
        parts.paragraphs(draft, *([" ".join(facts)] if facts else []), *wishes)
    if not draft.answers and draft.chance(CITES):
        parts.paragraphs(draft, threads.beside(draft, past, random.choice(pieces["beside"])))
    if draft.chance(DEADLINES[kind]):
        parts.paragraphs(draft, draft.fill(random.choice(pieces["deadline"]), deadline=draft.deadline()))
    if draft.chance(CONTACT) and draft.when.year > 1990:
        parts.paragraphs(draft, draft.fill(random.choice(pieces["contact"])))
    close = "close_ask" if kind in ("ask", "report") else "close_order"
    parts.paragraphs(draft, random.choice(pieces["close_old" if draft.layout == "surat-dinas-1985" else close]))


def _first_sentence(draft: Draft, past: Sequence[Head], kind: str, topic: str) -> str:
    random, pieces = draft.random, content("pieces")
    if not draft.answers:
        openings = pieces["lawful"] if kind == "order" and draft.chance(0.4) else pieces[kind]
        return draft.fill(random.choice(openings), topic=topic)
    head = next(one for one in past if one.name == draft.answers)
    sentence = random.choice(pieces["cited"])
    return draft.fill(
        sentence, of=head.sender.head, number=head.reference, date=written(head.when), subject=head.subject
    )


def _said(draft: Draft, matter: Matter, topic: str) -> tuple[list[str], list[str]]:
    """Some facts (an answer has none) and some of what is asked, ordered or answered."""
    random, pieces, affair = draft.random, content("pieces"), matter.affair
    all_of = {"ask": affair.up, "order": affair.down, "answer": affair.answers, "report": pieces["report"]}[matter.kind]
    facts = random.sample(affair.facts, random.randint(2, len(affair.facts))) if matter.kind != "answer" else []
    wishes = random.sample(all_of, random.randint(1, len(all_of)))
    wishes += random.sample(pieces[f"more_{matter.kind}"], random.randint(0, 2))
    return (
        [draft.fill(one, topic=topic) for one in facts],
        [draft.fill(one, ahead=True, topic=topic) for one in wishes],
    )
