"""What needs a person is found and told; what passes by itself is not."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lontar import failures
from lontar.all_followers import OTHERS
from lontar.commands.letters import command as letters
from lontar.commands.status import command
from lontar.journey import arrive, gave_up
from lontar.settle import settle
from lontar.troubles import BEHIND, lagging, needs_somebody, troubles
from lontar.wiring import House
from office.access import Reader
from paper.errors import Damaged, TookTooLong
from schemas.errors import LontarError
from schemas.job import Job
from schemas.letter import Letter
from schemas.notice import Notice
from schemas.sending import Mailing
from schemas.stored import Stored, new_id, now
from schemas.work import Work
from store.changes import Changes
from tests import files
from work import lease


def failed(house: House, console: Reader, folder: Path, name: str, error: LontarError) -> str:
    """A letter that was given up for this reason."""
    (arrived,) = arrive(house, files.written(folder, name, files.pdf((name,))), name, console)
    work = house.store.load(Work, str(arrived.id))
    house.store.commit(lease.failed(work, error, house.settings.work_pool, again=False))
    house.store.commit(gave_up(house, house.store.load(Work, work.id)))
    return work.id


def asked(house: House, *args: str, of: Any = command) -> Result:
    return CliRunner().invoke(of, args, env={"LONTAR_HOME": str(house.settings.home)}, catch_exceptions=False)


@pytest.mark.everywhere("full")
def test_a_quiet_archive_needs_nobody(house: House, console: Reader, tmp_path: Path) -> None:
    arrive(house, files.written(tmp_path, "a.pdf", files.pdf()), "a.pdf", console)
    settle(house, 1)
    found = troubles(house)
    assert [one for one in found["followers"] if one["behind"]] == []
    assert [one["name"] for one in found["followers"]] == ["index", *OTHERS]
    assert (needs_somebody(found), found["failures"]) == (False, [])


def test_failures_are_told_by_reason_and_tried_again_in_a_job(house: House, console: Reader, tmp_path: Path) -> None:
    ids = [failed(house, console, tmp_path, f"{one}.pdf", Damaged(file=f"{one}.pdf")) for one in range(3)]
    ids.append(failed(house, console, tmp_path, "lama.pdf", TookTooLong(seconds=60)))
    status = asked(house, "--check", "--json")
    assert status.exit_code == 1
    assert [(one["code"], one["count"]) for one in json.loads(status.output)["troubles"]["failures"]] == [
        ("damaged", 3), ("took-too-long", 1),
    ]  # fmt: skip
    assert asked(house).exit_code == 0
    assert "failed   3 letters: Damaged file (damaged)" in asked(house).output
    settle(house, 0)
    told = asked(house, "--filter", "state=failed", "--retry", "--yes", "--json", of=letters)
    job = json.loads(told.output)
    assert (told.exit_code, job["act"], job["state"]) == (0, "retry", "done")
    assert job["counts"]["done"] == 4
    settle(house, 1)
    assert {row["stage"] for row in house.store.every(Letter)} == {"understood"}
    assert asked(house, "--check").exit_code == 0


def test_one_reason_alone_is_tried_again_and_what_is_tried_already_is_left(
    house: House, console: Reader, tmp_path: Path
) -> None:
    damaged = failed(house, console, tmp_path, "a.pdf", Damaged(file="a.pdf"))
    slow = failed(house, console, tmp_path, "b.pdf", TookTooLong(seconds=60))
    assert failures.try_again(house, console, "damaged") == 1
    assert [one.id for one in failures.failed(house)] == [slow]
    assert (failures.try_again(house, console, "damaged"), failures.try_again(house, console)) == (0, 1)
    settle(house, 1)
    assert {house.store.load(Letter, id).stage for id in (damaged, slow)} == {"understood"}


def spoilt(document: type[Stored], /, **values: Any) -> Callable[[House], None]:
    return lambda house: house.store.commit(Changes.of(document(id=new_id(), **values))) and None


LONG_AGO, HOURS_AGO = now() - timedelta(days=2), now() - timedelta(hours=3)
MAILING = {"sending": "s", "letter": "l", "address": "a@b.example", "made_at": LONG_AGO}


@pytest.mark.parametrize(
    ("spoil", "where", "said"),
    [
        (spoilt(Work, state="working", lease_until=HOURS_AGO), ("stuck", "leases"), "stuck    1 letters whose worker"),
        (spoilt(Work, changed_at=HOURS_AGO), ("stuck", "waiting"), "stuck    1 letters have waited since 20"),
        (spoilt(Job, person="p", act="tag", letters=1, parts=1, next_at=HOURS_AGO), ("stuck", "jobs"), "nobody"),
        (spoilt(Job, person="p", act="tag", letters=1, parts=1, state="failed", due=False), ("stuck", "given_up"),
         "given up this week"),
        (spoilt(Notice, person="p", kind="received", mail="waiting", mail_at=HOURS_AGO), ("mail", "notices"),
         "mail     1 notices are due"),
        (spoilt(Notice, person="p", kind="received", hook="refused"), ("mail", "notices_refused"), "were refused"),
        (spoilt(Mailing, state="waiting", at=HOURS_AGO, **MAILING), ("mail", "letters"), "due and not mailed"),
        (spoilt(Mailing, state="unsure", **MAILING), ("mail", "letters_unsure"), "nobody knows whether"),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_is_stuck_is_told(house: House, spoil: Callable[[House], None], where: tuple[str, str], said: str) -> None:
    spoil(house)
    found = troubles(house)
    assert found[where[0]][where[1]] == 1
    assert needs_somebody(found)
    told = asked(house, "--check")
    assert (told.exit_code, said in told.output) == (1, True)


def test_what_failed_long_ago_is_history(house: House) -> None:
    spoilt(Mailing, state="failed", at=now() - timedelta(days=8), **MAILING)(house)
    assert not needs_somebody(troubles(house))


def test_a_follower_is_behind_once_that_lasts(house: House, console: Reader, tmp_path: Path) -> None:
    arrive(house, files.written(tmp_path, "a.pdf", files.pdf()), "a.pdf", console)
    found = troubles(house)
    index = found["followers"][0]
    assert (index["name"], index["behind"] > 0, lagging(found)) == ("index", True, [])
    assert "index" in lagging(found, now() + BEHIND * 2)


def test_an_engine_that_is_away_has_an_exit_code_of_its_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_WORK", "redis://127.0.0.1:1/0")
    assert (asked(house).exit_code, asked(house, "--check", "--json").exit_code) == (3, 3)
