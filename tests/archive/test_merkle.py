"""The tree over the event log: every path leads to the root, whatever the size, and to no other one."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from archive import merkle
from lontar.proving.verify import root_of

SIZES = st.one_of(st.integers(1, 40), st.sampled_from([1023, 1024, 1025, 2048, 3000, 5121]))


def links(size: int) -> list[str]:
    return [hashlib.sha256(str(number).encode()).hexdigest() for number in range(size)]


@settings(max_examples=60, deadline=None)
@given(size=SIZES, data=st.data())
def test_a_path_leads_from_its_leaf_to_the_root(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    found = merkle.tree(links(size), [index])
    assert (found.size, set(found.paths)) == (size, {index})
    link = links(size)[index]
    assert root_of(link, index, size, found.paths[index]) == found.root
    other = data.draw(st.integers(0, size - 1).filter(lambda one: one != index)) if size > 1 else 1
    assert root_of(link, other, size, found.paths[index]) != found.root
    assert root_of(links(size + 1)[size], index, size, found.paths[index]) != found.root


def test_subtrees_of_blocks_make_the_tree_of_the_standard() -> None:
    for size in (1, 2, 3, 1024, 1025, 2500):
        whole = merkle.root([merkle.leaf(link) for link in links(size)])
        assert merkle.tree(links(size)).root == whole.hex()


def test_the_known_roots_of_the_standard() -> None:
    """Of the empty tree, and of one leaf with no bytes (RFC 6962's reference implementation has both)."""
    assert merkle.tree([]).root == hashlib.sha256().hexdigest()
    assert merkle.tree([""]).root == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
