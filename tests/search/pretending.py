"""A server on loopback that says what a test wants it to say; what a real node cannot be made to say in a test."""

import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any


@contextmanager
def saying(status: int, body: Any, *, product: str = "Elasticsearch", certified: Path | None = None) -> Iterator[str]:
    """The URL of one that answers everything so; over TLS with the certificate and key in the file `certified`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            if product:
                self.send_header("X-Elastic-Product", product)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        if certified:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certified)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http{'s' if certified else ''}://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def silent() -> Iterator[str]:
    """The URL of one that takes connections and never answers, as one that was stopped does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def nobody() -> str:
    """A URL where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def certificate(folder: Path, host: str) -> Path:
    """A certificate for `host` that nobody vouches for, with its key."""
    file = folder / f"{host}.pem"
    key = ("-newkey", "rsa:2048", "-nodes", "-keyout", str(file))
    about = ("-days", "1", "-subj", f"/CN={host}", "-addext", f"subjectAltName=IP:{host}")
    made = subprocess.run(["openssl", "req", "-x509", *key, *about], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + made.stdout)
    return file
