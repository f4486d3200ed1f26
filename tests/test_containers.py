"""The containers: bounded, without root, each asked whether it is well, with settings that exist and secrets that are
made. Whether they run, only Docker can say."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from lontar import VERSION
from lontar.main import COMMANDS
from lontar.settings import load
from lontar.wiring import open_house
from scripts import containers
from scripts.prepare import PACKAGES, ROOT
from tests.servers import elasticsearch
from tests.test_house import ROOMS

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
IMAGES = {one["image"] for one in SERVICES.values()} | set(re.findall(r"^FROM (\S+)$", DOCKERFILE, re.MULTILINE))


def is_step(service: dict[str, Any]) -> bool:
    """Whether it does one thing and ends."""
    return bool(service.get("restart") == "no")


def test_all_engines_and_all_parts_of_lontar_are_there() -> None:
    assert set(SERVICES) == {"web", "worker", "follower", "mongo", "replica-set", "elasticsearch", "redis"}
    assert OURS == ["web", "worker", "follower"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_bounded_asked_and_not_root(name: str) -> None:
    service = SERVICES[name]
    limits = service["deploy"]["resources"]["limits"]
    assert float(limits["cpus"]) > 0
    assert int(limits["memory"].removesuffix("M")) >= 400
    user = service.get("user") or "".join(re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE))
    assert user.partition(":")[0] not in ("", "0", "root")
    assert is_step(service) or {"test", "interval", "timeout", "retries"} <= service["healthcheck"].keys()
    assert is_step(service) or service["restart"] == "unless-stopped"


@pytest.mark.parametrize("image", sorted(IMAGES))
def test_images_have_a_whole_version_and_name_no_registry(image: str) -> None:
    assert re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+(-[a-z-]+)?", image)


def test_our_image_is_of_this_version() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {f"lontar:{VERSION}"}


def test_elasticsearch_is_the_version_that_is_tested() -> None:
    assert SERVICES["elasticsearch"]["image"] == f"elasticsearch:{elasticsearch.VERSION}"


@pytest.mark.parametrize("name", OURS)
def test_settings_exist_and_commands_can_be_typed(name: str, tmp_path: Path) -> None:
    service = SERVICES[name]
    environ = {key: value for key, value in service["environment"].items() if key != "LONTAR_CONFIG"}
    assert str(load(environ, tmp_path).home) == "/srv/lontar"
    assert service["environment"]["LONTAR_CONFIG"].removeprefix("/run/secrets/") in service["secrets"]
    command = service["command"]
    assert (command[0] == "lontar" and command[1] in COMMANDS) or command == ["python", "-m", "web.serve"]


def test_secrets_are_made_once_and_fit_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    containers.made(folder)
    before = {path.name: path.read_text() for path in folder.iterdir()}
    containers.made(folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == before
    assert folder.stat().st_mode & 0o077 == 0
    assert set(before) == set(COMPOSE["secrets"])
    assert {Path(one["file"]).name for one in COMPOSE["secrets"].values()} == set(before)
    assert {name for one in SERVICES.values() for name in one.get("secrets", ())} == set(before)

    settings = tomllib.loads(before["lontar.toml"])
    assert settings.keys() <= {one.name for one in load({}, tmp_path).all}
    assert f":{before['mongo_lontar']}@mongo:27017/" in settings["store"]
    assert settings["index_password"] == before["elastic"]
    assert f"requirepass {settings['work'].split(':')[2].partition('@')[0]}\n" in before["redis.conf"]
    house = open_house(load({"LONTAR_HOME": str(tmp_path), "LONTAR_WORK": settings["work"]}, tmp_path))
    assert house.queue.apart
    house.close()


def test_the_image_holds_every_room_every_language_and_the_pinned_packages() -> None:
    assert set(ROOMS) == set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE))
    assert set(PACKAGES) <= set(DOCKERFILE.split())
    assert "--require-hashes -r requirements/run.txt" in DOCKERFILE
    assert DOCKERFILE.index("\nUSER ") < DOCKERFILE.index("\nCMD ")
    let_in = set((ROOT / ".dockerignore").read_text().split("!")[1:])
    assert {one.split()[0] for one in let_in} == {*ROOMS, "requirements/run.txt"}


def test_files_that_are_mounted_are_there() -> None:
    sources = [volume.split(":")[0] for one in SERVICES.values() for volume in one.get("volumes", ())]
    assert {one for one in sources if not one.startswith("./")} == set(COMPOSE["volumes"])
    assert all((ROOT / one).is_file() for one in sources if one.startswith("./"))


def has_compose() -> bool:
    asked = ["docker", "compose", "version"]
    return bool(shutil.which("docker")) and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def test_docker_takes_the_file(tmp_path: Path) -> None:
    if not has_compose():
        pytest.skip("Docker with its compose plugin is not here")
    copy = tmp_path / "docker-compose.yml"
    copy.write_text((ROOT / "docker-compose.yml").read_text())
    containers.made(tmp_path / "secrets")
    subprocess.run(["docker", "compose", "config", "--quiet"], cwd=tmp_path, check=True)
