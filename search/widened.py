"""What a query finds beyond its words: what stands for them, and what they may have become by being misread.

It is said in the tree, so that engines, marks and reasons go by the same. Nothing is added under NOT, where it would
hide letters that nobody meant; nothing to what stands in quotation marks or asks for an exact value.
"""

from search.synonyms import Synonyms, Words
from search.tree import FIELDS, Alike, And, Leaf, Misread, Or, Phrase, Tree, Word, changed, leaves

MOST_MISREAD = 12
"""Words of a query that are looked for as they may be misread: the hundreds of forms of each are looked up in the
index, and of a longer sentence letters are found by the words that are read well."""


def widened(tree: Tree, synonyms: Synonyms) -> Tree:
    """The tree with what is taken for its words."""
    words = sum(isinstance(leaf, Word) for leaf in leaves(tree))
    return _widened(tree, synonyms, misread=words <= MOST_MISREAD)


def _widened(tree: Tree, synonyms: Synonyms, *, misread: bool) -> Tree:
    match tree:
        case And(children):
            return _one(_together(children, synonyms, misread=misread))
        case Or(children):
            return Or(tuple(_widened(child, synonyms, misread=misread) for child in children))
        case Word(text, field) if _free(field):
            others: tuple[Leaf, ...] = ((Misread(text, field),) if misread else ()) + _phrases((text,), field, synonyms)
            return Alike(tree, others) if others else tree
        case Phrase(words, field) if _abbreviates(words) and _free(field):
            others = _phrases(words, field, synonyms)
            return Alike(tree, others) if others else tree
        case _:
            return tree


def as_typed(tree: Tree) -> Tree:
    """The tree with each of its words as it is, in no other form."""
    return changed(tree, _exactly)


def _exactly(leaf: Leaf) -> Leaf:
    return Phrase((leaf.text,), leaf.field, leaf.lean) if isinstance(leaf, Word) and _free(leaf.field) else leaf


def _free(field: str | None) -> bool:
    return field is None or FIELDS[field] == "text"


def _abbreviates(words: Words) -> bool:
    """d/a, u.p.: several words only for the signs between them."""
    return all(len(word) == 1 for word in words)


def _phrases(words: Words, field: str | None, synonyms: Synonyms) -> tuple[Leaf, ...]:
    return tuple(Phrase(other, field) for other in synonyms.others(words))


def _together(children: tuple[Tree, ...], synonyms: Synonyms, *, misread: bool) -> list[Tree]:
    """Words side by side that something stands for are taken together, the longest run first."""
    found: list[Tree] = []
    at = 0
    while at < len(children):
        run = _run(children[at:], synonyms)
        if len(run) > 1:
            words = And(tuple(_widened(word, Synonyms(), misread=misread) for word in run))
            found.append(Alike(words, _phrases(tuple(word.text for word in run), run[0].field, synonyms)))
        else:
            found.append(_widened(children[at], synonyms, misread=misread))
        at += max(len(run), 1)
    return found


def _run(children: tuple[Tree, ...], synonyms: Synonyms) -> list[Word]:
    """The longest run of words from the first on that something stands for."""
    run: list[Word] = []
    for child in children[: synonyms.longest]:
        if not isinstance(child, Word) or not _free(child.field) or (run and child.field != run[0].field):
            break
        run.append(child)
    while run and not synonyms.others(tuple(word.text for word in run)):
        run.pop()
    return run


def _one(children: list[Tree]) -> Tree:
    return children[0] if len(children) == 1 else And(tuple(children))
