"""Start Lontar in containers: the secrets that are missing are made, then Docker does the rest.

Standard library only, because it runs where nothing of Lontar is installed.

    python3 scripts/containers.py
"""

import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.prepare import ROOT, say, stop

SECRETS = ROOT / "secrets"
REDIS = """requirepass {password}
maxmemory 256mb
maxmemory-policy noeviction
save ""
appendonly no
"""
LONTAR = """# Where the engines are, for web, workers and follower. Settings that are no secrets can stand here too.
store = "mongodb://lontar:{mongo}@mongo:27017/lontar?replicaSet=lontar"
originals = "gridfs:"
index = "http://elasticsearch:9200/lontar"
index_user = "elastic"
index_password = "{elastic}"
work = "redis://:{redis}@redis:6379/0"
"""


def made(folder: Path) -> None:
    """The files of docker-compose.yml's secrets; those that stand stay, for the engines were founded with them.

    Containers read them as users of their own, so the files are open and the folder is closed."""
    folder.mkdir(mode=0o700, exist_ok=True)

    def once(name: str, content: Callable[[], str]) -> str:
        path = folder / name
        if not path.exists():
            path.write_text(content())
            path.chmod(0o444)
        return path.read_text()

    once("mongo_key", lambda: secrets.token_hex(256))
    once("mongo_root", password)
    mongo, elastic = once("mongo_lontar", password), once("elastic", password)
    redis = once("redis.conf", lambda: REDIS.format(password=password())).split()[1]
    once("lontar.toml", lambda: LONTAR.format(mongo=mongo, elastic=elastic, redis=redis))


def password() -> str:
    """Of letters that need no quoting in an address or a file of settings."""
    return secrets.token_urlsafe(24)


def main() -> None:
    if not shutil.which("docker"):
        stop("Docker with its compose plugin is needed. Without it: make setup, then docs/machines.md.")
    made(SECRETS)
    command = ["docker", "compose", "up", "--build", "--detach", "--wait"]
    if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(code)
    say("running on http://127.0.0.1:8000")
    say("a new office is set up by: docker compose exec web lontar init")


if __name__ == "__main__":
    main()
