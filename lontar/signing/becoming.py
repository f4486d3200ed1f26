"""A signed draft becomes a letter, under the id and the number that were reserved for it."""

from lontar.drafting.answering import ties_of
from lontar.drafting.typesetting import block_of, template_of
from lontar.intake.keeping import arrived_with
from lontar.wiring import House
from office.days import local_day
from office.vocabularies import Shelf
from paper.kinds import PDF
from routing.routed import grants_now
from schemas.draft import Draft
from schemas.errors import LontarError
from schemas.issued import Issued
from schemas.letter import FieldValue, Letter, LetterFile
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes, Happened
from work import lease


def letter_of(house: House, draft: Draft, attempt: SigningAttempt, size: int, operator: str | None = None) -> Changes:
    """The letter with its signed file of `size` bytes and what goes with it, added by who signed, to be read and
    indexed as any other; what is known of it is by hand, and what it was issued as carries the hash of the file."""
    name = f"{str(draft.reference_number).replace('/', '-')}.pdf"
    files = [LetterFile(no=1, name=name, sha256=attempt.signed_sha256, size=size, kind=PDF), *_enclosed(draft)]
    letter = Letter(
        id=draft.letter,
        files=files,
        unit=draft.unit,
        direction="outgoing",
        security_class=draft.security_class,
        added_by=attempt.person,
        fields=_fields(house, draft),
        ties=ties_of(house, dict(draft.to_mongo())),
    )
    letter.grants = grants_now(house.store, letter)
    issued = house.store.load(Issued, draft.issued)
    issued.sha256, issued.issued_at, issued.changed_at = attempt.signed_sha256, now(), now()
    after = arrived_with(files)
    event = Happened("letter.arrived", f"letters/{letter.id}", attempt.person, operator=operator, after=after)
    return Changes.of(letter, issued, lease.waiting(letter.id), events=[event])


def _enclosed(draft: Draft) -> list[LetterFile]:
    """What goes with it, byte for byte."""
    return [
        LetterFile(no=no, name=one.name, sha256=one.sha256, size=one.size, kind=one.kind, part="enclosure")
        for no, one in enumerate(draft.enclosures, 2)
    ]


def _fields(house: House, draft: Draft) -> dict[str, FieldValue]:
    """What the draft says, so that none of it is read off the page: there the position of who signs stands lowest, and
    is taken for the sender."""
    listed = {name: draft.content.get(name) for name in ("recipients", "copies")}
    block = block_of(house, dict(draft.to_mongo()))
    known = {
        "reference_number": draft.reference_number,
        "date": local_day(house.store, draft.unit, draft.frozen_at),
        "subject": draft.content.get(draft.titled),
        "sender": (house.store.get(Unit, draft.unit) or {}).get("name"),
        "letter_type": _type(house, draft.template),
        "signer": block.name if block else None,
        "signer_position": block.position if block else None,
        "classification_code": draft.classification_code,
        **{name: value for name, value in listed.items() if isinstance(value, list)},
        "enclosures": len(draft.enclosures),
    }
    return {name: FieldValue(value=value, by_hand=True) for name, value in known.items() if value}


def _type(house: House, template: str) -> str | None:
    """What the office calls letters of a template; None where it has been removed since the draft was begun."""
    try:
        found = Shelf(house.settings.home).get("letter-types").find(template_of(house, template).letter_type)
    except LontarError:
        return None
    return found.indonesian if found else None
