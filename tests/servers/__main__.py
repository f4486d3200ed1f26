"""Run a command while the servers stand: `python -m tests.servers pytest ...`; its exit code.

They start beside the command, which finds them in its environment and waits for one when it first needs it
(tests/conftest.py). They are stopped whatever happens to the command.
"""

import os
import signal
import subprocess
import sys

from tests.servers import elasticsearch, mongod, redis


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    with elasticsearch.node() as node, mongod.replica_set() as members, redis.server() as server:
        found = {"ELASTICSEARCH": node.url, "MONGODB": members.ready(), "REDIS": server.ready()}
        environment = os.environ | {f"TEST_{name}": url for name, url in found.items()}
        done = subprocess.run(command, env=environment, check=False)
        for name, one in {"Elasticsearch": node, "MongoDB": members.members[0], "Redis": server}.items():
            if not one.runs():
                print(f"{name} has ended: {one.said()}", file=sys.stderr)
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
