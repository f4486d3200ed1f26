"""The whole system on a disk that fills up while letters are sent: it serves on, refuses in time, and loses nothing."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from lontar.faults import faults
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from schemas.letter import Letter
from tests import files
from tests.disk.small import Small
from tests.serving import Client, System, token_for
from tests.waiting import AGAIN
from work.sweeper import unfinished

LOOKS = 600  # tenths of a second until the test gives up hope
HASTE = {"LONTAR_RETRY_SECONDS": "0.2", "LONTAR_WORKERS": "1"}


def letter(number: int) -> bytes:
    return files.pdf((*files.LETTER, f"nomor{number}")) + bytes(60_000)


@contextmanager
def running(house: House) -> Iterator[System]:
    system = System(house.settings.home, **HASTE)
    system.start()
    try:
        yield system
    except BaseException:
        system.kill()
        raise
    system.stop()


def test_a_system_whose_disk_fills_up_serves_on_and_loses_nothing(small: Small, tmp_path: Path) -> None:
    house = open_house(load({"LONTAR_HOME": str(small.path / "home")}, tmp_path))
    token, letters = token_for(house.store), [letter(number) for number in range(12)]
    with running(house) as system, ThreadPoolExecutor(4) as pool:
        client = Client(system.port, token)
        try:
            (first, *_) = [client.deliver(f"{n}.pdf", letters[n])["results"][0]["id"] for n in range(3)]
            for _ in range(LOOKS):
                if not unfinished(house.store):
                    break
                AGAIN.wait(0.1)
            # The processes of the system keep their reserve: what is refused is refused before a byte of it is sent.
            for leave in (60 << 20, 0):
                small.fill(leave)
                status, _, body = client.begin("besar.pdf", 1000)
                assert (status, b"disk-full" in body) == (507, True)
            jobs = [pool.submit(client.deliver, f"{n}.pdf", letters[n]) for n in range(3, 12)]
            for _ in range(20):
                for address in ("/readyz", "/api/v1/search?q=jembatan", f"/api/v1/letters/{first}/text"):
                    assert client.ask("GET", address)[0] == 200, address
                AGAIN.wait(0.05)
            assert not any(job.done() for job in jobs)
        finally:
            small.clear()  # who sends tries again for ever
        assert {job.result()["state"] for job in jobs} == {"stored"}
    settle(house, 1)
    kept = {row["files"][0]["sha256"]: row["stage"] for row in house.store.every(Letter)}
    assert kept == {hashlib.sha256(content).hexdigest(): "understood" for content in letters}
    assert [str(fault) for fault in faults(house, lambda _: None)] == []
    house.close()
