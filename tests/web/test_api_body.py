"""What a program may say in the body of a request: every fault is refused with its sentence, none is an incident."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from lontar.wiring import House
from tests.web.conftest import SignIn, token

BIG = 10**40
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def change(house: House, letters: dict[str, str], sign_in: SignIn) -> Any:
    """PATCH of one letter as the archivist, with a body as it stands or as JSON."""
    client: FlaskClient = sign_in("arsiparis")
    headers = {"X-CSRF-Token": token(client.get("/account").text)}

    def change(said: Any) -> Any:
        address = f"/api/v1/letters/{letters['surat.pdf']}"
        if isinstance(said, str):
            return client.patch(address, data=said, headers=headers | JSON)
        return client.patch(address, json=said, headers=headers)

    return change


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("[" * 100_000, "wrong-use"),
        ('{"fields": {"subject": "\\ud800"}}', "wrong-use"),
        ('{"fields": {"subject": "a\\u0000b"}}', "wrong-use"),
        ('{"fields": {"date": NaN}}', "wrong-use"),
        ({"fields": {"date": BIG}}, "wrong-use"),
        ({"fields": {"subject": "x" * 2001}}, "too-many-characters"),
        ({"fields": {"recipients": ["x" * 2001]}}, "too-many-characters"),
        ({"fields": {"recipients": ["Camat"] * 1001}}, "too-many"),
        ({"fields": {"colour": "red"}}, "not-among"),
        ({"security_class": "ZZ"}, "not-among"),
        ({"grants": ["office"]}, "not-among"),
        ({"tags": [{"a": 1}]}, "wrong-use"),
        ({"tags": [str(number) for number in range(101)]}, "too-many"),
        ({"tags": ["x" * 61]}, "too-many-characters"),
        ({"version": True, "tags": ["penting"]}, "wrong-use"),
    ],
    ids=lambda said: str(said)[:40],
)
def test_a_fault_is_refused_with_its_sentence(change: Any, said: Any, code: str) -> None:
    answer = change(said)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, code)


def test_a_version_beyond_all_numbers_is_one_to_come(change: Any) -> None:
    assert change({"version": BIG, "tags": ["penting"]}).status_code == 200
    assert change({"version": BIG, "tags": []}).status_code == 200


def test_a_note_and_a_reason_have_their_length(letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    headers = {"X-CSRF-Token": token(client.get("/account").text), "Accept-Language": "id"}
    client.set_cookie("language", "id")
    for name, body in (("notes", {"text": "x" * 10_001}), ("withdrawal", {"reason": "x" * 1001})):
        answer = client.post(f"/api/v1/letters/{letters['surat.pdf']}/{name}", json=body, headers=headers)
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "too-many-characters")
        assert "lebih panjang dari" in answer.json["error"]["message"]
        assert "The " not in answer.json["error"]["message"]
