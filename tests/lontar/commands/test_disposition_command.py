"""lontar inbox and lontar disposition."""

import json
from pathlib import Path
from typing import Any

from tests.lontar.commands.handling import letter, told

__all__ = ["letter"]


def lines(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told(*words, "--json").splitlines()]


def test_a_letter_is_handed_on_answered_and_seen_by_each(letter: str, tmp_path: Path) -> None:
    assert "Perbaikan jembatan" in told("inbox", "--as", "kadis")
    assert told("inbox", "--as", "kabid") == ""
    made = lines("disposition", letter, "--to", "KABID", "--note", "Mohon ditelaah.", "--as", "kadis@example.org")[0]
    (line,) = lines("inbox", "--as", "kabid")
    assert (line["instructions"], line["note"], line["from"]) == (["follow-up"], "Mohon ditelaah.", "Kadis")
    assert line["due"]
    assert "Kabid: unread" in told("inbox", "--passed-on", "--as", "kadis")
    told("disposition", "answer", line["assignment"], "--begin", "--as", "kabid")
    told("disposition", "recall", made["disposition"], "--as", "kadis", exit_code=1)
    told("disposition", "answer", line["assignment"], "--done", "Selesai.", "--as", "kabid")
    assert "Selesai." in told("disposition", letter)
    (entry,) = lines("disposition", letter, "--as", "kadis")
    assert (entry["handling"], entry["closed_as"]) == ("closed", "done")
    assert [line["letter"] for line in lines("inbox", "--done", "--as", "kabid")] == [letter]
    told("disposition", "slip", made["disposition"], "-o", str(tmp_path / "lembar.pdf"))
    assert (tmp_path / "lembar.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_is_said(letter: str) -> None:
    for words, said, code in (
        (("disposition", letter, "--to", "KADIS", "--as", "kadis"), "cannot pass a letter on to itself", 2),
        (("disposition", letter, "--to", "NOBODY"), "Position NOBODY was not found", 1),
        (("disposition", letter, "--to", "KABID", "--due", "2020-01-01"), "This day is over", 2),
        (("disposition", letter, "--to", "KABID", "--due", "besok"), "write the day as", 2),
        (("disposition", letter, "--to", "KABID", "--instruction", "menari"), "must be one of", 2),
        (("disposition", letter, "--to", "KABID", "--as", "kasi"), "not found", 1),
        (("disposition", "answer", "x"), "say one of", 2),
        (("disposition", "answer", "x", "--begin"), "Assignment was not found", 1),
        (("disposition", "dance", "x"), "answer, recall or slip", 2),
        (("disposition", "slip", "x"), "-o FILE", 2),
        (("inbox", "--after", "x"), "no place in this list", 2),
    ):
        assert said in told(*words, exit_code=code), words
    assert len(lines("inbox")) == 1


def test_many_letters_are_handed_on_at_once(letter: str) -> None:
    told("reindex")
    said = lines("letters", "--dispose", "KABID", "--note", "segera", "--yes", "--as", "kadis")[-1]
    assert said["counts"] == {"done": 1, "unchanged": 0, "refused": 0}
    assert len(lines("inbox", "--as", "kabid")) == 1
