"""A batch scan: many letters in one file, with separator sheets or blank pages between them."""

from collections.abc import Sequence

from lontar.intake.arrangement import Group
from lontar.paging import Leaf, leaf_of
from store.contract import Row


def is_separator(page: Row) -> bool:
    """Whether a stored page is one of our separator sheets."""
    return bool((page.get("details") or {}).get("separator"))


def is_blank(page: Row) -> bool:
    """Whether a stored page was found blank, and nobody has written down what stands on it."""
    return bool((page.get("details") or {}).get("blank")) and not (page.get("by_hand") or page.get("text"))


def groups(pages: Sequence[Row], at: str) -> list[Group]:
    """The letters of a batch scan, from its stored pages in order; none when there is nothing to cut or to leave out.

    `at`: one of SPLITS. What cuts is left out, and so is the blank back of a separator sheet; where two lie together or
    at an end there is no letter between them. A scan of nothing else stays as it is."""
    shown: list[list[Leaf]] = [[]]
    aside: list[list[Leaf]] = [[]]
    cut = False  # the page before this one was left out
    for page in pages:
        is_cut = is_separator(page) if at == "separators" else is_blank(page)
        is_back = cut and is_blank(page)
        if is_cut or is_back:
            aside[-1].append(leaf_of(page))
        else:
            if cut and shown[-1]:
                shown.append([])
                aside.append([])
            shown[-1].append(leaf_of(page))
        cut = is_cut or is_back
    if not shown[-1] or not any(aside):
        return []
    return [Group(tuple(some), tuple(left)) for some, left in zip(shown, aside, strict=True)]


def folders(pages: Sequence[Row], groups: Sequence[Group]) -> list[str]:
    """The folder of each letter of a batch scan, by the last sheet of a folder before it ("" for none): its id, as the
    sheet says it, whether there is such a folder or not."""
    said, at = "", {}
    for page in pages:
        said = (page.get("details") or {}).get("folder") or said
        at[leaf_of(page)] = said
    return [at.get(group.shown[0], "") for group in groups]
