"""Who sat at the command line: every command that writes an event records the operating system's user in it."""

from collections.abc import Callable
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest
from click.testing import CliRunner

from drafting.template import shipped
from lontar import supervisor
from lontar.commands import run
from lontar.main import COMMANDS, lontar
from lontar.settings import load
from lontar.wiring import House, open_house
from office.vocabularies.shelf import Shelf
from office.vocabularies.vocabulary import write_vocabulary
from store.contract import Row
from tests import files
from tests.lontar.retention.office import TABLE

OFFICE = ["--name", "Mekar", "--admin-name", "Ani", "--admin-login", "ani@mekar.example"]
MORE = ["--password", "sepuluh-huruf", "--units", "units.csv", "--letterhead", "MEKAR"]
BUDI = ["--name", "Budi", "--role", "archivist"]
TYPED = "sepuluh-huruf\nsepuluh-huruf\n"

# fmt: off
WRITING: dict[str, list[list[str]]] = {
    "init": [[*OFFICE, *MORE]],
    "users": [
        ["--add", "budi@mekar.example", *BUDI], ["--password", "budi@mekar.example"], ["--import", "people.csv"],
    ],
    "units": [["state", "MEKAR", "pilot"]],
    "positions": [
        ["--import", "positions.csv"], ["hold", "KAUR", "budi@mekar.example"], ["release", "KAUR"], ["close", "KAUR"],
        ["open", "KAUR"],
    ],
    "delegation": [
        ["--make", "Plt.", "--position", "KAUR", "--person", "budi@mekar.example", "--until", "2199-12-31"],
    ],
    "presence": [["leave", "--as", "budi@mekar.example"]],
    "vocabularies": [["urgency", "--import", "urgency.csv"]],
    "templates": [["add", "surat-kita", "surat.typ"], ["remove", "surat-kita"]],
    "draft": [["new", "surat-dinas", "--set", "subject=Rapat"]],
    "numbers": [["--set", "{number}/{year}"]],
    "add": [["a.pdf", "--direction", "incoming"], ["b.pdf", "--as", "budi@mekar.example", "--direction", "incoming"]],
    "batch": [["Boks 12", "--make"], ["Boks 12", "--profile", "fast"]],
    "run": [["--demo"]],
    "casefile": [["Jembatan", "--make", "--number", "1", "--code", "620"], ["1", "--close"], ["1", "--title", "Jalan"]],
    "saved": [["Jembatan", "--save", "jembatan"], ["Jembatan", "--rename", "Jalan"], ["Jalan", "--delete"]],
    "backup": [["a.lontar"]],
    "tokens": [["budi@mekar.example", "--make", "Pemindai"]],
    "description": [
        ["Mekar", "--make", "--code", "M"], ["M", "--title", "Desa Mekar"], ["M", "--remove"],
    ],
    "hold": [["1", "--reason", "Perkara"], ["1", "--release", "--reason", "Selesai"]],
    "loan": [["--ask-casefile", "1", "--why", "Rapat", "--as", "budi@mekar.example"]],
    "retention": [["--schedule", "schedule.csv"], ["--approvers", "KAUR"]],
    "import": [["book.csv", "--register", "incoming", "--year", "2019", "--yes"]],
    "watch": [["scans", "--once"]],
    "send": [["save", "Camat", "--to", "camat@mekar.example"], ["drop", "Camat"]],
}
# fmt: on
"""Every way in which a command makes an event."""
SILENT: dict[str, list[list[str]]] = {
    "read": [["a.pdf"]],
    "search": [["surat"]],
    "show": [],  # of a letter that is there: it only reads
    "copy": [],  # the same
    "review": [[]],
    "confirm": [[]],
    "lessons": [[], ["--rebuild"]],  # what is derived
    "understand": [[]],  # the same
    "inbox": [[]],
    "calendar": [[]],
    "remind": [["--dry-run"], []],  # what is kept is in nobody's name
    "status": [[]],
    "check": [[]],
    "reindex": [["--check"], []],
    "settings": [[]],
    "move": [["--to", "sqlite:moved.db"]],  # its event stands in the new store
    "follow": [],  # it writes the index alone
    "work": [],  # what the machine does by itself is told as "system"
    "verify": [["a.pdf"]],  # what is found of letters is told as "system"
    "sign": [],  # makes a file
    "samples": [],  # makes files
    "bench": [],  # measures in a store of its own
    "evidence": [["--head"]],
    "access": [],  # tells who has looked
    "export": [],  # makes a file
    "restore": [],  # its event stands in the new store (tests/lontar/backups)
}
"""Commands that write no event in anybody's name."""
BEFORE: dict[str, list[str]] = {
    "delegation": ["positions"], "retention": ["positions"], "hold": ["casefile"], "loan": ["casefile"],
}  # fmt: skip
"""What a command needs to be there."""
SERVED = ("mailbox",)
"""What needs a server, and brings letters in by the function that `watch` does (lontar/digitising/collecting.py)."""
ARRANGING: dict[str, list[str]] = {"arrange": ["--split", "2"], "merge": []}
ROUTING: dict[str, list[str]] = {
    "agenda": ["register"],
    "disposition": ["--to", "KAUR"],
    "unactioned": ["--remind"],
}
"""Commands of the office work on a letter."""
MANY: dict[str, list[str]] = {
    "letters": ["--tag", "banjir", "--yes"],
    "tags": ["--rename", "banjir", "bah", "--yes"],
    "jobs": ["--undo", "--yes"],
}
"""Commands whose events are about letters that were read."""
VERBS = {
    "init": {"office.named", "person.made", "units.imported", "letterhead.changed"},
    "users": {"person.made", "person.credentials", "people.imported"},
    "units": {"unit.state"},
    "positions": {"positions.imported", "position.held", "position.released", "position.closed", "position.reopened"},
    "delegation": {"position.delegated"},
    "presence": {"person.presence"},
    "vocabularies": {"vocabulary.changed"},
    "templates": {"template.changed"},
    "draft": {"draft.made"},
    "numbers": {"office.number-form-set"},
    "add": {"letter.arrived", "letter.registered"},
    "batch": {"batch.made", "batch.changed"},
    "run": {"office.founded", "letter.arrived", "letter.registered"},
    "casefile": {"casefile.made", "casefile.closed", "casefile.changed"},
    "saved": {"search.saved", "search.changed", "search.deleted"},
    "backup": {"archive.backed-up"},
    "tokens": {"person.token-made"},
    "description": {"description.made", "description.changed", "description.removed"},
    "hold": {"hold.placed", "hold.released"},
    "loan": {"loan.requested"},
    "retention": {"retention.scheduled", "retention.approvers"},
    "import": {"import.begun", "import.brought", "import.done", "letter.imported", "letter.registered"},
    "watch": {"letter.arrived"},
    "send": {"list.saved", "list.deleted"},
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the commands are given; the operating system's user is wira."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("getpass.getuser", lambda: "wira")
    monkeypatch.setattr(run, "_made", lambda house: [("c.pdf", tmp_path / "c.pdf", "dpu", "incoming")])
    monkeypatch.setattr(run, "_draft", lambda house: None)  # by the people of the demo, as its dispositions are
    for name in ("described", "listed"):
        monkeypatch.setattr(run, name, lambda house: None)
    monkeypatch.setattr(run.retention, "begun", lambda house: None)
    monkeypatch.setattr(run, "unfinished", lambda store: 0)
    monkeypatch.setattr(supervisor, "run", fill_and_end)
    for name in ("a", "b", "c"):
        files.written(tmp_path, f"{name}.pdf", files.pdf((f"Surat {name}",) * 3))
    files.written(tmp_path, "units.csv", b"code,name,parent\nMEKAR,Mekar,\n")
    files.written(tmp_path, "positions.csv", b"code,unit,title,head,superior\nKAUR,MEKAR,Kaur Umum,,\n")
    files.written(tmp_path, "people.csv", b"name,login,roles,unit\nCitra,citra@mekar.example,staff,MEKAR\n")
    files.written(tmp_path, "schedule.csv", TABLE)
    files.written(tmp_path, "book.csv", b"No. Agenda,Nomor,Asal,Perihal\n1,005/1/2019,Camat,Rapat\n")
    (tmp_path / "scans").mkdir()
    files.written(tmp_path / "scans", "a.pdf", files.pdf(("Surat dari pemindai",)))
    files.written(tmp_path, "surat.typ", shipped("surat-dinas").path.read_bytes())
    files.written(tmp_path, "urgency.csv", write_vocabulary(Shelf(tmp_path).get("urgency")).encode())
    return tmp_path


def fill_and_end(house: House, host: str, port: int, *, beside: Callable[[Flag], None], **_: Any) -> None:
    """Instead of serving: the letters of the demo arrive, and it ends where it would wait for them to be read."""
    beside(Flag())


def called(command: str, *options: str) -> None:
    said = CliRunner().invoke(lontar, [command, *options], input=TYPED)
    assert said.exit_code == 0, (command, options, said.output)


def told(home: Path) -> list[Row]:
    """The events of this home."""
    house = open_house(load({"LONTAR_HOME": str(home / "home")}, home))
    try:
        return house.store.events()
    finally:
        house.close()


def test_every_command_is_known_here() -> None:
    assert {*WRITING, *SILENT, *ARRANGING, *ROUTING, *MANY, *SERVED} == set(COMMANDS)


@pytest.mark.parametrize("command", WRITING)
def test_a_command_that_writes_events_says_who_sat_there(home: Path, command: str) -> None:
    before = [] if command in ("init", "run") else ["init", "users"]
    before += BEFORE.get(command, [])
    for earlier in [name for name in before if name != command]:
        for options in WRITING[earlier]:
            called(earlier, *options)
    old = len(told(home))
    for options in WRITING[command]:
        called(command, *options)
    events = told(home)[old:]
    assert {event["verb"] for event in events} == VERBS[command]
    assert {event.get("operator") for event in events} == {"wira"}


def test_who_arranges_letters_is_told_too(home: Path) -> None:
    files.written(home, "long.pdf", files.pdf(pages=2))
    called("add", "a.pdf", "long.pdf", "--wait")
    old = told(home)
    (one, long) = sorted(
        (event["thing"].partition("/")[2] for event in old if event["verb"] == "letter.arrived"), key=str
    )
    called("arrange", long, *ARRANGING["arrange"])
    called("merge", one, long, *ARRANGING["merge"])
    events = told(home)[len(old) :]
    assert {event["verb"] for event in events} == {"letter.split", "letter.parted", "letter.merged", "letter.joined"}
    assert {event.get("operator") for event in events} == {"wira"}


def test_who_hands_letters_on_is_told_too(home: Path) -> None:
    for command in ("init", "users", "positions"):
        for options in WRITING[command][:4]:
            called(command, *options)
    called("positions", "open", "KAUR")
    called("positions", "hold", "KAUR", "budi@mekar.example")
    called("add", "a.pdf", "--wait")
    old = told(home)
    (id,) = [event["thing"].partition("/")[2] for event in old if event["verb"] == "letter.arrived"]
    called("agenda", *ROUTING["agenda"], id)
    called("disposition", id, *ROUTING["disposition"])
    called("unactioned", *ROUTING["unactioned"])
    events = told(home)[len(old) :]
    assert {event["verb"] for event in events} == {"letter.registered", "letter.disposed", "letter.reminded"}
    assert {event.get("operator") for event in events} == {"wira"}


def test_who_works_on_many_letters_is_told_in_each(home: Path) -> None:
    called("add", "a.pdf", "b.pdf", "--wait")
    old = told(home)
    called("letters", *MANY["letters"])
    called("work", "--until-done")  # the index follows
    called("tags", *MANY["tags"])
    job = [event["job"] for event in told(home)[len(old) :] if event["verb"] == "letter.tagged"][-1]
    called("jobs", job, *MANY["jobs"])
    events = told(home)[len(old) :]
    assert sum(event["verb"] == "letter.tagged" for event in events) >= 4
    assert {event.get("operator") for event in events} == {"wira"}


def test_the_other_commands_write_no_event(home: Path) -> None:
    called("init", *WRITING["init"][0])
    before = told(home)
    for command, ways in SILENT.items():
        for options in ways:
            called(command, *options)
    assert told(home) == before
