"""What a file can make its parser do; called in the sandbox."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from paper.errors import PageTooLarge


class Stubborn(Exception):
    """An exception of a library that cannot be built from what it is pickled as."""

    def __init__(self, message: str, *, code: int) -> None:
        super().__init__(message)
        self.code = code


def say(value: Any) -> Any:
    return value


def eat(mebibytes: int) -> int:
    """Memory that is written to."""
    return len(b"x" * (mebibytes << 20))


def eat_and_disguise(mebibytes: int) -> None:
    """As a reader does that takes every exception for a damaged file."""
    try:
        eat(mebibytes)
    except Exception as error:
        raise ValueError("damaged") from error


def eat_outside_of_python(mebibytes: int) -> str:
    """A program started by the parser, as the reading engine is, is bound too."""
    code = f"print(len(b'x' * ({mebibytes} << 20)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout or done.stderr.splitlines()[-1]


def large(mebibytes: int) -> bytes:
    return b"x" * (mebibytes << 20)


def wait() -> None:
    threading.Event().wait()


def start_and_wait(told: Path) -> None:
    """Starts a program of its own, says its pid, and never ends; nor does the program."""
    program = subprocess.Popen(["sleep", "1000"])
    told.with_suffix(".new").write_text(str(program.pid))
    told.with_suffix(".new").rename(told)
    program.wait()


def start_and_die(told: Path) -> None:
    told.write_text(str(subprocess.Popen(["sleep", "1000"]).pid))
    os.kill(os.getpid(), signal.SIGKILL)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_parent() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    signal.pause()


def leave(status: int) -> None:
    os._exit(status)


def segfault() -> None:
    ctypes.string_at(0)


def refuse() -> None:
    raise PageTooLarge(file="peta.png", page=3, megapixels=60, limit=50)


def stumble() -> None:
    raise Stubborn("no such key", code=7)


def give_what_cannot_cross() -> Any:
    return threading.Lock()


def chatter() -> int:
    print("libtiff: Warning, unknown field", flush=True)
    return 1


def leave_a_file() -> str:
    import tempfile

    handle, name = tempfile.mkstemp()
    os.close(handle)
    return name
