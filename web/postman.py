"""Who reminds people and sends the messages that wait: two threads of `lontar run` and `lontar follow`."""

from lontar.hand import carried
from lontar.notices.remind import remind
from lontar.sending import post as letters
from lontar.wiring import House
from lontar.working import Working
from web.notices import post as notices
from web.saved import post as saved

LOOK_SECONDS = 5.0
REMIND_SECONDS = 30.0
"""How often it is looked whether a morning has come. At the start too: a machine that is switched on at nine reminds
at nine."""


class Postman(Working):
    """Looks for what is to be told. One kind does not wait for the other."""

    def __init__(self, house: House) -> None:
        self._house = house
        super().__init__({"postman": self._post, "reminder": self._remind})

    def _post(self) -> None:
        while not self.over.wait(LOOK_SECONDS):
            carried("the postman", lambda: bool(saved.post(self._house)), self.over)
            carried("the postman of notices", lambda: bool(notices.post(self._house)), self.over)
            carried("the postman of letters", lambda: bool(letters.post(self._house)), self.over)

    def _remind(self) -> None:
        while not self.over.is_set():
            carried("the reminder", lambda: bool(remind(self._house)), self.over)
            self.over.wait(REMIND_SECONDS)
