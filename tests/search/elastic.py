"""Names on the node that all tests share."""

import json
import os
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

_numbers = count()


def ask(url: str, method: str, path: str, body: Any = None) -> Any:
    """Past our client, as somebody else would speak to the server."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, {"content-type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@contextmanager
def cleared(url: str) -> Iterator[str]:
    """A name that no other test has; nothing is left under it."""
    name = f"lontar-{os.getpid()}-{next(_numbers)}"
    try:
        yield name
    finally:
        for index in ask(url, "GET", f"/{name}.build-*/_alias"):
            ask(url, "DELETE", f"/{index}")
        for template in ask(url, "GET", "/_index_template?filter_path=**.name").get("index_templates", ()):
            if template["name"] == name:
                ask(url, "DELETE", f"/_index_template/{name}")
