"""Addresses of engines: a password in one is never shown, and what is no address is refused by its setting's name."""

from pathlib import Path

import pytest

from schemas.errors import WrongUse
from search.opening import open_index
from store.address import masked
from store.opening import open_originals, open_store
from work.opening import open_queue


@pytest.mark.parametrize("password", ["geheim", "ge/heim", "ge@heim", "ge:heim@", "ge#heim?"])
def test_no_part_of_a_password_is_shown(password: str) -> None:
    assert masked(f"mongodb://budi:{password}@mongo-1,mongo-2/lontar") == "mongodb://budi:***@mongo-1,mongo-2/lontar"
    assert masked(f"redis://:{password}@queue-1:6379/0") == "redis://:***@queue-1:6379/0"


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("LONTAR_STORE", "mongodb://budi:ge/heim@127.0.0.1/lontar"),
        ("LONTAR_STORE", "mongodb://127.0.0.1:port/lontar"),
        ("LONTAR_STORE", "mongodb://[::1/lontar"),
        ("LONTAR_STORE", "sqlite://here/lontar.db"),
        ("LONTAR_ORIGINALS", "mongodb://127.0.0.1:port/lontar"),
        ("LONTAR_ORIGINALS", "file://[::1/originals"),
        ("LONTAR_INDEX", "http://127.0.0.1:port/surat"),
        ("LONTAR_INDEX", "http://127.0.0.1:0/surat"),
        ("LONTAR_INDEX", "http://[::1/surat"),
        ("LONTAR_WORK", "redis://127.0.0.1:port/0"),
        ("LONTAR_WORK", "redis://[::1/0"),
    ],
)
def test_what_is_no_address_names_its_setting(setting: str, address: str, tmp_path: Path) -> None:
    opening = {
        "LONTAR_STORE": lambda: open_store(address, tmp_path),
        "LONTAR_ORIGINALS": lambda: open_originals(address, tmp_path),
        "LONTAR_INDEX": lambda: open_index(address, tmp_path),
        "LONTAR_WORK": lambda: open_queue(address),
    }
    with pytest.raises(WrongUse, match=rf"{setting}.*it must be") as caught:
        opening[setting]()
    assert "heim" not in str(caught.value)
