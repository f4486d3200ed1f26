"""The parts that letters of all layouts share: letterhead, date, labels, recipient, signature, copies."""

from collections.abc import Sequence
from typing import Any

from samples.content import content
from samples.days import counted, written
from samples.draft import Draft
from samples.numbers import Reference
from samples.offices import SECOND_LEVEL_UNTIL, Office, regency
from samples.people import head_of, in_capitals
from schemas.day import day_number

FONTS = (("Arimo", 11), ("Arimo", 11.5), ("Arimo", 12), ("Libertinus Serif", 12), ("Libertinus Serif", 12.5))
A4, FOLIO = {"width": 21.0, "height": 29.7}, {"width": 21.5, "height": 33.0}
"""In centimetres; Indonesian offices call the folio F4."""
SPACES = (0.66, 0.78, 0.92)
"""Between lines, in heights of a letter."""
URGENCY = {"Biasa": "Biasa", "Segera": "Segera", "Penting": "Segera", "Sangat Segera": "Sangat Segera"}
"""What stands behind "Sifat" and the name it has in the office's vocabulary."""
CLASSES = {"Terbatas": "T", "Rahasia": "R"}
PIECES = ("berkas", "lembar", "eksemplar")
OPEN_DAY = 0.04
"""Share of the letters whose day of the month was never filled in."""
ELECTRONIC_SINCE = 2020
"""Until then nobody signed with a certificate."""


def look(draft: Draft) -> None:
    """Typeface, paper, space between lines."""
    font, size = draft.random.choice(FONTS)
    draft.data |= {"font": font, "size": size, "leading": draft.random.choice(SPACES)}
    draft.data["paper"] = draft.random.choice((A4, A4, FOLIO))


def letterhead(draft: Draft, office: Office, *, typed: bool = False) -> None:
    """The head of an office's paper; it names the sender."""
    random = draft.random
    draft.says("sender", office.name, office.name.upper())
    above = [regency(draft.when.year).upper(), *(one.upper() for one in office.above)]
    phone = f"Telepon (0299) 45{int(office.digits or len(office.name)) % 90 + 10}{random.randint(10, 99)}"
    address = [f"{office.street}{'' if office.town in office.street else ' ' + office.town} {phone}"]
    if draft.when.year >= 2008 and office.kind != "village":
        site = office.code.replace(".", "").lower()
        address.append(f"Laman {site}.sukamaju.example, Pos-el {site}@sukamaju.example")
    elif draft.when.year >= 1990 and office.kind != "village":
        address[0] += f" Kode Pos 5{random.randint(1000, 9999)}"
    large = 17 if len(office.name) < 30 else 13.5 if len(office.name) < 45 else 12
    sizes = [11, 12.5, 8.5] if typed else [13.5, large, 9]
    crest = random.choice(("gray", None) if typed else ("colour", "colour", "gray"))
    if office.kind == "village":
        crest = random.choice(("colour", "gray", None))
    draft.data["kop"] = {
        "above": above,
        "name": office.name.upper(),
        "address": address,
        "sizes": sizes,
        "crest": crest,
        "rule": random.choice(("double", "double", "thick") if crest else ("double", "thin")),
    }


def dated(draft: Draft, place: str) -> str:
    """ "Sukamaju, 12 Mei 2024", now and then with the day left open; then no date is printed."""
    draft.says("place", place)
    text = written(draft.when)
    if draft.chance(OPEN_DAY):
        return f"{place},          {text.split(' ', 1)[1]}"
    draft.says("date", day_number(draft.when), text)
    return f"{place}, {text}"


def labels(
    draft: Draft, reference: Reference, subject: str, *, matter: str = "Hal", annex: bool = False
) -> list[list[Any]]:
    """Number, urgency or class, enclosures (one page with `annex`), subject."""
    rows: list[list[Any]] = [["Nomor", draft.numbered(reference)], ["Sifat", urgency(draft)]]
    rows.append(["Lampiran", enclosures(draft, 1.0 if annex else 0.3)])
    draft.says("subject", subject)
    return [*rows, [matter, subject]]


def urgency(draft: Draft) -> str:
    """How quickly it is to be handled, or who may read it where its number does not say that already."""
    known: list[str] = [*URGENCY, *(() if "security_class" in draft.fields else CLASSES)]
    said: str = draft.random.choices(known, (10, 4, 4, 2, 1, 1)[: len(known)])[0]
    if said in CLASSES:
        draft.says("security_class", CLASSES[said], said)
    else:
        draft.says("urgency", URGENCY[said], said)
    return said


def enclosures(draft: Draft, share: float = 0.4) -> str:
    """How many; a dash says that there are none, which is no number."""
    if share == 1.0:
        count, piece = 1, "lembar"
    elif draft.chance(share):
        count, piece = draft.random.choice((1, 1, 1, 2, 3)), draft.random.choice(PIECES)
    else:
        return "-"
    said = f"{counted(count)} {piece}"
    draft.says("enclosures", count, said)
    return said


def addressee(draft: Draft, names: Sequence[str], town: str, *, lead: str = "Yth.") -> dict[str, Any]:
    """The recipients, and where they are."""
    draft.says("recipients", list(names))
    place = draft.random.choice((["di -", town.upper()], ["di -", "Tempat"], ["di", town]))
    return {"lead": lead, "names": list(names), "at": place}


def signature(draft: Draft, office: Office, *, before: Sequence[str] = (), typed: bool = False) -> dict[str, Any]:
    """Who signs: the head, somebody for them (a.n., u.b.), or one who acts in their place (Plt., Plh.)."""
    random, year = draft.random, draft.when.year
    person, position, lines = head_of(office.name, year), office.head, [f"{office.head},"]
    form = random.choices(("own", "for", "acting", "under"), (7, 2, 1, 1))[0]
    if form == "acting":
        acting = random.choice(("Plt.", "Plh."))
        draft.says("signer_form", acting)
        position = f"{acting} {office.head}"
        lines = [f"{position},"]
    elif form != "own" and office.kind in ("agency", "district", "village"):
        second = "Sekretaris Desa" if office.kind == "village" else "Sekretaris"
        second = "Asisten Administrasi Umum" if office.code == "SETDA" else second
        person, position = head_of(f"{office.name} {second}", year), second
        lines = [f"a.n. {office.head}", f"{second},"]
        draft.says("signer_form", "a.n.")
        if form == "under" and office.kind == "agency":
            position = "Kepala Bagian Umum" if office.code == "SETDA" else "Kepala Subbagian Umum"
            person = head_of(f"{office.name} {position}", year)
            lines += ["u.b.", f"{position},"]
            draft.says("signer_form", "u.b.")
    draft.says("signer", person.name, in_capitals(person.name) if typed or random.random() < 0.3 else person.name)
    draft.says("signer_position", position)
    number_label = "NIP. " if year < 2010 else "NIP "
    under = [] if office.kind in ("village", "regent") else [person.rank, f"{number_label}{person.number}"]
    if random.random() < 0.3:
        under = under[1:]
    sign = {
        "before": list(before),
        "lines": lines,
        "name": draft.printed["signer"],
        "under": under,
        "style": "underline" if typed or random.random() < 0.6 else "bold",
    }
    if year >= ELECTRONIC_SINCE and not draft.paper and office.kind in ("agency", "district") and random.random() < 0.6:
        sign["electronic"] = position.upper()
    return sign


def given_at(draft: Draft, place: str) -> list[list[str]]:
    """The place and date at the foot: "Ditetapkan di Sukamaju, pada tanggal 12 Mei 2024"."""
    text = written(draft.when)
    draft.says("place", place)
    draft.says("date", day_number(draft.when), text)
    return [["Ditetapkan di", place], ["pada tanggal", text]]


def copies(draft: Draft, share: float = 0.5) -> None:
    """Who else gets the letter."""
    if not draft.chance(share):
        return
    known = content("pieces")["copies_old" if draft.when.year < SECOND_LEVEL_UNTIL else "copies"]
    taken = (*draft.fields.get("recipients", ()), draft.fields.get("signer_position"))
    known = [one for one in known if one not in taken]
    names = draft.random.sample(known, draft.random.randint(1, 3))
    draft.says("copies", names)
    title = draft.random.choice(("Tembusan:", "Tembusan :", "Tembusan disampaikan kepada:"))
    draft.data["copies"] = {"title": title, "names": names}


def paragraphs(draft: Draft, *texts: str) -> None:
    draft.blocks += [{"p": text} for text in texts]


def points(draft: Draft, texts: Sequence[str], style: str = "1.") -> None:
    draft.blocks.append({"n": list(texts), "with": style})


def shown_title(draft: Draft, letter_type: str, heading: str) -> str:
    """The title of an order or note, which says its type."""
    draft.says("letter_type", letter_type, heading)
    return heading


def number_line(draft: Draft, reference: Reference, *, label: str = "NOMOR ") -> list[Any]:
    """ "NOMOR 5 TAHUN 2024", below a title."""
    value = draft.numbered(reference)
    return [label, *(value if isinstance(value, list) else [value])]


def signed_by(draft: Draft, position: str, key: str) -> dict[str, Any]:
    """Somebody of the office who is not its head; `key` says which person."""
    person = head_of(key, draft.when.year)
    draft.says("signer", person.name)
    draft.says("signer_position", position)
    return {"lines": [f"{position},"], "name": person.name, "under": [f"NIP {person.number}"], "style": "underline"}


def annex(draft: Draft, of: str, title: str, table: dict[str, Any]) -> None:
    """A page of its own, which says again to which letter it belongs."""
    rows = [["Nomor", draft.shown_number]]
    if "date" in draft.printed:
        rows.append(["Tanggal", draft.printed["date"]])
    draft.data["annex"] = {"head": of, "rows": rows, "title": title, "table": table}
