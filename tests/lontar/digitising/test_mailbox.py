"""A mailbox: each message a letter, once, on a real server with TLS, whoever is killed when."""

import imaplib
import json
import os
import random
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from lontar.digitising.imap import Address, NoSuchAccount, quoted
from lontar.digitising.mailbox import Box, Emptier
from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import Reader
from schemas.entry import RegisterEntry
from schemas.errors import Unavailable, WrongUse
from schemas.letter import Letter
from store import chain, fixity
from tests import documents, files
from tests.servers import dovecot
from tests.serving import ROOT
from tests.waiting import AGAIN

pytestmark = pytest.mark.servers
PLAIN = "IMAP4rev1 UIDPLUS"
"""What a server can do that knows no MOVE."""


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Server]:
    with dovecot.server() as server:
        yield server


@pytest.fixture
def account(server: dovecot.Server, request: pytest.FixtureRequest) -> Iterator["Account"]:
    """One that nobody else has."""
    made = Account(server, f"arsip{abs(hash(request.node.name))}")
    yield made
    made.leave()


class Account:
    """What somebody else does with the same account."""

    def __init__(self, server: dovecot.Server, user: str) -> None:
        trust = ssl.create_default_context(cafile=str(server.ca))
        self._imap = imaplib.IMAP4_SSL("127.0.0.1", server.port, ssl_context=trust)
        self._imap.login(user, dovecot.PASSWORD)
        self.user, self.url = user, server.address(user=user)

    def leave(self) -> None:
        self._imap.logout()

    def send(self, subject: str, *attached: bytes, folder: str = "INBOX") -> None:
        message = documents.mail(subject, f"Isi {subject}")
        del message["Message-ID"]
        message["Message-ID"] = f"<{subject}@kantor.example>"
        for one in attached:
            message.add_attachment(one, maintype="application", subtype="pdf", filename="surat.pdf")
        self.append(bytes(message), folder)

    def append(self, content: bytes, folder: str = "INBOX") -> None:
        assert self._imap.append(folder, None, None, content)[0] == "OK"

    def count(self, folder: str = "INBOX", what: str = "ALL") -> int:
        if self._imap.select(quoted(folder), readonly=True)[0] != "OK":
            return 0
        return len((self._imap.search(None, what)[1][0] or b"").split())

    def delete_first(self) -> None:
        """Marked as deleted and not expunged: it is its owner's to do."""
        self._imap.select("INBOX")
        self._imap.store("1", "+FLAGS", r"(\Deleted)")
        self._imap.unselect()


def emptier(house: House, reader: Reader, server: dovecot.Server, account: Account, **how: str) -> Emptier:
    box = Box(Address.of(account.url), dovecot.PASSWORD, reader.unit, ca=str(server.ca))
    return Emptier(house, reader, replace(box, **how))


def test_each_message_is_a_letter_and_goes_to_a_folder(
    house: House, console: Reader, server: dovecot.Server, account: Account
) -> None:
    account.send("Undangan rapat", files.pdf())
    account.send("Laporan")
    found = list(emptier(house, console, server, account, done="Sudah diarsip é").look())
    assert [(one.file, one.status) for one in found] == [
        ("Undangan rapat.eml", "registered"), ("Laporan.eml", "registered"),
    ]  # fmt: skip
    assert (account.count(), account.count("Sudah diarsip é")) == (0, 2)
    rows = {row["files"][0]["name"]: row for row in house.store.every(Letter)}
    assert [file["name"] for file in rows["Undangan rapat.eml"]["files"]] == ["Undangan rapat.eml", "surat.pdf"]
    assert house.store.count(RegisterEntry) == 2
    assert list(emptier(house, console, server, account).look()) == []


def test_they_stay_with_a_mark_where_that_is_wished_for(
    house: House, console: Reader, server: dovecot.Server, account: Account
) -> None:
    account.send("Surat")
    one = emptier(house, console, server, account, done="")
    assert [taken.status for taken in one.look()] == ["registered"]
    assert list(one.look()) == []
    assert (account.count(), account.count(what="SEEN")) == (1, 1)


def test_a_server_without_move_loses_nothing_of_others(house: House, console: Reader) -> None:
    with dovecot.server(PLAIN) as server:
        account = Account(server, "tiga")
        for subject in ("Dihapus orang", "Surat"):
            account.send(subject)
        account.delete_first()
        assert [one.file for one in emptier(house, console, server, account).look()] == ["Surat.eml"]
        assert (account.count(), account.count("Lontar")) == (1, 1)
        account.leave()


def test_a_message_met_again_is_the_same_letter(
    house: House, console: Reader, server: dovecot.Server, account: Account
) -> None:
    account.send("Surat")
    one = emptier(house, console, server, account)
    looking = one.look()
    first = next(looking)
    looking.close()  # as a process that is killed before the message is put away
    (again,) = one.look()
    assert (again.status, again.id) == ("registered", first.id)
    account.send("Surat")  # the same bytes once more
    (twice,) = one.look()
    assert (twice.status, twice.id) == ("duplicate", first.id)
    assert house.store.count(Letter) == 1


def test_what_cannot_be_kept_is_named_once_and_left(
    house: House, console: Reader, server: dovecot.Server, account: Account, tmp_path: Path
) -> None:
    account.append(b"\r\n")
    account.send("Besar", files.pdf() + b" " * (2 << 20))
    account.send("Surat")
    house.close()
    house = open_house(load({"LONTAR_HOME": str(house.settings.home), "LONTAR_MAILBOX_MB": "1"}, tmp_path))
    one = emptier(house, console, server, account)
    found = {taken.file: taken.error.code if taken.error else taken.status for taken in one.look()}
    assert found["Surat.eml"] == "registered"
    assert found["message 2"] == "file-too-large"
    assert len(found) == 3
    assert account.count() == 2
    assert list(one.look()) == []
    house.close()


def test_strange_subjects_are_names_all_the_same(
    house: House, console: Reader, server: dovecot.Server, account: Account
) -> None:
    for subject in ("../../etc/passwd", "=?utf-8?b?4pyT?= x", "=?nope?q?x?=", "a" * 400):
        message = EmailMessage()
        message["From"] = message["To"] = "a@kantor.example"
        message["X-Number"] = subject[:3]
        message.set_content("isi")
        account.append(f"Subject: {subject}\r\n".encode() + bytes(message))
    names = [one.file for one in emptier(house, console, server, account).look()]
    assert names[0] == ".. .. etc passwd.eml"
    assert names[1] == "✓ x.eml"
    assert all(len(name.encode()) <= 255 for name in names)
    assert house.store.count(Letter) == 4


def test_wrong_accounts_certificates_and_addresses_are_told(
    house: House, console: Reader, server: dovecot.Server, account: Account
) -> None:
    with pytest.raises(NoSuchAccount, match=account.user):
        list(emptier(house, console, server, account, password="salah").look())
    with pytest.raises(Unavailable, match=r"(?i)certificate"):
        list(emptier(house, console, server, account, ca="").look())
    elsewhere = replace(Address.of(account.url), folder="Tidak ada")
    with pytest.raises(Unavailable, match="Tidak ada"):
        list(Emptier(house, console, Box(elsewhere, dovecot.PASSWORD, console.unit, ca=str(server.ca))).look())
    gone = replace(Address.of(account.url), port=9)
    with pytest.raises(Unavailable):
        list(Emptier(house, console, Box(gone, dovecot.PASSWORD, console.unit)).look())
    for wrong in ("imaps://user:secret@host/INBOX", "http://user@host/", "imaps://host/INBOX", "imaps://u@h:port/x"):
        with pytest.raises(WrongUse) as refused:
            Address.of(wrong)
        assert "secret" not in str(refused.value)


def test_starttls_is_demanded_before_anything_is_said(
    house: House, console: Reader, server: dovecot.Server, account: Account
) -> None:
    account.send("Surat")
    address = Address.of(f"imap://{account.user}@127.0.0.1:{server.plain}/INBOX")
    box = Box(address, dovecot.PASSWORD, console.unit, ca=str(server.ca))
    assert [one.status for one in Emptier(house, console, box).look()] == ["registered"]


def test_the_command_reads_its_password_from_the_environment_or_stdin(
    house: House, server: dovecot.Server, account: Account
) -> None:
    account.send("Surat")
    environ = {"LONTAR_HOME": str(house.settings.home), "LONTAR_MAILBOX_CA": str(server.ca)}
    command = ["mailbox", account.url, "--once", "--json", "--direction", "legacy"]
    secret = {"LONTAR_MAILBOX_PASSWORD": dovecot.PASSWORD}
    done = CliRunner().invoke(lontar, command, env=environ | secret)
    assert (json.loads(done.stdout)["status"], done.exit_code) == ("registered", 0)
    typed = CliRunner().invoke(lontar, [*command, "--password-file", "-"], env=environ, input="salah\n")
    assert (typed.exit_code, "does not let" in typed.output) == (3, True)


@pytest.mark.parametrize(("number", "kills"), [(6, 2), pytest.param(60, 40, marks=pytest.mark.full)])
def test_killed_at_any_moment_it_loses_and_doubles_nothing(
    tmp_path: Path, server: dovecot.Server, account: Account, number: int, kills: int
) -> None:
    chance, home = random.Random(11), tmp_path / "home"
    house = open_house(load({"LONTAR_HOME": str(home)}, tmp_path))
    for one in range(number):
        account.send(f"Surat {one}")
    settings = {"HOME": home, "MAILBOX_PASSWORD": dovecot.PASSWORD, "MAILBOX_CA": server.ca}
    environ = os.environ | {f"LONTAR_{name}": str(value) for name, value in settings.items()}
    command = [sys.executable, "-c", "from lontar.main import main; main()", "mailbox", account.url, "--once"]
    for _ in range(kills):
        process = subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE)
        before, wanted = house.store.count(Letter), chance.randrange(1, 1 + number // kills)
        while process.poll() is None and house.store.count(Letter) < min(number, before + wanted):
            AGAIN.wait(0.005)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    subprocess.run(command, env=environ, cwd=ROOT, check=True, capture_output=True)
    assert house.store.count(Letter) == house.store.count(RegisterEntry) == number
    assert (account.count(), account.count("Lontar")) == (0, number)
    assert list(chain.verify(house.store)) == list(fixity.check(house.store, house.originals)) == []
    house.close()
