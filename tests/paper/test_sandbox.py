"""The sandbox: whatever a file does to its parser, the caller gets an answer or an error, and the next file is read."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from paper import nurseries
from paper.errors import OutOfMemory, PageTooLarge, ParserDied, ParserFailed, SandboxUnavailable, TookTooLong
from paper.sandbox import Sandbox
from paper.settings import Settings
from tests.paper import hostile
from tests.serving import running
from tests.waiting import AGAIN, until

SMALL = Settings(sandbox_memory_mb=256, sandbox_idle_seconds=60)
SOON = 60.0  # seconds: a limit that no test is to meet


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SMALL) as sandbox:
        yield sandbox


def works(sandbox: Sandbox) -> None:
    assert sandbox.call(hostile.say, {"halaman": 1}, seconds=SOON) == {"halaman": 1}


def test_a_call_returns_what_the_function_returns(sandbox: Sandbox) -> None:
    works(sandbox)
    assert sandbox.call("tests.paper.hostile:say", value=(1, b"2"), seconds=SOON) == (1, b"2")
    assert sandbox.call(os.getpid, seconds=SOON) == sandbox.call(os.getpid, seconds=SOON) != os.getpid()


@pytest.mark.parametrize("way", [hostile.eat, hostile.eat_and_disguise])
def test_who_eats_memory_is_told_so_whatever_was_made_of_it_and_the_next_call_works(sandbox: Sandbox, way: Any) -> None:
    first = sandbox.call(os.getpid, seconds=SOON)
    with pytest.raises(OutOfMemory, match="256 MiB"):
        sandbox.call(way, 300, seconds=SOON)
    works(sandbox)
    assert sandbox.call(os.getpid, seconds=SOON) != first  # what is left of that heap is in pieces
    assert sandbox.call(hostile.eat, 20, seconds=SOON) == 20 << 20


def test_a_program_that_the_parser_starts_is_bound_as_the_parser_is(sandbox: Sandbox) -> None:
    assert sandbox.call(hostile.eat_outside_of_python, 300, seconds=SOON) == "MemoryError"


def test_past_the_time_everything_that_was_started_is_killed(sandbox: Sandbox, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    with pytest.raises(TookTooLong, match="2 seconds"):
        sandbox.call(hostile.start_and_wait, told, seconds=2.0)
    until(lambda: not running(int(told.read_text())))
    works(sandbox)


@pytest.mark.parametrize(
    ("function", "args", "how"),
    [
        (hostile.kill_itself, (), "signal 9"),
        (hostile.segfault, (), "signal 11"),
        (hostile.leave, (3,), "exit 3"),
        (hostile.leave, (0,), "without an answer"),
        (sys.exit, ("bye",), "exit 70"),
    ],
)
def test_a_parser_that_dies_is_an_error_that_says_how(
    sandbox: Sandbox, function: Any, args: tuple[Any, ...], how: str
) -> None:
    with pytest.raises(ParserDied, match=how):
        sandbox.call(function, *args, seconds=SOON)
    works(sandbox)


def test_what_a_dead_parser_had_started_is_killed(sandbox: Sandbox, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    with pytest.raises(ParserDied, match="signal 9"):
        sandbox.call(hostile.start_and_die, told, seconds=SOON)
    until(lambda: not running(int(told.read_text())))


def test_an_error_of_ours_crosses_with_its_parameters(sandbox: Sandbox) -> None:
    with pytest.raises(PageTooLarge) as caught:
        sandbox.call(hostile.refuse, seconds=SOON)
    assert caught.value.params == {"file": "peta.png", "page": 3, "megapixels": 60, "limit": 50}
    assert "lain.png" in str(caught.value.named("lain.png"))
    works(sandbox)


def test_a_foreign_exception_is_an_error_of_ours_and_stands_in_the_log(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ParserFailed, match="Stubborn"):
        sandbox.call(hostile.stumble, seconds=SOON)
    assert "no such key" in caplog.text
    assert "in stumble" in caplog.text
    with pytest.raises(ParserFailed):
        sandbox.call(hostile.give_what_cannot_cross, seconds=SOON)
    with pytest.raises(ParserFailed, match="AttributeError"):
        sandbox.call("tests.paper.hostile:nothing", seconds=SOON)
    works(sandbox)


def test_a_large_answer_crosses_and_one_too_large_is_refused(sandbox: Sandbox) -> None:
    assert len(sandbox.call(hostile.large, 30, seconds=SOON)) == 30 << 20
    with pytest.raises(OutOfMemory):
        sandbox.call(hostile.large, 33, seconds=SOON)
    works(sandbox)


def test_a_large_question_crosses(sandbox: Sandbox) -> None:
    assert len(sandbox.call(hostile.say, bytes(20 << 20), seconds=SOON)) == 20 << 20


def test_what_a_parser_prints_is_nobodys_answer(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    assert sandbox.call(hostile.chatter, seconds=SOON) == 1
    assert capfd.readouterr().out == ""


def test_files_a_parser_left_are_gone_with_it(sandbox: Sandbox) -> None:
    left = Path(sandbox.call(hostile.leave_a_file, seconds=SOON))
    assert left.exists()
    sandbox.close()
    assert not left.parent.exists()


def test_an_idle_child_and_its_nursery_end_and_the_next_call_starts_others() -> None:
    with Sandbox(Settings(sandbox_idle_seconds=0.2), preload=("tests.paper.hostile",)) as sandbox:
        first = sandbox.call(os.getpid, seconds=SOON)
        nursery = sandbox.call(os.getppid, seconds=SOON)
        until(lambda: not running(first))
        works(sandbox)  # the nursery may still stand
        second = sandbox.call(os.getpid, seconds=SOON)
        until(lambda: not running(second) and not running(nursery))
        works(sandbox)
        assert sandbox.call(os.getppid, seconds=SOON) != nursery
        for _ in range(8):  # asked at about the moment at which it gives up
            AGAIN.wait(0.195)
            works(sandbox)


def test_a_machine_without_room_for_another_child_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "tmp"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    own = ("tests.paper.hostile", "json")  # a nursery of its own
    with Sandbox(SMALL, own) as sandbox, Sandbox(SMALL, own) as other:
        works(sandbox)
        moved = room.rename(tmp_path / "away")
        with pytest.raises(SandboxUnavailable, match="No such file"):
            works(other)
        works(sandbox)
        moved.rename(room)
        works(other)


def test_a_nursery_that_is_killed_takes_its_children_along_and_another_is_started() -> None:
    """Only a call that was at hand is lost: it may have been what killed it."""
    own = ("tests.paper.hostile", "string")  # a nursery of its own
    with Sandbox(SMALL, own) as sandbox, Sandbox(SMALL, own) as idle:
        child, other = sandbox.call(os.getpid, seconds=SOON), idle.call(os.getpid, seconds=SOON)
        with pytest.raises(SandboxUnavailable):
            sandbox.call(hostile.kill_parent, seconds=SOON)
        until(lambda: not running(child) and not running(other))
        works(sandbox)
        works(idle)


def test_threads_with_a_sandbox_each_do_not_disturb_each_other() -> None:
    found: dict[int, list[Any]] = {}

    def work(number: int) -> None:
        with Sandbox(SMALL) as sandbox:
            found[number] = [sandbox.call(hostile.say, (number, turn), seconds=SOON) for turn in range(50)]
            try:
                sandbox.call(hostile.kill_itself, seconds=SOON)
            except ParserDied:
                found[number].append(sandbox.call(os.getpid, seconds=SOON))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: one[:50] for number, one in found.items()} == {n: [(n, t) for t in range(50)] for n in range(4)}
    assert len({one[50] for one in found.values()}) == 4


def test_a_call_that_was_given_up_leaves_no_answer_for_the_next_one(sandbox: Sandbox) -> None:
    class Impatient(Exception):
        pass

    def give_up(*_: object) -> None:
        raise Impatient

    before = signal.signal(signal.SIGALRM, give_up)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(Impatient):
            sandbox.call(time.sleep, 0.5, seconds=SOON)
    finally:
        signal.signal(signal.SIGALRM, before)
    works(sandbox)


def test_a_forked_copy_of_the_process_has_children_of_its_own(sandbox: Sandbox) -> None:
    ours = sandbox.call(os.getpid, seconds=SOON)
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(write, str(sandbox.call(os.getpid, seconds=SOON)).encode())
            sandbox.close()
            nurseries.close_all()
        finally:
            os._exit(0)
    os.close(write)
    theirs = int(os.read(read, 100))
    os.close(read)
    os.waitpid(pid, 0)
    assert theirs != ours
    assert sandbox.call(os.getpid, seconds=SOON) == ours


def test_nothing_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    code = (
        "import sys; from pathlib import Path; from paper.sandbox import Sandbox; from tests.paper import hostile\n"
        "Sandbox(preload=('tests.paper.hostile',)).call(hostile.start_and_wait, Path(sys.argv[1]), seconds=1000)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(told)], cwd=Path(__file__).parents[2])
    until(told.exists)
    sleeper = int(told.read_text())
    child = int(Path(f"/proc/{sleeper}/stat").read_text().rpartition(")")[2].split()[1])
    nursery = int(Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[1])
    parent.kill()
    parent.wait()
    until(lambda: all(not running(pid) for pid in (sleeper, child, nursery)))


def test_two_hundred_calls_leave_no_file_open(sandbox: Sandbox) -> None:
    def opened() -> list[int]:
        """Files open here, in the nursery, in the child."""
        pids = ("self", sandbox.call(os.getppid, seconds=SOON), sandbox.call(os.getpid, seconds=SOON))
        return [sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()) for pid in pids]

    works(sandbox)
    before = opened()
    for turn in range(200):
        if turn % 20 == 0:
            with pytest.raises(ParserDied):
                sandbox.call(hostile.kill_itself, seconds=SOON)
        if turn % 50 == 0:
            with pytest.raises(TookTooLong):
                sandbox.call(hostile.wait, seconds=0.05)
        works(sandbox)
    assert opened() == before
