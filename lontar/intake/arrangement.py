"""Which pages a letter shows in which order, as values: nothing here is stored, and no original is touched."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from lontar.errors import NoPageLeft, NotItsPage, WrongOrder
from lontar.paging import Leaf, left_out_of, order_of
from schemas.letter import LetterFile


@dataclass(frozen=True)
class Group:
    """Pages that make one letter: those it is to show, in order, and those left out of it."""

    shown: tuple[Leaf, ...]
    aside: tuple[Leaf, ...] = ()


def arranged(files: Sequence[LetterFile], shown: Sequence[Leaf]) -> list[LetterFile]:
    """The files of a letter that is to show these pages in this order; its others are left out.

    Raises NoPageLeft, NotItsPage, WrongOrder."""
    rows = [dict(file.to_mongo()) for file in files]
    own = [*order_of(rows), *left_out_of(rows)]
    for no, page in shown:
        if (no, page) not in own:
            raise NotItsPage(page=f"{no}.{page}")
    if not shown:
        raise NoPageLeft
    runs = [no for no, _ in groupby(no for no, _ in shown)]
    if len(set(shown)) < len(shown) or len(set(runs)) < len(runs):
        raise WrongOrder
    by_no = {file.no: file for file in files}
    following = iter([by_no[no] for no in runs])
    places = [next(following) if file.no in runs else file for file in files]  # what shows nothing stays where it is
    return [with_pages(file, Group(tuple(shown), tuple(set(own) - set(shown)))) for file in places]


def with_pages(file: LetterFile, group: Group, no: int | None = None) -> LetterFile:
    """A copy of the file with those of the group's pages that are of it; `no`: its number in another letter."""
    leaves = [page for own, page in group.shown if own == file.no]
    left_out = sorted(page for own, page in group.aside if own == file.no)
    if not left_out and leaves == list(range(1, file.pages + 1)):
        leaves = []  # all of them: as it was received
    return LetterFile(**(dict(file.to_mongo()) | {"no": no or file.no, "leaves": leaves, "left_out": left_out}))


def moved(order: Sequence[Leaf], chosen: Collection[Leaf], by: int) -> list[Leaf]:
    """The chosen pages one place earlier (-1) or later (1), each within its file; at the end of it they stay."""
    found = list(order)[::-by]
    for at in range(1, len(found)):
        here, before = found[at], found[at - 1]
        if here in chosen and before not in chosen and here[0] == before[0]:
            found[at - 1], found[at] = here, before
    return found[::-by]


def file_moved(order: Sequence[Leaf], no: int, by: int) -> list[Leaf]:
    """A file with all its pages one place earlier (-1) or later (1) among the files."""
    runs = [list(run) for _, run in groupby(order, key=lambda leaf: leaf[0])]
    at = next((at for at, run in enumerate(runs) if run[0][0] == no), None)
    if at is not None and 0 <= at + by < len(runs):
        runs[at], runs[at + by] = runs[at + by], runs[at]
    return [leaf for run in runs for leaf in run]


def brought_back(order: Sequence[Leaf], chosen: Collection[Leaf]) -> list[Leaf]:
    """With the chosen pages again: each in front of the first page of its file that stands behind it in the original,
    those of a file that shows nothing at the end."""
    found = list(order)
    for leaf in sorted(chosen):
        same = [at for at, one in enumerate(found) if one[0] == leaf[0]]
        behind = next((at for at in same if found[at][1] > leaf[1]), None)
        found.insert(behind if behind is not None else same[-1] + 1 if same else len(found), leaf)
    return found


def cut_before(order: Sequence[Leaf], numbers: Collection[int]) -> list[Group]:
    """The pages cut in front of these numbers (from 1). Raises NotItsPage."""
    for number in numbers:
        if not 1 <= number <= len(order):
            raise NotItsPage(page=number)
    edges = sorted({0, *(number - 1 for number in numbers), len(order)})
    return [Group(tuple(order[start:end])) for start, end in pairwise(edges)]


def kept(files: Sequence[LetterFile], group: Group) -> list[LetterFile]:
    """The files of a letter that keeps this group of its pages and what it had left out before; the rest goes."""
    own = {no for no, _ in (*group.shown, *group.aside)}
    aside = {*group.aside, *((file.no, page) for file in files for page in file.left_out)}
    stay = (file for file in files if file.no in own or file.left_out or not file.pages)
    return [with_pages(file, Group(group.shown, tuple(aside))) for file in stay]


def taken(files: Sequence[LetterFile], group: Group) -> dict[int, LetterFile]:
    """The files of a new letter that takes this group of pages away, numbered anew, by their former numbers."""
    own = {no for no, _ in (*group.shown, *group.aside)}
    return {file.no: with_pages(file, group, no) for no, file in enumerate((f for f in files if f.no in own), 1)}
