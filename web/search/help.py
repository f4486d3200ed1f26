"""What the help on searching tells: examples in both languages, the fields and their other names, from the code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from schemas.entry import DIRECTIONS
from search.leaves import ALIASES
from search.leaves import VALUES as SPOKEN
from search.tree import FIELDS
from web.i18n.language import language
from web.search import words

EXAMPLES: tuple[tuple[str, str, object], ...] = (
    ("perbaikan jembatan", "perbaikan jembatan", _l("All the words, in any order and any form: perbaiki too.")),
    ('"jembatan gantung"', '"jembatan gantung"', _l("Exactly these words, one after the other.")),
    ("jembatan OR jalan", "jembatan ATAU jalan", _l("One of them is enough.")),
    ("jembatan NOT gantung", "jembatan BUKAN gantung", _l("Without a word. A minus before it does the same.")),
    ("jembatan AND rusak", "jembatan DAN rusak", _l("Both words, as without AND.")),
    ("(jembatan OR jalan) desa", "(jembatan ATAU jalan) desa", _l("Parentheses keep together.")),
    ("perbai*", "perbai*", _l("All words that begin so.")),
    ("jembtan~", "jembtan~", _l("Words that differ in a letter or two, or as a bad scan is misread.")),
    ("subject:jembatan", "perihal:jembatan", _l("Only in one field.")),
    ('sender:"pekerjaan umum"', 'dari:"pekerjaan umum"', _l("Several words in one field stand in quotation marks.")),
    ("subject:(jembatan OR jalan)", "perihal:(jembatan ATAU jalan)", _l("The field holds for the whole parenthesis.")),
    ("number:005/127", "nomor:005/127", _l("A part of the letter's number.")),
    ("year:2015..2019", "tahun:2015..2019", _l("From one year to another; 2015.. and ..2019 are open.")),
    ("date:2019-03", "tanggal:3/2019", _l("A month.")),
    ("date:>=2019-03-05", "tanggal:>=5/3/2019", _l("On a day or later.")),
    ("direction:incoming -gantung", "arah:masuk -gantung", _l("Incoming letters without a word.")),
)
"""English and Indonesian of the same question, and what it does. A test asks them all."""


@dataclass(frozen=True)
class Example:
    query: str
    says: object


@dataclass(frozen=True)
class Field:
    """A field of the query language: what it is called, and all names that a query may use."""

    title: object
    names: Sequence[str]


def examples() -> list[Example]:
    """In the reader's language."""
    indonesian = language() == "id"
    return [Example(own if indonesian else english, says) for english, own, says in EXAMPLES]


def fields() -> list[Field]:
    """Each with the names of the reader's language first."""
    others: dict[str, list[str]] = {}
    for alias, name in ALIASES.items():
        others.setdefault(name, []).append(alias)
    own = language() == "id"
    return [
        Field(words.FIELDS[name], [*others.get(name, ()), name] if own else [name, *others.get(name, ())])
        for name in FIELDS
    ]


def values() -> Mapping[str, Sequence[tuple[str, object]]]:
    """What may stand behind arah: and keadaan:, with what it means, in the reader's language where it has a word."""
    spoken = {value: word for word, value in SPOKEN.items()} if language() == "id" else {}
    names = {"direction": "arah", "state": "keadaan"} if language() == "id" else {}
    kinds = {
        "direction": (*DIRECTIONS, "legacy"),
        "state": ("arrived", "understood", "failed", "withdrawn"),
    }
    return {
        names.get(name, name): [(spoken.get(one, one), words.VALUES[one]) for one in some]
        for name, some in kinds.items()
    }
