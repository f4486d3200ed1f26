"""What settings name must be there and fit together; all of it is said before anything is started."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from lontar.commands.settings import command
from lontar.settings import load
from lontar.settings_check import faults
from tests.serving import ROOT

WEBHOOK = {"LONTAR_WEBHOOK_URL": "https://gateway.example/", "LONTAR_WEBHOOK_SECRET": f"whsec_{'QUJD' * 8}"}
MAIL = {"LONTAR_SMTP_HOST": "mail.example", "LONTAR_MAIL_FROM": "arsip@example.go.id"}
STARTS = ("run", "work", "follow")


def named(tmp_path: Path, **given: str) -> list[str]:
    """The settings that are wrong."""
    return [one.params["name"] for one in faults(load({"LONTAR_HOME": "home"} | given, tmp_path))]


def test_the_defaults_and_what_the_containers_say_are_right(tmp_path: Path) -> None:
    engines = {
        "LONTAR_STORE": "mongodb://lontar:x@mongo:27017/lontar?replicaSet=lontar", "LONTAR_ORIGINALS": "gridfs:",
        "LONTAR_INDEX": "http://elasticsearch:9200/lontar", "LONTAR_WORK": "redis://:x@redis:6379/0",
        "LONTAR_INDEX_USER": "elastic", "LONTAR_INDEX_PASSWORD": "x",
    }  # fmt: skip
    assert named(tmp_path) == named(tmp_path, **engines, **WEBHOOK, **MAIL) == []


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"LONTAR_STORE": "mysql://a/b"}, "LONTAR_STORE"),
        ({"LONTAR_STORE": "mongodb://a"}, "LONTAR_STORE"),
        ({"LONTAR_STORE": "sqlite://var/lontar.db"}, "LONTAR_STORE"),
        ({"LONTAR_ORIGINALS": "gridfs:"}, "LONTAR_ORIGINALS"),
        ({"LONTAR_ORIGINALS": "s3://bucket"}, "LONTAR_ORIGINALS"),
        ({"LONTAR_INDEX": "https://a:b@c:9200/letters"}, "LONTAR_INDEX"),
        ({"LONTAR_INDEX": "http://a:port/letters"}, "LONTAR_INDEX"),
        ({"LONTAR_INDEX": "http://a:9200/Not A Name"}, "LONTAR_INDEX"),
        ({"LONTAR_WORK": "redis://host"}, "LONTAR_WORK"),
        ({"LONTAR_HOME": ""}, "LONTAR_HOME"),
        ({"LONTAR_HOME": "a-file/home"}, "LONTAR_HOME"),
        ({"LONTAR_INDEX_CA": "gone.pem"}, "LONTAR_INDEX_CA"),
        ({"LONTAR_TRUST": "a-file"}, "LONTAR_TRUST"),
        ({"LONTAR_INDEX_PASSWORD": "x"}, "LONTAR_INDEX_USER"),
        ({"LONTAR_INDEX_USER": "a", "LONTAR_INDEX_API_KEY": "b"}, "LONTAR_INDEX_API_KEY"),
        ({"LONTAR_LANGUAGES": "xyz+eng"}, "LONTAR_LANGUAGES"),
        ({"LONTAR_LANGUAGES": "eng ind"}, "LONTAR_LANGUAGES"),
        ({"LONTAR_PUBLIC_URL": "surat.example"}, "LONTAR_PUBLIC_URL"),
        ({"LONTAR_PUBLIC_URL": "https://surat.example/arsip?x"}, "LONTAR_PUBLIC_URL"),
        ({"LONTAR_PUBLIC_URL": "https://surat.example:port"}, "LONTAR_PUBLIC_URL"),
        ({"LONTAR_HOST": "no host of this machine"}, "LONTAR_HOST"),
        ({"LONTAR_TSA_ADDRESS": "tsa.example"}, "LONTAR_TSA_ADDRESS"),
        ({"LONTAR_SIGN_LEVEL": "B-LTA"}, "LONTAR_TSA_ADDRESS"),
        ({"LONTAR_BSRE_ADDRESS": "http://esign.example"}, "LONTAR_BSRE_ADDRESS"),
        ({"LONTAR_SIGN_WITH": "bsre", "LONTAR_BSRE_ADDRESS": "https://esign.example"}, "LONTAR_BSRE_USER"),
        ({"LONTAR_SMTP_HOST": "mail.example"}, "LONTAR_MAIL_FROM"),
        ({"LONTAR_MAIL_FROM": "arsip@example.go.id"}, "LONTAR_SMTP_HOST"),
        ({"LONTAR_MAIL_CLASSES": "B,X"}, "LONTAR_MAIL_CLASSES"),
        ({"LONTAR_WEBHOOK_URL": "http://gateway.example"} | {"LONTAR_WEBHOOK_SECRET": WEBHOOK["LONTAR_WEBHOOK_SECRET"]},
         "LONTAR_WEBHOOK_URL"),
        (WEBHOOK | {"LONTAR_WEBHOOK_SECRET": "whsec_short"}, "LONTAR_WEBHOOK_SECRET"),
        ({"LONTAR_WEBHOOK_SECRET": "whsec_x"}, "LONTAR_WEBHOOK_URL"),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(f"{k[7:]}={v}" for k, v in value.items()),
)  # fmt: skip
def test_what_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], wrong: str
) -> None:
    (tmp_path / "a-file").write_text("")
    monkeypatch.chdir(tmp_path)
    assert named(tmp_path, **given) == [wrong]


def test_a_fault_says_what_is_allowed_and_no_password(tmp_path: Path) -> None:
    (fault,) = faults(load({"LONTAR_STORE": "mysql://budi:rahasia@a/b"}, tmp_path))
    assert str(fault).startswith(
        "LONTAR_STORE=mysql://budi:***@a/b (in the environment) cannot be used: it must be sql"
    )


def test_nothing_is_started_with_settings_that_cannot_be_used(tmp_path: Path) -> None:
    """Neither the home is made nor a port taken, whichever way Lontar is started."""
    wrong = {"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_SIGN_LEVEL": "B-T", "LONTAR_PUBLIC_URL": "surat"}
    for start in (["-m", "web.serve"], *(["-c", "from lontar.main import main; main()", one] for one in STARTS)):
        done = subprocess.run(
            [sys.executable, *start], env=wrong | {"PATH": ""}, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert "2 settings" in done.stderr
        assert "LONTAR_TSA_ADDRESS" in done.stderr
        assert "LONTAR_PUBLIC_URL=surat" in done.stderr
    assert not (tmp_path / "home").exists()


def test_the_check_names_wrong_values_and_what_does_not_fit_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    assert CliRunner().invoke(command, ["--check"]).output.endswith("settings can be used.\n")
    monkeypatch.setenv("LONTAR_PORT", "0")
    monkeypatch.setenv("LONTAR_SIGN_LEVEL", "B-T")
    done = CliRunner().invoke(command, ["--check", "--json"])
    assert done.exit_code == 2
    assert [one["params"]["name"] for one in json.loads(done.output)["faults"]] == ["LONTAR_PORT", "LONTAR_TSA_ADDRESS"]
