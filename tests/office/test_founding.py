"""A new office: its five tasks in any order, its units laid over those that stand, its letterhead, its mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from office import founding, letterhead, mail, people, reorganisation
from office.errors import LastAdministrator, TooManyLines, UnknownChoice
from office.tasks import NAMES, leave, tasks
from office.units import ROOT, read_table, root
from schemas.errors import NotFound, WrongUse
from schemas.person import Person
from schemas.unit import Unit
from store import chain, fixity
from store.changes import Changes
from store.directory import DirectoryOriginals
from store.sqlite import SqliteStore

NAMED = {"name": "Kabupaten Mekar", "language": "id", "open_legacy": False, "timezone": "Asia/Makassar"}
TABLE = "code,name,parent\nMEKAR,Kabupaten Mekar,\nSETDA,Sekretariat,MEKAR\nDPU,Dinas PU,MEKAR\nBM,Bina Marga,DPU\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "lontar.db")
    yield store
    assert list(chain.verify(store)) == []
    store.close()


def lay(store: SqliteStore, table: str) -> reorganisation.Plan:
    planned = reorganisation.plan(read_table(table), store.every(Unit))
    store.commit(reorganisation.carried_out(planned, "installation"))
    return planned


def by_code(store: SqliteStore) -> dict[str, dict[str, object]]:
    return {row["code"]: row for row in store.every(Unit)}


def admin(store: SqliteStore, login: str = "ani@mekar.example") -> Person:
    account = people.person("Ani", login, ["administrator"], ROOT)
    store.commit(Changes.of(account))
    return store.load(Person, account.id)


def test_the_five_tasks_are_done_in_any_order(store: SqliteStore) -> None:
    assert [(task.name, task.open) for task in tasks(store, "")] == [(name, True) for name in NAMES]
    store.commit(letterhead.lettered(store, ["KABUPATEN MEKAR"], None, "installation"))
    store.commit(leave(store, "mail", "installation", left=True))
    store.commit(founding.first_administrator("Ani", "Ani@Mekar.example", "sepuluh-huruf", "installation", shortest=10))
    store.commit(founding.named(store, NAMED, "installation"))
    lay(store, TABLE)
    found = {task.name: (task.what, task.open) for task in tasks(store, "")}
    assert found == {
        "office": ("Kabupaten Mekar", False),
        "administrator": ("ani@mekar.example", False),
        "units": ("4", False),
        "letterhead": ("KABUPATEN MEKAR", False),
        "mail": ("", False),
    }
    store.commit(leave(store, "mail", "installation", left=False))
    assert [task.name for task in tasks(store, "") if task.open] == ["mail"]
    with pytest.raises(WrongUse, match="administrator"):
        leave(store, "administrator", "installation", left=True)


def test_naming_the_office_again_tells_what_was_before(store: SqliteStore) -> None:
    store.commit(founding.named(store, NAMED, "installation"))
    store.commit(founding.named(store, NAMED | {"name": "Kota Mekar", "open_legacy": True}, "installation"))
    event = store.events()[-1]
    assert (event["values"]["before"]["name"], event["values"]["after"]["name"]) == ("Kabupaten Mekar", "Kota Mekar")
    assert by_code(store)["OFFICE"]["name"] == "Kota Mekar"
    for wrong, said in (({"name": " "}, WrongUse), ({"timezone": "Mars/Olympus"}, UnknownChoice)):
        with pytest.raises(said):
            founding.named(store, NAMED | wrong, "installation")


def test_a_table_of_units_is_laid_over_those_that_stand(store: SqliteStore) -> None:
    store.commit(founding.named(store, NAMED, "installation"))
    lay(store, TABLE)
    before = by_code(store)
    moved = (
        "code;name;parent\nMEKAR;Kabupaten Mekar;\nSETDA;Sekretariat Daerah;MEKAR\nDPU;Dinas PU;SETDA\nBKD;BKD;MEKAR\n"
    )
    planned = lay(store, moved)
    assert [unit.code for unit in planned.added] == ["BKD"]
    assert [one.before["code"] for one in planned.changed] == ["SETDA", "DPU", "BM"]
    assert [row["code"] for row in planned.same] == ["MEKAR"]
    assert [row["code"] for row in planned.unnamed] == ["BM"]  # it stays, but its agency has moved
    after = by_code(store)
    assert {code: row["_id"] for code, row in after.items() if code != "BKD"} == {
        code: row["_id"] for code, row in before.items()
    }
    ids = [after[code]["_id"] for code in ("MEKAR", "SETDA", "DPU", "BM")]
    assert after["BM"]["path"] == ids
    assert not reorganisation.plan(read_table(moved), store.every(Unit)).does_something


def test_a_faulty_table_plans_nothing_and_names_every_line(store: SqliteStore) -> None:
    faulty = "code,name,parent\nMEKAR,Kabupaten Mekar,\nA,,MEKAR\nMEKAR,Lagi,\nB,Dua,X\nC,Tiga,D\nD,Empat,C\nE,Lima,\n"
    planned = reorganisation.plan(read_table(faulty), store.every(Unit))
    assert [(fault.line, fault.sentence) for fault in planned.faults] == [
        (3, "name is empty; fill it in"),
        (4, "the code MEKAR stands in line 2 already"),
        (5, "there is no unit X"),
        (6, "C stands below itself or below a faulty line"),
        (7, "D stands below itself or below a faulty line"),
        (8, "only one unit can stand at the top; name its parent"),
    ]
    assert not planned.does_something


def test_a_letterhead_keeps_its_lines_and_remembers_former_crests(store: SqliteStore, tmp_path: Path) -> None:
    originals = DirectoryOriginals(tmp_path / "originals")
    crests = []
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(name.encode())
        crests.append(originals.put(tmp_path / name, name)[0])
        lines = letterhead.lines_of("  PEMERINTAH   KABUPATEN\n\nJl. Merdeka 1 ")
        store.commit(letterhead.lettered(store, lines, crests[-1], "installation"))
    kept = store.load(Unit, ROOT).letterhead
    assert kept == {"lines": ["PEMERINTAH KABUPATEN", "Jl. Merdeka 1"], "crest": crests[1], "former": [crests[0]]}
    assert list(fixity.check(store, originals)) == []
    originals.remove(crests[1])
    assert [(fault.kind, fault.why) for fault in fixity.check(store, originals)] == [
        ("missing", "the crest of unit OFFICE")
    ]
    for text in ("\n".join("abcdefg"), "x" * 200):
        with pytest.raises(TooManyLines):
            letterhead.lines_of(text)


def test_mail_settings_come_from_one_url() -> None:
    found = mail.from_url("smtps://arsip%40mekar.example:p%3Aw@mail.mekar.example", "arsip@mekar.example")
    assert (found.smtp_host, found.smtp_port, found.smtp_tls) == ("mail.mekar.example", 465, "tls")
    assert (found.smtp_user, found.smtp_password) == ("arsip@mekar.example", "p:w")
    assert mail.from_url("smtp://mail.mekar.example", "a@b").smtp_port == 587
    assert mail.from_url("smtp+plain://127.0.0.1:2525", "a@b").smtp_tls == "none"


@pytest.mark.parametrize(
    ("url", "sender"),
    [("http://x", "a@b"), ("smtp://", "a@b"), ("smtp://x:99999", "a@b"), ("smtp://x", "nobody"), ("smtp://x", "a@b c")],
)
def test_mail_settings_that_cannot_work_are_refused_without_showing_the_password(url: str, sender: str) -> None:
    with pytest.raises(WrongUse):
        mail.from_url(url, sender)
    with pytest.raises(WrongUse) as caught:
        mail.from_url("ftp://user:secret@x", "a@b")
    assert "secret" not in str(caught.value)


def test_a_person_is_changed_with_what_was_before(store: SqliteStore) -> None:
    store.commit(Changes.of(root("Mekar")))
    ani = admin(store)
    budi = people.person("Budi", "budi@mekar.example", ["staff"], ROOT)
    store.commit(people.added(store, budi, ani.id))
    store.commit(people.changed(store, store.load(Person, budi.id), {"roles": ["clerk", "archivist"]}, ani.id))
    event = store.events()[-1]
    assert (event["verb"], event["actor"]) == ("person.changed", ani.id)
    assert event["values"]["before"]["roles"] == ["staff"]
    assert event["values"]["after"]["roles"] == ["archivist", "clerk"]
    store.commit(people.changed(store, store.load(Person, budi.id), {"active": False}, ani.id))
    assert store.events()[-1]["verb"] == "person.disabled"
    for wrong in ({"roles": ["king"]}, {"roles": []}, {"name": " "}, {"login": "budi"}):
        with pytest.raises((WrongUse, UnknownChoice)):
            people.changed(store, store.load(Person, budi.id), wrong, ani.id)
    with pytest.raises(NotFound):
        people.changed(store, store.load(Person, budi.id), {"unit": "nowhere"}, ani.id)


def test_the_last_administrator_stays(store: SqliteStore) -> None:
    ani = admin(store)
    for change in ({"active": False}, {"roles": ["staff"]}):
        with pytest.raises(LastAdministrator):
            people.changed(store, store.load(Person, ani.id), change, ani.id)
    admin(store, "beni@mekar.example")
    store.commit(people.changed(store, store.load(Person, ani.id), {"active": False}, ani.id))
    assert [row["login"] for row in people.administrators(store)] == ["beni@mekar.example"]


def test_a_one_time_password_is_known_as_such_until_another_is_chosen() -> None:
    account = people.person("Budi", "budi@mekar.example", ["staff"], ROOT)
    made = people.set_one_time_password(account)
    assert len(made) == 17
    assert account.account["once"]
    people.set_password(account, "pilihan sendiri", 10)
    assert "once" not in account.account
