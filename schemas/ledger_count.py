"""How much waits for a position, in a unit, or in a whole branch of the tree: the summary of the ledger, which a
follower keeps (lontar/ledger/follower.py). It can be made again from assignments and entries at any time."""

from typing import Any, ClassVar

from mongoengine import DictField, StringField

from schemas.stored import Stored

KINDS = ("position", "unit", "branch")


class LedgerCount(Stored):
    """`counts`: numbers by their key (lontar/ledger/counts.py), none of them 0. Secret letters are not counted in it:
    not all who may count the others may know of them (schemas/secret_line.py)."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "ledger_counts",
        "indexes": [["kind", "unit"], ["kind", "position"]],
    }

    kind = StringField(required=True, choices=KINDS)
    unit = StringField(required=True)  # the top of the branch
    position = StringField()  # of `kind` position alone: what waits for it in this unit
    counts = DictField()

    @staticmethod
    def key(kind: str, unit: str, position: str | None = None) -> str:
        """The one of a unit, of the branch below it, or of a position in it."""
        return f"{kind}/{unit}/{position}" if position else f"{kind}/{unit}"
