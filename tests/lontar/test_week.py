"""A working week of an office of three units and forty people, from `lontar init` to Friday evening: tables taken in,
letters scanned in, handed on and answered, somebody away, an agency that changes its place, a worker killed. At its end
registers, ledger, grants and chain agree."""

import csv
import io
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from lontar.all_followers import Followers
from lontar.ledger.calendar import Calendar
from lontar.ledger.lines import every
from lontar.ledger.numbers import numbers
from lontar.ledger.view import View
from lontar.main import lontar
from lontar.notices.remind import remind
from lontar.routing import acts
from lontar.settings import load
from lontar.wiring import House, open_house
from office import reorganisation, units
from office.access import Reader, installation, may_see, reader_of
from routing.answering import Answer
from routing.disposing import Order
from routing.routed import grants_now
from routing.tree import handling, standings
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.errors import LontarError
from schemas.event import Event
from schemas.letter import Letter
from schemas.notice import Notice
from schemas.person import Person
from schemas.position import Position
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row
from tests import files
from tests.serving import ROOT, WORK
from tests.waiting import until
from work.sweeper import unfinished

CODES = ("KAB", "DPU", "DESA")
UNITS = "code,name,parent\nKAB,Kabupaten Contoh,\nDPU,Dinas Pekerjaan Umum,KAB\nDESA,Desa Cempaka,KAB\n"
MOVED = UNITS.replace("DESA,Desa Cempaka,KAB", "DESA,Desa Cempaka,DPU")
ADMIN = ("--admin-name", "Admin", "--admin-login", "admin@contoh.example", "--password", "sepuluh-huruf")
DESKS = 11
"""Positions of a unit beside its head; each has a holder, and each unit a clerk: with an auditor that is forty."""
LETTERS = 6
"""Letters of a unit, one of them a scan."""


def run(*words: str, code: int = 0) -> str:
    said = CliRunner().invoke(lontar, list(words))
    assert said.exit_code == code, said.output
    return said.output


def table(folder: Path, name: str, heading: str, rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([heading.split(","), *rows])
    path = folder / f"{name}.csv"
    path.write_text(out.getvalue())
    return str(path)


def login(name: str) -> str:
    return f"{name.lower()}@contoh.example"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Its home is that of the commands."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LONTAR_LEASE_SECONDS", "6")  # work of the killed worker is taken up soon
    monkeypatch.setenv("LONTAR_RETRY_SECONDS", "0.2")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "units.csv").write_text(UNITS)
    run("init", "--name", "Kabupaten Contoh", *ADMIN, "--units", "units.csv", "--letterhead", "Kabupaten Contoh")
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    yield house
    house.close()


def test_a_working_week(house: House, tmp_path: Path) -> None:
    week = Week(house, tmp_path, random.Random(7))
    week.monday()
    week.tuesday()
    week.wednesday()
    week.thursday()
    week.friday()
    week.holds()


class Week:
    """The days in order, each of them what people of the office do on it."""

    def __init__(self, house: House, folder: Path, chance: random.Random) -> None:
        self.house, self.folder, self.chance = house, folder, chance

    def monday(self) -> None:
        """Positions and people come in by tables, after one that is wrong; the post is scanned in, and a worker is
        killed while it is read."""
        self._people()
        for code in CODES:
            lines = [(f"Nomor : 005/{n}/{code}/2026", f"Perihal : Jembatan {n} {code}") for n in range(LETTERS)]
            inbox = self.folder / code
            inbox.mkdir()
            for number, said in enumerate(lines[1:], 1):
                (inbox / f"{number}.pdf").write_bytes(files.pdf(said))
            (inbox / "0.png").write_bytes(files.scan(lines=lines[0]))
            run("add", str(inbox), "--unit", code, "--direction", "incoming")
        with subprocess.Popen([sys.executable, *WORK], cwd=ROOT, start_new_session=True) as worker:
            until(lambda: self.house.store.count(Letter, {"stage": "understood"}), what="a letter that is read")
            worker.kill()
        run("work", "--until-done")
        assert unfinished(self.house.store) == 0
        assert self.house.store.count(Letter, {"stage": "understood"}) == 3 * LETTERS

    def tuesday(self) -> None:
        """The heads hand the post on, some of it is handed on once more, and the first answers come."""
        for row in self._open():
            self._head(row["unit"], row["entry"])
        self._answers(0.4)

    def wednesday(self) -> None:
        """The head of the agency is away; somebody of the agency acts in their place."""
        head, other = (self._position(code) for code in ("DPU-0", "DPU-3"))
        acting = self._holder(other["_id"])
        run("delegation", "--make", "Plh.", "--position", "DPU-0", "--person", login(acting), "--reason", "Dinas luar",
            "--until", (now() + timedelta(days=2)).date().isoformat())  # fmt: skip
        file = self.folder / "late.pdf"
        file.write_bytes(files.pdf(("Nomor : 005/99/DPU/2026", "Perihal : Jembatan yang rusak")))
        added = run("add", str(file), "--unit", "DPU", "--direction", "incoming", "--wait", "--json")
        letter = json.loads(added.splitlines()[0])["id"]
        (entry,) = acts.entries_of(self.house, letter)
        assert entry["unit"] == self._unit("DPU")
        root = Assignment.root(entry["_id"])
        acts.dispose(self.house, self._reader(acting), root, Order([self._position("DPU-5")["_id"]]))
        (event,) = [one for one in self._events(letter) if one["verb"] == "letter.disposed"]
        assert event["behalf"] == head["_id"]
        self._answers(0.3)

    def thursday(self) -> None:
        """The village comes below the agency: its letters are the agency's to read, and none was written anew."""
        before = {row["_id"]: row["version"] for row in self.house.store.every(Letter)}
        planned = reorganisation.plan(units.read_table(MOVED), list(self.house.store.every(Unit)))
        self.house.store.commit(reorganisation.carried_out(planned, "tests"))
        head = self._reader(self._holder(self._position("DPU-0")["_id"]))
        village = self._unit("DESA")
        assert all(may_see(head, row) for row in self.house.store.every(Letter) if row["unit"] == village)
        assert {row["_id"]: row["version"] for row in self.house.store.every(Letter)} == before
        self._answers(0.3)

    def friday(self) -> None:
        """A number is cancelled, an entry closed for information, and what is late goes up the tree."""
        clerk = self._reader("kab-clerk")
        entries = self.house.store.find(RegisterEntry, {"unit": self._unit("KAB"), "handling": "in-hand"},
                                        sort=[("received_at", 1)], limit=2)  # fmt: skip
        assert len(entries) == 2
        acts.cancel(self.house, clerk, entries[0]["_id"], "Salah alamat")
        acts.close(self.house, clerk, entries[1]["_id"], "information")
        for days in range(21):
            remind(self.house, now() + timedelta(days=days), early=True)
        kinds = {row["kind"] for row in self.house.store.every(Notice)}
        assert {"late", "escalated"} <= kinds, kinds

    def holds(self) -> None:
        """What has to agree, whatever happened."""
        house = self.house
        followers = Followers(house)
        while followers.follow():
            pass
        for name, numbered in self._books().items():
            assert numbered == list(range(1, len(numbered) + 1)), name
        for entry in house.store.every(RegisterEntry):
            self._agrees(entry)
        for row in house.store.every(Letter):
            assert sorted(row["grants"]) == grants_now(house.store, Letter.unpacked(row))
        self._counted()
        run("check")
        run("reindex", "--check")

    def _agrees(self, entry: Row) -> None:
        """An entry with its assignments."""
        rows = self.house.store.find(Assignment, {"entry": entry["_id"]}, sort=[("made_at", 1)], limit=1000)
        found, root = standings(rows), Assignment.root(entry["_id"])
        assert found == {row["_id"]: row["standing"] for row in rows}
        ended = {row["_id"]: row["state"] for row in rows}[root] in ("done", "withdrawn")
        expected = ("closed", entry.get("closed_as")) if ended else handling(root, rows, found)
        assert (entry["handling"], entry.get("closed_as")) == expected

    def _counted(self) -> None:
        """The numbers of the whole and of each unit are those of their lists, and of the store."""
        calendar, reader = Calendar.of(self.house), installation("tests")
        waiting = self.house.store.count(Assignment, {"standing": "own"})
        assert numbers(self.house, reader, View(branch="KAB").scope(self.house, reader), calendar).waiting == waiting
        for code in CODES:
            view = View(unit=code)
            told = numbers(self.house, reader, view.scope(self.house, reader), calendar)
            lines = list(every(self.house, reader, view, calendar))
            assert told.waiting == len(lines)
            assert told.unopened == sum(line.row["state"] == "unread" for line in lines)

    def _people(self) -> None:
        desks = [[f"{code}-{n}", code, f"Jabatan {n} {code}", "ya" if n == 0 else "", ""]
                 for code in CODES for n in range(DESKS + 1)]  # fmt: skip
        heading = "code,unit,title,head,superior"
        wrong = [*desks, ["X-1", "NONE", "Jabatan", "", ""], ["", "DPU", "Tanpa kode", "", ""]]
        said = run("positions", "--import", table(self.folder, "wrong", heading, wrong), code=1)
        assert "wrong.csv:38: there is no unit NONE" in said
        assert "wrong.csv:39: code is empty" in said
        assert self.house.store.count(Position) == 0
        run("positions", "--import", table(self.folder, "positions", heading, desks))
        people = [[f"{code} {n}", login(f"{code}-{n}"), "manager", code, f"{code}-{n}"]
                  for code in CODES for n in range(DESKS + 1)]  # fmt: skip
        people += [[f"Agendaris {code}", login(f"{code}-clerk"), "clerk", code, ""] for code in CODES]
        people += [["Pemeriksa", login("auditor"), "auditor", "KAB", ""]]
        run("users", "--import", table(self.folder, "people", "name,login,roles,unit,position", people))
        assert self.house.store.count(Person) == len(people) + 1 == 41

    def _open(self) -> list[Row]:
        return self.house.store.find(Assignment, {"standing": "own"}, sort=[("since", 1)], limit=1000)

    def _head(self, unit: str, entry: str) -> None:
        """An entry handed on to some of the unit, and by one of these to another."""
        code = str((self.house.store.get(Unit, unit) or {})["code"])
        numbers_ = self.chance.sample(range(1, DESKS), 3)
        to = [self._position(f"{code}-{n}")["_id"] for n in numbers_[: self.chance.randint(1, 2)]]
        head = self._reader(self._holder(self._position(f"{code}-0")["_id"]))
        made, _ = acts.dispose(self.house, head, Assignment.root(entry), Order(to, due=self._in_days(3)))
        if self.chance.random() < 0.5:
            onward = Order([self._position(f"{code}-{numbers_[2]}")["_id"]], due=self._in_days(2))
            acts.dispose(self.house, self._reader(self._holder(to[0])), Assignment.key(made, to[0]), onward)

    def _answers(self, share: float) -> None:
        """Some of those who were asked answer; what is refused changes nothing."""
        for row in self._open():
            if row.get("disposition") and self.chance.random() < share:
                said = self.chance.choice([Answer("done", "Sudah ditindaklanjuti."), Answer("declined", "Bukan kami."),
                                           Answer("read"), Answer("in-progress")])  # fmt: skip
                with suppress(LontarError):
                    acts.answer(self.house, self._reader(self._holder(row["position"])), row["_id"], said)

    def _in_days(self, days: int) -> int:
        return int((now() + timedelta(days=days)).strftime("%Y%m%d"))

    def _unit(self, code: str) -> str:
        return str(units.by_code(self.house.store, code)["_id"])

    def _position(self, code: str) -> Row:
        (row,) = self.house.store.find(Position, {"code": code}, limit=1)
        return row

    def _holder(self, position: str) -> str:
        """The name, as in their address, of who was given a position: its code."""
        return str((self.house.store.get(Position, position) or {})["code"]).lower()

    def _reader(self, name: str) -> Reader:
        (row,) = self.house.store.find(Person, {"login": login(name)}, limit=1)
        return reader_of(self.house.store, row["_id"])

    def _events(self, letter: str) -> list[Row]:
        return self.house.store.find(Event, {"thing": f"letters/{letter}"}, sort=[("sequence", 1)], limit=100)

    def _books(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row in self.house.store.every(RegisterEntry):
            found.setdefault(row["register"], []).append(row["agenda_number"])
        return {name: sorted(numbered) for name, numbered in found.items()}
