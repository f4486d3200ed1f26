"""The form of the reference numbers of a unit's outgoing letters."""

import hashlib
from typing import Any, ClassVar

from mongoengine import StringField

from schemas.stored import Stored

LONGEST_FORM = 120


class NumberForm(Stored):
    """`code`: a classification code for which, with all below it, this form is meant; empty: for all the others."""

    meta: ClassVar[dict[str, Any]] = {"collection": "number_forms", "indexes": [["unit", "code"]]}

    unit = StringField(required=True)
    code = StringField(default="", max_length=40)
    form = StringField(required=True, max_length=LONGEST_FORM)

    @staticmethod
    def key(unit: str, code: str) -> str:
        """One for a unit and a code."""
        return hashlib.sha256(f"{unit}/{code}".encode()).hexdigest()[:32]
