"""The keys of a letter, derived from its fields: its number in normal form, and what it and those that it cites are
looked up by. Made anew whenever one of these fields is read or stated: letters find each other by themselves."""

from ingest.fields import number_key
from ingest.fields.bones import bones, keys_of
from ingest.fields.citation import Citation, cited
from schemas.letter import Letter
from store.contract import Row


def give_keys(letter: Letter) -> None:
    number = str(letter.value("reference_number") or "")
    letter.number_key = number_key(number) or None
    letter.bones = bones(number, int(letter.value("date") or 0))
    found = letter.fields.get("references")
    letter.cited = keys_of([(one.number, one.day) for one in _cited(dict(found.to_mongo()) if found else {})])


def citations(letter: Row) -> list[Citation]:
    """The letters that a letter cites, as its row says."""
    return _cited((letter.get("fields") or {}).get("references") or {})


def _cited(found: Row) -> list[Citation]:
    return cited(found.get("value") or (), found.get("printed") or "")
