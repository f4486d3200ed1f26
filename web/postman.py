"""Who reminds people and sends the messages that wait: two threads of `lontar run` and `lontar follow`."""

import threading
from typing import Self

from lontar.hand import carried
from lontar.notices.remind import remind
from lontar.wiring import House
from web.notices import post as notices
from web.saved import post as saved

LOOK_SECONDS = 5.0
REMIND_SECONDS = 30.0
"""How often it is looked whether a morning has come. At the start too: a machine that is switched on at nine reminds
at nine."""


class Postman:
    """Looks for what is to be told, from `with` on until its end. One kind does not wait for the other."""

    def __init__(self, house: House) -> None:
        self._house, self._over = house, threading.Event()
        works = {"postman": self._post, "reminder": self._remind}
        self._threads = [threading.Thread(target=work, name=name) for name, work in works.items()]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _post(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            carried("the postman", lambda: bool(saved.post(self._house)), self._over)
            carried("the postman of notices", lambda: bool(notices.post(self._house)), self._over)

    def _remind(self) -> None:
        while not self._over.is_set():
            carried("the reminder", lambda: bool(remind(self._house)), self._over)
            self._over.wait(REMIND_SECONDS)
