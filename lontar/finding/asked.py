"""A query as it is searched: in this home, with its synonyms and with what may be misread, or as typed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from lontar.finding.synonyms import synonyms
from lontar.wiring import House
from search.parsed import Parsed
from search.query import parse
from search.tree import Tree
from search.widened import as_typed, widened


@dataclass(frozen=True)
class Asked:
    """`plain`: what was typed; `tree`: that with all that is taken for it, as `widen` makes it of any tree."""

    parsed: Parsed
    plain: Tree
    tree: Tree
    widen: Callable[[Tree], Tree]
    exact: bool


def asked(house: House, query: str, *, exact: bool = False, today: date | None = None) -> Asked:
    """`exact`: each word as it is typed, in no other form and nothing else for it; `today`: from which days are
    counted, that of this machine where none is given."""
    parsed = parse(query, today)
    widen = as_typed if exact else partial(widened, synonyms=synonyms(house.settings.home))
    return Asked(parsed, parsed.tree, widen(parsed.tree), widen, exact)
