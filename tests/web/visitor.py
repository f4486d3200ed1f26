"""Somebody of the demo office who opens pages over the network, without a browser."""

import http.client
import re
from urllib.parse import urlencode

from office import demo

PATIENCE = 30
"""Seconds after which a page hangs: TimeoutError."""


class Visitor:
    def __init__(self, port: int) -> None:
        self._port, self._cookies = port, {"language": "en"}

    def ask(self, address: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text. With a form it is sent."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            connection.request("GET" if form is None else "POST", address, form and urlencode(form), headers)
            with connection.getresponse() as answer:
                for name, value in answer.getheaders():
                    if name.lower() == "set-cookie":
                        key, _, rest = value.partition("=")
                        self._cookies[key] = rest.partition(";")[0]
                return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def sign_in(self, who: str = "arsiparis") -> None:
        page = self.ask("/sign-in")[1]
        people = re.findall(r'name="person" value="([^"]+)".*?</svg> ([^<]+)</button>', page, re.DOTALL)
        person = next(id for id, name in people if name.strip() == demo.PEOPLE[who][0])
        assert self.ask("/sign-in/demo", self.hidden(page) | {"person": person})[0] == 302

    def form(self, address: str) -> dict[str, str]:
        """The hidden fields of the forms of a page."""
        return self.hidden(self.ask(address)[1])

    @staticmethod
    def hidden(page: str) -> dict[str, str]:
        return dict(re.findall(r'<input type="hidden" name="(csrf_token|typed_by|once)" value="([^"]*)"', page))
