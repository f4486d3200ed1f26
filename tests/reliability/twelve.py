"""What each of the twelve cases says, and the tests that hold it: each stands with what it is about, once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """`tests`: files, or tests in them, as pytest names them."""

    says: str
    tests: tuple[str, ...]


CASES: dict[int, Case] = {
    1: Case(
        "1,000 uploads, 200 kill -9: none lost, none there twice",
        ("tests/lontar/test_kill.py",),
    ),
    2: Case(
        "100 kills among 4 workers: each letter read once, each step of a job done once",
        (
            "tests/work/test_local.py::TestLocal::test_no_letter_is_lost_or_done_twice_whoever_is_killed",
            "tests/work/test_celery.py::TestCelery::test_no_letter_is_lost_or_done_twice_whoever_is_killed",
            "tests/lontar/many/test_jobs_kill.py",
        ),
    ),
    3: Case("a full disk at every write: a clear error, no partial file", ("tests/disk",)),
    4: Case(
        "an engine away or killed while letters come in: nothing lost, the index afterwards equal to the store",
        (
            "tests/web/test_engines_away.py",
            "tests/store/test_mongo_kill.py",
            "tests/lontar/finding/test_index_away.py",
        ),
    ),
    5: Case(
        "fixity finds whatever was flipped, deleted or added",
        ("tests/lontar/proving/test_rounds.py", "tests/lontar/test_faults.py"),
    ),
    6: Case(
        "an archive restored on an empty machine: every hash, the chain, the index; of one moment while others write",
        (
            "tests/lontar/backups/test_backups.py",
            "tests/lontar/backups/test_backups_kill.py",
            "tests/lontar/backups/test_backups_served.py",
        ),
    ),
    7: Case(
        "no signature that must be refused is shown as valid; each file within its time and memory",
        ("tests/signing/test_labels.py", "tests/signing/test_dss.py", "tests/signing/test_forged.py"),
    ),
    8: Case(
        "changes behind the archive timestamp, shadows, rogue signers, junk: each is named",
        ("tests/signing/test_hostile.py",),
    ),
    9: Case(
        "two signers, a lock, an archive timestamp: valid when the certificates have ended",
        (
            "tests/signing/test_pades.py::test_two_sign_one_after_the_other_and_the_archive_holds_the_proofs",
            "tests/signing/test_pades.py::test_nothing_is_signed_after_a_final_lock",
            "tests/signing/test_added.py::test_signers_one_after_the_other_and_renewal",
            "tests/signing/test_proofs.py::test_a_chain_of_archive_timestamps",
        ),
    ),
    10: Case(
        "whatever the signing service answers or leaves out: signed once, or known not to be, or said to be unknown",
        ("tests/signing/test_bsre.py", "tests/lontar/signing/test_by_service.py", "tests/lontar/signing/test_kill.py"),
    ),
    11: Case("two people, one forbidden letter: no door tells of it, by whatever it is asked", ("tests/web/rights",)),
    12: Case(
        "hostile uploads: no worker takes more than it may, the other 99 files are read",
        (
            "tests/reliability/test_hostile.py",
            "tests/lontar/intake/test_bad_input.py",
            "tests/paper/test_hostile_pages.py",
            "tests/paper/test_sandbox.py",
        ),
    ),
}
