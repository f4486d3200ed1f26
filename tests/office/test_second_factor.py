"""Codes by time: those of RFC 6238, each taken once; recovery codes too."""

import base64

import pytest

from office import second_factor
from schemas.person import Person

AT = 1_111_111_109.0
RFC = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"), [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert second_factor.code_at(RFC, at // 30) == code


def made() -> tuple[Person, list[str]]:
    account = Person(name="A", login="a@b.example", unit="u")
    second_factor.prepare(account)
    assert not second_factor.is_on(account.to_mongo())
    spare = second_factor.confirm(account, code(account, AT), AT)
    assert second_factor.is_on(account.to_mongo())
    return account, spare


def code(account: Person, at: float) -> str:
    kept = account.second_factor
    return second_factor.code_at(kept.get("secret") or kept["pending"], int(at // 30))


def test_the_same_code_is_never_taken_twice_nor_an_older_one() -> None:
    account, _ = made()
    later = AT + 60
    second_factor.spend(account, code(account, later), later)
    for again in (later, later - 30, AT):
        with pytest.raises(second_factor.WrongCode):
            second_factor.spend(account, code(account, again), later)


def test_a_clock_may_be_a_step_off_and_not_two() -> None:
    account, _ = made()
    second_factor.spend(account, code(account, AT + 300), AT + 270)
    with pytest.raises(second_factor.WrongCode):
        second_factor.spend(account, code(account, AT + 660), AT + 600)


def test_a_recovery_code_is_good_once_and_kept_as_a_digest() -> None:
    account, spare = made()
    assert not set(spare) & set(account.second_factor["spare"])
    second_factor.spend(account, f" {spare[0].upper().replace('-', ' ')} ", AT)
    with pytest.raises(second_factor.WrongCode):
        second_factor.spend(account, spare[0], AT)
    second_factor.spend(account, spare[1], AT)


@pytest.mark.parametrize("typed", ["", " ", "000", "abcdef", "٠٨١٨٠٤", "-", "0" * 5000])
def test_what_is_no_code_is_refused(typed: str) -> None:
    account, _ = made()
    with pytest.raises(second_factor.WrongCode):
        second_factor.spend(account, typed, AT + 60)
