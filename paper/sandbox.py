"""Where untrusted files are parsed: a child process killed with all it started past its limits of memory or time.

It bounds what a file can take and what a crash can break. It is no wall against an attacker who runs code
of his own inside a parser: the child has the rights of the user that started it.
"""

import logging
import os
import pickle
from collections.abc import Callable, Sequence
from typing import Any, Self, TypeVar, cast

from paper import nurseries
from paper.errors import OutOfMemory, ParserDied, SandboxUnavailable, TookTooLong
from paper.settings import Settings

T = TypeVar("T")
PRELOAD = ("paper.page_image",)
log = logging.getLogger("lontar.sandbox")


class Sandbox:
    """One child process, for one thread. Started at the first call, again after each end; ends itself when idle.

    ``preload``: modules whose functions will be called; imported once per process of ours, then forked.
    """

    def __init__(self, settings: Settings | None = None, preload: Sequence[str] = PRELOAD) -> None:
        self.settings = settings or Settings()
        self.preload = tuple(preload)
        self._child: nurseries.Child | None = None

    def call(self, function: Callable[..., T] | str, *args: Any, seconds: float, **named: Any) -> T:
        """What the function returns in the child, for picklable values. An importable function, or "module:name" of
        one: then the parsers behind it are loaded in the child alone and cost this process no time and no memory.

        Raises TookTooLong, OutOfMemory, ParserDied, ParserFailed, DiskFull (of the child's temporary files),
        SandboxUnavailable, or the error of ours that the function raised.
        """
        call = pickle.dumps((function, args, named))
        # A child that ended because it was idle never began the call: the second one is new.
        answer = self._asked(call, seconds) or self._asked(call, seconds)
        if answer is None:
            raise ParserDied(how="it ended without an answer")
        value, problem, trace = pickle.loads(answer)  # noqa: S301 - see above: no wall, and both ends are ours
        if problem is None:
            return cast(T, value)
        if trace:
            log.error("a parser failed: %s", trace)
        if isinstance(problem, OutOfMemory):
            self.close()  # what is left of the heap is in pieces
        raise problem

    def close(self) -> None:
        """Ends the child and all it started; the next call starts another."""
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(self, call: bytes, seconds: float) -> bytes | None:
        """The answer to a call; None from a child that had ended in order before it began."""
        if self._child is not None and self._child.born_in != os.getpid():
            self._child = None  # the parent's
        elif self._child is not None and self._child.pipe.poll():
            self.close()  # nothing was asked of it: it has ended since the last call, however that came
        if self._child is None:
            self._child = nurseries.child(self.preload, self.settings)
        pipe = self._child.pipe
        try:
            pipe.send_bytes(call)
            if not pipe.poll(seconds):
                raise TookTooLong(seconds=round(seconds))
            return pipe.recv_bytes()
        except (EOFError, ConnectionError):
            status = self._end()
            if status is None:
                raise SandboxUnavailable(why="it was killed") from None
            if status != 0:
                raise ParserDied(how=_how(status)) from None
            return None
        except BaseException:
            self.close()  # its answer must not be taken for that of a later call
            raise

    def _end(self) -> int | None:
        child, self._child = self._child, None
        return child.end() if child else 0


def _how(status: int) -> str:
    """In words, how a process ended, from its status as of waitpid."""
    if os.WIFSIGNALED(status):
        return f"signal {os.WTERMSIG(status)}"
    return f"exit {os.waitstatus_to_exitcode(status)}"
