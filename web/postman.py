"""Who sends the messages that wait: a thread of `lontar run` and `lontar follow`."""

import threading
from typing import Self

from lontar.hand import carried
from lontar.wiring import House
from web.notices import post as notices
from web.saved import post as saved

LOOK_SECONDS = 5.0


class Postman:
    """Looks for messages to send, from `with` on until its end. One kind does not wait for the other."""

    def __init__(self, house: House) -> None:
        self._house, self._over = house, threading.Event()
        self._thread = threading.Thread(target=self._work, name="postman")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            carried("the postman", lambda: bool(saved.post(self._house)), self._over)
            carried("the postman of notices", lambda: bool(notices.post(self._house)), self._over)
