"""kill -9 in the middle of a backup, and of a restore: nothing half stands, and the next one comes to its end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lontar.faults import faults
from lontar.wiring import House
from office.access import Reader
from tests.lontar.backups.taken import done, said
from tests.lontar.moving import fill, opened

WHEN = [3, 12, *(pytest.param(n, marks=pytest.mark.full) for n in (18, 25))]
"""Parts after which it is killed."""
KILLED = """
import os, signal, sys
from lontar.backups import container, restoring
from lontar.main import main
left = int(sys.argv.pop(1))
def counted(function):
    def call(*given, **named):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return call
container.Writer.add, container.Writer.copy = counted(container.Writer.add), counted(container.Writer.copy)
restoring._Restoring.bring = counted(restoring._Restoring.bring)
main()
"""


def killed(after: int, home: Path, *command: str) -> None:
    """The command, which dies by SIGKILL at its part number `after`."""
    env = os.environ | {"LONTAR_HOME": str(home)}
    ended = subprocess.run([sys.executable, "-c", KILLED, str(after), *command], env=env, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("after", WHEN)
def test_a_killed_backup_leaves_no_file_and_the_next_one_is_whole(
    house: House, console: Reader, tmp_path: Path, after: int
) -> None:
    fill(house, console, 12)
    folder = tmp_path / "backups"
    folder.mkdir()
    killed(after, house.settings.home, "backup", str(folder / "a.lontar"))
    assert not (folder / "a.lontar").exists()
    done(house.settings.home, "backup", str(folder / "a.lontar"))
    assert [one.name for one in folder.iterdir()] == ["a.lontar"]
    assert done(tmp_path / "new", "restore", str(folder / "a.lontar"))["faults"] == []


@pytest.mark.parametrize("after", WHEN)
def test_a_killed_restore_opens_for_nobody_and_goes_on(
    house: House, console: Reader, tmp_path: Path, after: int
) -> None:
    fill(house, console, 12)
    file, home = tmp_path / "a.lontar", tmp_path / "new"
    done(house.settings.home, "backup", str(file))
    killed(after, home, "restore", str(file))
    refused = said(home, "search", "jembatan")
    assert refused.exit_code == 3
    assert "half of an archive" in refused.stderr
    assert done(home, "restore", str(file))["faults"] == []
    restored = opened(home)
    assert list(faults(restored, lambda said: None)) == []
    restored.close()
