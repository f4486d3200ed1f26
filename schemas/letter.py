"""A letter: one document as received, sent or digitised, with its files and fields."""

from typing import Any, ClassVar

from mongoengine import (
    BooleanField,
    DateTimeField,
    DictField,
    DynamicField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    FloatField,
    IntField,
    ListField,
    MapField,
    StringField,
)

from schemas.entry import DIRECTIONS
from schemas.stored import Stored, now

OVERTAKEN = ("replaced", "revoked")
"""What another letter made of an issued one: its correction stands in its place (ralat), or it is taken back
(pencabutan)."""
STAGES = ("awaiting", "arrived", "read", "understood", "failed")
"""Where a letter is on its journey. One that is `awaiting` is known from a table alone: it has no file until its scan
comes. `failed` letters exist and are findable by name and notes."""

CLASSES = ("B", "T", "R", "SR")
"""Security classes: ordinary, limited, secret, top secret (Permendagri 1/2023; words.md)."""
WAYS = ("legacy", *DIRECTIONS)
"""How a letter came into the archive: as old paper, or by a register entry of one of the directions."""
SPLITS = ("separators", "blanks")
"""At what a batch scan is cut into letters: at separator sheets (paper/separator.py), or at blank pages."""
LONGEST_TAG, MOST_TAGS = 60, 100
LONGEST_NOTE, LONGEST_REASON = 10_000, 1000
LONGEST_VALUE, MOST_RECIPIENTS = 2000, 1000
"""Characters of a field that a person writes, and of one recipient; a circular goes to some hundred of them."""


class LetterFile(EmbeddedDocument):
    """One file of a letter; its bytes are the original `sha256`, never rewritten.

    `leaves` and `left_out` are pages of the original: those that the letter shows, in this order, and those that a
    person set aside. Both empty: all of them, in order. Those in neither belong to other letters over the same bytes.
    Whoever wants the order asks lontar/paging.py."""

    no = IntField(required=True, min_value=1)
    name = StringField(required=True, max_length=255)
    sha256 = StringField(required=True, regex=r"^[0-9a-f]{64}$")
    size = IntField(required=True, min_value=0)
    kind = StringField(required=True)  # media type, by content
    pages = IntField(default=0, min_value=0)  # 0: not counted yet
    part = StringField(default="body", choices=("body", "enclosure", "rescan"))
    error = DictField()  # LontarError.as_dict() of a file that cannot be read
    verdict = DictField()  # of its signatures: signing/verdict.py, Verdict.as_dict(); empty: none, or never verified
    leaves = ListField(IntField(min_value=1))
    left_out = ListField(IntField(min_value=1))


class FieldValue(EmbeddedDocument):
    """What one field says: `value` in normal form, `printed` as on paper, where, how sure, who says so.

    `box` is [x0, y0, x1, y1] in pixels of the page image as served. A value `by_hand` wins for ever; an empty one says
    that the letter has none. `learned`: from so many corrected letters of the same sender (ingest/lessons/).
    """

    value = DynamicField(required=True)  # str, int (dates: yyyymmdd) or a list of str
    printed = StringField()
    confidence = FloatField(min_value=0, max_value=100)
    file = IntField(default=1)
    page = IntField()
    box = ListField(IntField())
    by_hand = BooleanField(default=False)
    learned = IntField(min_value=1)


class Note(EmbeddedDocument):
    by = StringField(required=True)
    at = DateTimeField(default=now)
    text = StringField(required=True, max_length=LONGEST_NOTE)


class Tie(EmbeddedDocument):
    """A person's word on one reference of a letter: the `letter` that it means, and those that it does not (`others`).
    `key`: normal form of the reference number. It wins for ever over what would be found."""

    key = StringField(required=True, max_length=LONGEST_VALUE)
    letter = StringField()
    others = ListField(StringField())


class Letter(Stored):
    """1..n ordered files; exists from the moment its bytes are safe."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "letters",
        "indexes": [
            ["-added_at"],
            ["stage", "-added_at"],
            ["unit", "-added_at"],
            ["batch", "-added_at"],
            ["files.sha256"],
            ["number_key"],
            ["casefile", "-added_at"],
            ["folder", "-added_at"],
            ["doubt"],
            ["bones"],
            ["cited"],
            ["ties.letter"],
            ["alike"],
            ["overtaken_by"],
        ],
    }

    files = EmbeddedDocumentListField(LetterFile)  # none while it awaits its scan
    fields = MapField(EmbeddedDocumentField(FieldValue))
    stage = StringField(default="arrived", choices=STAGES)
    error = DictField()  # why it failed, LontarError.as_dict()
    withdrawn = StringField(max_length=LONGEST_REASON)  # the reason; absent: not withdrawn
    within = StringField()  # the letter that shows its pages since it was withdrawn (lontar/intake/together.py)
    split = StringField(choices=SPLITS)  # a batch scan, still to be cut when all its pages are read
    unit = StringField(required=True)  # owning unit
    batch = StringField()  # the name of a batch of its unit (schemas/batch.py)
    security_class = StringField(default="B", choices=CLASSES)
    grants = ListField(StringField())  # who may read it: office/grants.py
    direction = StringField(default="legacy", choices=WAYS)
    # direction is that of its register entry, kept here so that lists and the index need no second look
    number_key = StringField()  # normal form of the reference number, for "the answer to our ..."
    casefile = StringField()  # the case file it is in (schemas/casefile.py)
    legal_hold = StringField(max_length=LONGEST_REASON)  # the reason; wins over every schedule
    folder = StringField()  # where its paper lies (schemas/box.py)
    bones = ListField(StringField())  # by which it is found that is cited under this number (ingest/fields/bones.py)
    cited = ListField(StringField())  # the same of the letters that it cites
    unsure = ListField(StringField())  # numbers that were read too badly, of which one may be its own
    ties = EmbeddedDocumentListField(Tie)
    unlike = ListField(StringField())  # letters that a person has told apart from this one, which looks like them
    alike = ListField(StringField())  # letters that seemed to be the same one when this was understood
    confidence = FloatField(min_value=0, max_value=100)  # of its worst read page
    doubt = FloatField(min_value=0, max_value=100)  # of its most doubtful field, while one waits for a person's word
    overtaken = StringField(choices=OVERTAKEN)
    overtaken_by = StringField()  # the letter that replaces or revokes it
    overtaken_why = StringField(max_length=LONGEST_REASON)
    tags = ListField(StringField(max_length=LONGEST_TAG))
    notes = EmbeddedDocumentListField(Note)
    added_by = StringField()
    added_at = DateTimeField(default=now)
    message = StringField()  # Message-ID, when it came as mail
    imported = StringField()  # the table that it was brought in by (schemas/table_import.py)

    def value(self, name: str) -> Any:
        """The value of a field, or None where the letter has none."""
        found = self.fields.get(name)
        return (found.value or None) if found else None


def values_of(letter: dict[str, Any]) -> dict[str, Any]:
    """What the fields of a stored letter say, by name; those of which a person says that there is none are not among
    them."""
    return {name: found["value"] for name, found in (letter.get("fields") or {}).items() if found["value"]}


def name_of(letter: dict[str, Any]) -> str:
    """By what a stored letter is called where nothing is known of what it is about: the name of its first file; while
    it awaits its scan its number, or its id. A row that was damaged has its id too: it is not to hide a list."""
    file, *_ = letter.get("files") or [{}]
    return str(file.get("name") or values_of(letter).get("reference_number") or letter["_id"])


def titled(letter: dict[str, Any]) -> str:
    """What a stored letter is about, else what it is called."""
    return str(values_of(letter).get("subject") or name_of(letter))
