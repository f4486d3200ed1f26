"""An Elasticsearch node on loopback, of Elastic's own program."""

import json
import os
import pwd
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.place import Running, folder_for, free_port, servers
from tests.waiting import until

VERSION = "8.19.21"
NEWER = "9.5.3"
RELEASE = {"8": 17, "9": 21}
"""The Java that each major version needs at least."""
HERE = Path(__file__).parent
LEFT_OUT = ("-Xlog:gc", "-XX:+HeapDumpOnOutOfMemoryError", "UseG1GC")
"""Options of its own that write files nobody reads here, and another collector than ours."""
JAVA = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-AlwaysPreTouch"
"""Half the time to start, and half the memory, of what it chooses by itself (378 MB for 753). A benchmark wants the
whole compiler: ES_JAVA_OPTS of the caller takes its place."""


def home(version: str = VERSION) -> Path:
    return servers() / f"elasticsearch-{version}"


def sources(version: str) -> list[Path]:
    """The stand-in for the stock parts that this distribution lacks."""
    folder = HERE / "stand_in"
    return [folder / "Parts.java", folder / version[0] / "StandIn.java"]


def jdk(version: str = VERSION) -> Path | None:
    """The oldest JDK of this machine that is new enough."""
    found = {}
    for folder in Path("/usr/lib/jvm").glob("*"):
        release = folder / "release"
        if (folder / "bin" / "javac").exists() and release.exists():
            line = next(line for line in release.read_text().splitlines() if line.startswith("JAVA_VERSION="))
            found[int(line.split('"')[1].split(".")[0])] = folder.resolve()
    return next((found[number] for number in sorted(found) if number >= RELEASE[version[0]]), None)


def answers(url: str) -> bool:
    """Whether a node is there and can be written to."""
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5) as answer:
            return bool(json.load(answer)["status"] in ("yellow", "green"))
    except OSError:
        return False


class Node(Running):
    """One node with its own folder; ``url`` is where it answers."""

    def __init__(self, folder: Path, version: str = VERSION, settings: dict[str, object] | None = None) -> None:
        super().__init__(folder)
        self.version, self.url = version, f"http://127.0.0.1:{self.port}"
        self.settings = settings or {}

    def start(self) -> None:
        """Begin to start; `ready` waits until it answers."""
        java = jdk(self.version)
        assert java is not None, f"no JDK for Elasticsearch {self.version}"
        assert home(self.version).exists(), "`make setup-test` brings Elasticsearch"
        self._configure()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "ES_JAVA_HOME": str(java),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "CLI_JAVA_OPTS": "-XX:TieredStopAtLevel=1",
            "ES_JAVA_OPTS": os.environ.get("ES_JAVA_OPTS", JAVA),
        }
        self.begin([str(home(self.version) / "bin" / "elasticsearch")], env=environment, **_as_nobody())

    def ready(self) -> str:
        """Its URL once it answers."""
        until(self._answers, seconds=180, what="Elasticsearch answering")
        return self.url

    def kill(self) -> None:
        """kill -9: the program starts Java as a child, which it would outlive."""
        assert self.process is not None
        os.killpg(self.process.pid, 9)
        self.process.wait()

    def _answers(self) -> bool:
        self.demand()
        return answers(self.url)

    def _configure(self) -> None:
        for name in ("data", "logs", "snapshots", "tmp", "config"):
            (self.folder / name).mkdir(exist_ok=True)
        config, own = self.folder / "config", home(self.version) / "config"
        shutil.copy(own / "log4j2.properties", config)
        lines = (own / "jvm.options").read_text().splitlines()
        (config / "jvm.options").write_text("\n".join(x for x in lines if not any(one in x for one in LEFT_OUT)))
        settings = {
            "cluster.name": "lontar-tests",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": free_port(),
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "path.repo": [str(self.folder / "snapshots")],
            "xpack.security.enabled": False,
            "xpack.security.autoconfiguration.enabled": False,
            "cluster.routing.allocation.disk.threshold_enabled": False,
        } | self.settings
        (config / "elasticsearch.yml").write_text("".join(f"{k}: {json.dumps(v)}\n" for k, v in settings.items()))
        if os.geteuid() == 0:
            owner = pwd.getpwnam("nobody")
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, owner.pw_uid, owner.pw_gid)


def _as_nobody() -> dict[str, object]:
    """Elasticsearch refuses to run as root. A group of its own, so that one signal reaches all of it."""
    group: dict[str, object] = {"start_new_session": True}
    if os.geteuid():
        return group
    nobody = pwd.getpwnam("nobody")
    return group | {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def node(version: str = VERSION, settings: dict[str, object] | None = None) -> Iterator[Node]:
    """A node that has begun to start; stopped at the end, whatever happens."""
    with folder_for("elasticsearch") as folder:
        one = Node(folder, version, settings)
        one.start()
        try:
            yield one
        finally:
            one.stop()
