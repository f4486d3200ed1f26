"""The API asked at random by its own description: nothing that comes in may break the server, and what it answers is
what the description says."""

from collections.abc import Iterator

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case

from lontar.wiring import House
from tests.web.described import ASKS, CHECKS, cases, in_order, standing

SHORT, LONG = 500, 10_000


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Flask]]:
    with standing(tmp_path_factory.mktemp("described")) as standing_:
        yield standing_


@pytest.mark.parametrize("number", [SHORT, pytest.param(LONG, marks=pytest.mark.full)], ids=["short", "whole"])
def test_whatever_is_asked_is_answered_as_described(archive: tuple[House, Flask], number: int) -> None:
    """`number` cases over all operations alike; derandomised, so that a red run can be repeated."""
    house, app = archive
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = sorted((found.ok() for found in schema.get_all_operations()), key=in_order)
    faults, asked = [], 0
    for operation in operations:

        @settings(
            max_examples=-(-number // len(operations)), derandomize=True, deadline=None, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        )  # fmt: skip
        @given(case=cases(house, operation))
        def ask(case: Case) -> None:
            nonlocal asked
            asked += 1
            case.headers = {**(case.headers or {}), **ASKS}
            case.call_and_validate(checks=CHECKS)

        try:
            ask()
        except BaseExceptionGroup as fault:
            faults.append(f"{operation.label}: {fault}")
    assert not faults, "\n\n".join(faults)
    assert asked >= number
