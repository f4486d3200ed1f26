"""Bringing in a table: its rows in parts, what its columns are, its scans, and what became of each row."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, DictField, IntField, ListField, StringField

from schemas.letter import LONGEST_REASON
from schemas.stored import Stored, now

STATES = ("mapping", "judging", "asked", "going", "done", "stopped", "failed", "undoing", "undone")
"""`mapping`: a person says what the columns are. `judging`: the dry run. `asked`: it waits for its person's word."""
LONGEST_NAME = 200


class TableImport(Stored):
    """A table on its way in, of a unit; its rows are fixed when it is made (ImportPart).

    While `due`, a worker may claim it from `next_at` on; it writes only under its `fence`. One that is `local` has its
    scans on the machine of a command, which alone carries it out. `at` is the part that comes next; `foreseen` and
    `counts` say how many rows came or will come to what (lontar/importing/judging.py)."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "table_imports",
        "indexes": [
            ["-made_at"],
            ["unit", "-made_at"],
            ["due", "next_at"],
            ["state", "made_at"],
        ],
    }

    unit = StringField(required=True)  # that owns what is brought in
    grants = ListField(StringField())
    person = StringField(required=True)  # as whom it is done
    operator = StringField()
    name = StringField(required=True, max_length=LONGEST_NAME)  # under which a row is known when it comes again
    file = StringField(required=True, max_length=255)
    sha256 = StringField(required=True)
    kind = StringField(required=True)  # "xlsx", "xls", "ods", "csv", "paperless"
    how = DictField()  # how it was read: encoding and delimiter, or sheet and sheets
    headings = ListField(StringField())
    line = IntField(default=0, min_value=0)  # of the heading
    rows = IntField(default=0, min_value=0)
    parts = IntField(default=0, min_value=0)
    proposals = ListField(DictField())
    mapping = DictField()  # lontar/importing/mapping.py
    scans = IntField(default=0, min_value=0)  # files that came with it
    local = BooleanField(default=False)
    state = StringField(default="mapping", choices=STATES)
    due = BooleanField(default=False)
    next_at = DateTimeField(default=now)
    fence = IntField(default=0, min_value=0)
    attempts = IntField(default=0, min_value=0)
    at = IntField(default=0, min_value=0)
    foreseen = DictField()
    counts = DictField()
    books = ListField(DictField())  # the registers that it writes in, each with how many numbers and the last of them
    error = DictField()
    made_at = DateTimeField(default=now)
    began_at = DateTimeField()
    ended_at = DateTimeField()
    undone_at = DateTimeField()
    undone_by = StringField()
    undone_why = StringField(max_length=LONGEST_REASON)


class ImportPart(Stored):
    """Some rows of a table, of which one step makes all. `lines`: their numbers in the file; `cells`: beside these.
    `judged` and `results`: one for each row, by the dry run and by what was done."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "import_parts",
        "indexes": [{"fields": ["of", "no"], "unique": True}],
    }

    of = StringField(required=True)
    no = IntField(required=True, min_value=0)
    lines = ListField(IntField())
    cells = ListField(ListField(StringField()))
    judged = ListField(DictField())
    results = ListField(DictField())

    @staticmethod
    def key(of: str, no: int) -> str:
        return f"{of}.{no}"


class ImportFile(Stored):
    """A scan that came with a table; `path`: where it lay, `number`: as what it lies now (lontar/importing/held.py)."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "import_files",
        "indexes": [["of", "path"]],
    }

    of = StringField(required=True)
    path = StringField(required=True)
    number = IntField(required=True, min_value=0)


class ImportMapping(Stored):
    """What columns are, saved under a name of a unit for the next table of its kind."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "import_mappings",
        "indexes": [{"fields": ["unit", "name"], "unique": True}],
    }

    unit = StringField(required=True)
    name = StringField(required=True, max_length=LONGEST_NAME)
    mapping = DictField()
    grants = ListField(StringField())
    made_by = StringField()
    changed_at = DateTimeField(default=now)
