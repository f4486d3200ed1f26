"""The process from which sandbox children are forked: the parsers are imported once, so a child starts in milliseconds.

Run as ``python -m paper.nursery FD OPTIONS``. It has one thread (a fork is safe) and never touches a file itself. Its
protocol over the socket FD, one JSON object each way: {"start": memory MiB, "idle": s} with the child's pipe end
attached -> {"pid"}, or {"why"} when there is no room for another; {"end": pid} -> {"status"}: the child's process group
is killed if it lives, the exit status is as of waitpid. When the socket closes, which is how it learns that its parent
is gone, it ends all children and itself.
"""

import contextlib
import ctypes
import importlib
import json
import os
import pickle
import pkgutil
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from paper.errors import OutOfMemory, ParserFailed
from schemas.errors import DiskFull, LontarError
from store.disk import is_full

PR_SET_PDEATHSIG = 1  # linux/prctl.h
MESSAGE = 65536
ANSWER_SHARE = 8
"""An answer may take this share of a child's memory: taken apart, in our process that has no limit, it is several
times as large."""


class Nursery:
    def __init__(self, link: socket.socket) -> None:
        self.link = link
        self.folders: dict[int, str] = {}  # temporary folder of each child not yet ended
        self.ended: dict[int, int] = {}  # exit statuses nobody has asked for yet

    def serve(self, idle: float) -> None:
        """Until the parent is gone, or nothing was asked for `idle` seconds while no child lives."""
        try:
            while True:
                ready, _, _ = select.select([self.link], [], [], idle)
                self.gather()
                if not ready:
                    if self.folders:
                        continue
                    return
                message, files, _, _ = socket.recv_fds(self.link, MESSAGE, 1)
                if not message:
                    return
                request = json.loads(message)
                if "end" in request:
                    answer = {"status": self.end(request["end"])}
                else:
                    answer = self.started(files[0], request["start"], request["idle"])
                    os.close(files[0])
                self.link.sendall(json.dumps(answer).encode())
        except ConnectionError:
            return  # the parent died in the middle of a question
        finally:
            for pid in list(self.folders):
                self.end(pid)

    def started(self, pipe: int, memory: int, idle: float) -> dict[str, Any]:
        """The pid of a new child; why there is none when the machine has no room for it. The others go on."""
        folder, parent = None, os.getpid()
        try:
            folder = tempfile.mkdtemp(prefix="lontar-")
            pid = os.fork()
        except OSError as error:
            if folder:
                Path(folder).rmdir()
            return {"why": error.strerror}
        if pid == 0:
            status = 70
            try:
                self.link.close()
                os.setsid()
                _die_with(parent)
                _limit(memory)
                tempfile.tempdir = os.environ["TMPDIR"] = folder
                status = work(Connection(pipe), memory, idle)
            finally:
                os._exit(status)  # the nursery's own clean-up is not the child's
        self.folders[pid] = folder
        return {"pid": pid}

    def end(self, pid: int) -> int:
        """The exit status of a child, which is killed with all it started if it still lives."""
        if pid in self.folders:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            # Between fork and setsid the child leads no group yet.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            self._bury(pid, os.waitpid(pid, 0)[1])
        return self.ended.pop(pid, 0)

    def gather(self) -> None:
        """Takes note of the children that ended by themselves."""
        for pid in list(self.folders):
            # The exit status stays readable, and so the pid taken, while a child it left behind is killed.
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(pid, signal.SIGKILL)
                self._bury(pid, os.waitpid(pid, 0)[1])

    def _bury(self, pid: int, status: int) -> None:
        self.ended[pid] = status
        shutil.rmtree(self.folders.pop(pid), ignore_errors=True)


def work(pipe: Connection, memory: int, idle: float) -> int:
    """The child: takes calls (function or "module:name", args, named args), answers (result, error of ours, trace).

    Ends with status 0 when no call came for `idle` seconds: a call sent at that moment was never begun.
    """
    hungry = pickle.dumps((None, OutOfMemory(mebibytes=memory), ""))  # later there may be no memory to make it
    while pipe.poll(idle):
        try:
            call = pipe.recv_bytes()
        except EOFError:
            return 0
        try:
            answer = answer_to(call, memory)
        except MemoryError:
            answer = hungry
        pipe.send_bytes(answer if len(answer) <= (memory << 20) // ANSWER_SHARE else hungry)
        del call, answer
    return 0


def answer_to(call: bytes, memory: int) -> bytes:
    """Errors that are not ours never cross: their classes may not be there, or not bear it."""
    try:
        function, args, named = pickle.loads(call)  # noqa: S301 - made by our own sandbox
        function = pkgutil.resolve_name(function) if isinstance(function, str) else function
        return pickle.dumps((function(*args, **named), None, ""))
    except Exception as error:
        problem = ours(error, memory)
        trace = traceback.format_exc() if isinstance(problem, ParserFailed) else ""
    return pickle.dumps((None, problem, trace))


def ours(error: Exception, memory: int) -> LontarError:
    """What to say of an error. One that comes of lack of room does not speak of the file, whatever was made of it."""
    for cause in _causes(error):
        if isinstance(cause, MemoryError):
            return OutOfMemory(mebibytes=memory)
        if is_full(cause):
            return DiskFull(what="the page while it is read")
    return error if isinstance(error, LontarError) else ParserFailed(why=type(error).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _die_with(parent: int) -> None:
    """The child is killed when the nursery is (Linux; elsewhere it ends at its next call, by the closed pipe)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)  # it died before the line above


def _limit(memory: int) -> None:
    """RLIMIT_DATA counts what is written to, not what is mapped: an address-space limit would stop threads."""
    size = memory * 1024 * 1024
    for name, value in ((resource.RLIMIT_DATA, size), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (value, value))


def main() -> None:
    link = socket.socket(fileno=int(sys.argv[1]))
    options = json.loads(sys.argv[2])
    sys.path[:] = options["path"]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, whose end is noticed by the socket
    for module in options["preload"]:
        importlib.import_module(module)
    Nursery(link).serve(options["idle"])


if __name__ == "__main__":
    main()
