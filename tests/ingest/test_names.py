"""Names of files as they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.names import LONGEST, file_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\scan\\surat.pdf", "surat.pdf"),
        ("../../etc/passwd", "passwd"),
        ("", "_"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("nama\udcff\u2028.pdf", "nama__.pdf"),
        ("scan/", "scan"),
        ("..", "_"),
        ("é" * 300 + ".pdf", "é" * 125 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(sent: str, kept: str) -> None:
    assert file_name(sent) == kept


@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_name_can_be_shown_sent_and_written(sent: str) -> None:
    name = file_name(sent)
    assert name.isprintable()
    assert 0 < len(name.encode()) <= LONGEST
    assert not set(name) & set("/\\")
    assert file_name(name) == name
