"""Two who have to do with a second factor: one sets it up, one has it and is asked for the code."""

from lontar.wiring import House
from office import people, second_factor
from store.changes import Changes

SETS_UP, HAS_IT = "memasang", "berkode"
"""First parts of their logins."""


def added(house: House) -> None:
    for login in (SETS_UP, HAS_IT):
        one = people.person(f"Staf {login}", f"{login}@sukamaju.example", ["staff"], "dpu")
        second_factor.prepare(one)
        if login == HAS_IT:
            second_factor.confirm(one, second_factor.code_at(one.second_factor["pending"], 100), 3000.0)
        house.store.commit(Changes.of(one))
