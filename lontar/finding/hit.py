"""A letter that was found, as it stands in a list: what it is, where the words stand, and why it was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lontar.finding.asked import Asked
from lontar.indexed import entry_of, state_of
from lontar.paging import number_of
from schemas.letter import name_of, values_of
from search.entry import IndexEntry
from search.highlight import look, packed_of, spans
from search.hits import standing
from search.nearly import called
from search.reasons import Reason, anywhere, reasons, suggestions, taken
from search.said import said
from search.tokens import Packed, packed_line
from search.tree import Alike, Leaf, Number, Phrase, Tree, Word, leaves, unanswered
from store.contract import Row

FIELDS_TOO = ("subject", "sender", "number", "name", "tag", "note")
"""Fields in which words without a field are looked for too; and those that a person has typed."""
INDEXED = {
    "reference_number": "number",
    "letter_type": "type",
    "signer_position": "position",
    "classification_code": "code",
}
"""Fields of a letter that have another name in a query."""


@dataclass(frozen=True)
class Sought:
    """What the hits of a list are shown for, taken apart once for all of them. `words`: those of the tree that a letter
    may lack; `typed`: what was typed, without what else was taken for it."""

    tree: Tree
    wanted: Sequence[Leaf]
    alike: Sequence[Alike]
    words: Sequence[Alike]
    typed: Sequence[Leaf]

    @classmethod
    def of(cls, tree: Tree, this: Asked, words: Sequence[Alike] = ()) -> "Sought":
        return cls(tree, list(leaves(tree)), anywhere(tree), words, list(leaves(this.plain)))


def hit_of(letter: Row, text: Row | None, casefile: Row | None, sought: Sought) -> dict[str, Any]:
    """The letter (its row, its text's, its case file's) as commands.md gives a hit, but for its cursor."""
    fields = values_of(letter)
    subject = fields.get("subject")
    wanted = sought.wanted
    packed = packed_of(text) if text else None
    shown, unseen = look(wanted, text, packed) if text else ([], wanted)
    read = taken(sought.alike, text["text"], packed) if text and packed else ()
    left = unanswered(sought.tree, set(unseen))
    elsewhere = _reasons(entry_of(letter, text, None, casefile), letter, text, left) if left else ()
    lacking = [(one, opened) for one in sought.words if (opened := unanswered(one, unseen))]
    return {
        "id": letter["_id"],
        "reference_number": fields.get("reference_number"),
        "date": fields.get("date"),
        "subject": subject,
        "subject_marks": spans(wanted, packed_line(subject), "subject") if wanted and subject else [],
        "sender": fields.get("sender"),
        "name": name_of(letter),
        "state": state_of(letter),
        "direction": letter["direction"],
        "confidence": letter.get("confidence"),
        "snippets": [one.as_dict() | {"number": number_of(letter, (one.file, one.page))} for one in shown],
        "reasons": [one.as_dict() for one in (*read, *elsewhere)],
        "missing": [
            called(one)
            for one, opened in lacking
            if not elsewhere or not _reasons(entry_of(letter, text, None, casefile), letter, text, opened)
        ],
        "pages": _pages(letter, text, sought.typed, packed) if text else [],
    }


def _pages(letter: Row, text: Row, asked: Sequence[Leaf], packed: Packed | None) -> list[dict[str, Any]]:
    """On which pages each thing asked for stands, where no page has all of them."""
    found = standing(asked, text, packed)
    return [{"text": _told(one), "pages": [number_of(letter, page) for page in pages]} for one, pages in found if pages]


def _told(leaf: Leaf) -> str:
    """As a query, without the field that it leans to."""
    return said(replace(leaf, lean=None) if isinstance(leaf, Word | Phrase | Number) else leaf)


def _reasons(entry: IndexEntry, letter: Row, text: Row | None, unseen: list[Leaf]) -> list[Reason]:
    """Where else in a letter the words stand; among the lexicon's suggestions; last of all
    among what is beside the text, such as doubtful words."""
    typed = [INDEXED.get(name, name) for name, found in (letter.get("fields") or {}).items() if found.get("by_hand")]
    found = list(reasons(unseen, entry.fields, {*FIELDS_TOO, *typed}))
    if text:
        found += suggestions(unseen, text["text"], text["suggested"])
    return found or list(reasons(unseen, {"beside": entry.beside}, {"beside"}))
