"""What a mail server may answer, and what of the message that means: it went, it did not, or nobody knows."""

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from office.errors import MaybeSent
from office.notices import Enclosed, is_for_ever, send_mail
from office.settings import Settings
from schemas.errors import Unavailable

FILE = Enclosed("surat.pdf", "application/pdf", b"%PDF\r\n.\r\n" * 3)


class _Session(socketserver.StreamRequestHandler):
    """Says what its server is told to; "" hangs up."""

    def handle(self) -> None:
        answers: Mapping[str, str] = self.server.answers  # type: ignore[attr-defined]
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line[:4].decode().upper().strip()
            if verb == "DATA":
                self._say("354 go on")
                content = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.taken.append(content)  # type: ignore[attr-defined]
            said = answers.get(verb, "250 ok")
            if not said:
                return
            self._say(said)

    def _say(self, said: str) -> None:
        self.wfile.write(said.encode() + b"\r\n")


@contextmanager
def server(**answers: str) -> Iterator[tuple[Settings, list[bytes]]]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as found:
        found.daemon_threads = True
        found.answers, found.taken = answers, []  # type: ignore[attr-defined]
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            settings = Settings("127.0.0.1", found.server_address[1], "none", mail_from="arsip@contoh.example")
            yield settings, found.taken  # type: ignore[attr-defined]
        finally:
            found.shutdown()
            thread.join()


def sent(settings: Settings) -> None:
    send_mail(settings, "camat@contoh.example", "Surat", "Terlampir.", "01J", enclosed=(FILE,))


def test_a_file_goes_along_and_an_end_without_manners_is_no_fault() -> None:
    for end in ("", "451 tired"):
        with server(QUIT=end) as (settings, taken):
            sent(settings)
            assert len(taken) == 1
            assert b"surat.pdf" in taken[0]


def test_who_hangs_up_with_the_message_in_hand_may_have_sent_it() -> None:
    with server(DATA="") as (settings, _), pytest.raises(MaybeSent):
        sent(settings)


@pytest.mark.parametrize(
    ("answers", "for_ever"),
    [
        ({"RCPT": "550 no such user"}, True),
        ({"RCPT": "450 come back"}, False),
        ({"DATA": "552 too large"}, True),
        ({"DATA": "451 later"}, False),
        ({"MAIL": "550 not you"}, False),
    ],
)
def test_what_is_refused_did_not_go(answers: dict[str, str], for_ever: bool) -> None:
    with server(**answers) as (settings, _), pytest.raises(Unavailable) as found:
        sent(settings)
    assert not isinstance(found.value, MaybeSent)
    assert is_for_ever(found.value) is for_ever


def test_where_nobody_is_nothing_went() -> None:
    with server() as (settings, _):
        pass
    with pytest.raises(Unavailable) as found:
        sent(settings)
    assert not isinstance(found.value, MaybeSent)
