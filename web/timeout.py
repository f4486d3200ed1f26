"""A body that arrives too slowly is cut off, so that a few slow clients cannot hold every thread."""

import time
from collections.abc import Callable, Iterable
from typing import Any, cast

from werkzeug.exceptions import RequestTimeout

PIECE = 64 * 1024


class Slowly:
    """A request body that may take at most `seconds` in all, checked at each piece."""

    def __init__(self, stream: Any, seconds: float) -> None:
        self.stream = stream
        self.until = time.monotonic() + seconds

    def _check(self) -> None:
        if time.monotonic() > self.until:
            raise RequestTimeout

    def read(self, size: int = -1) -> bytes:
        if size >= 0:
            self._check()
            return cast(bytes, self.stream.read(min(size, PIECE)))
        pieces = []
        while piece := self.read(PIECE):
            pieces.append(piece)
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        self._check()
        return cast(bytes, self.stream.readline(size))

    def readlines(self, hint: int = -1) -> list[bytes]:
        self._check()
        return cast("list[bytes]", self.stream.readlines(hint))

    def __iter__(self) -> Any:
        while line := self.readline():
            yield line


class Patience:
    """WSGI middleware that wraps every request's body."""

    def __init__(self, app: Callable[..., Iterable[bytes]], seconds: float) -> None:
        self.app = app
        self.seconds = seconds

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"] = Slowly(environ["wsgi.input"], self.seconds)
        return self.app(environ, start_response)
