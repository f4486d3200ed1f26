"""In whose name a letter is signed, line by line."""

import pytest

from drafting.block import Block


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (Block("KEPALA DINAS", "A"), ["KEPALA DINAS,"]),
        (Block("KEPALA DINAS", "A", form="Plt."), ["Plt. KEPALA DINAS,"]),
        (Block("SEKRETARIS DAERAH", "A", behalf=("BUPATI",)), ["a.n. BUPATI", "SEKRETARIS DAERAH,"]),
        (
            Block("ASISTEN", "A", form="Plh.", behalf=("BUPATI", "SEKRETARIS DAERAH")),
            ["a.n. BUPATI", "SEKRETARIS DAERAH", "u.b.", "Plh. ASISTEN,"],
        ),
    ],
)
def test_the_lines_above_the_signature(block: Block, lines: list[str]) -> None:
    assert list(block.before()) == lines


def test_rank_and_number_stand_under_the_name_where_there_are_any() -> None:
    assert Block("KEPALA DINAS", "A", rank="Pembina", number="1970").after() == ("Pembina", "NIP 1970")
    assert Block("KEPALA DINAS", "A").as_data() == {"before": ["KEPALA DINAS,"], "name": "A", "after": []}


def test_other_forms_and_longer_chains_are_refused() -> None:
    with pytest.raises(ValueError, match=r"Plt\."):
        Block("KEPALA DINAS", "A", form="Wkl.")
    with pytest.raises(ValueError, match="two positions"):
        Block("KEPALA SEKSI", "A", behalf=("A", "B", "C"))
