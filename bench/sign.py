"""Signatures: how many a second are made, and how many verified, on one core."""

from typing import Any

from bench.machine import machine, resident_mb, versions
from bench.sign_made import made
from bench.sign_verified import verified


def run() -> dict[str, Any]:
    results = made() | verified()
    about = machine() | {"most_mb": resident_mb()}
    return {"bench": "sign", "machine": about, "versions": versions("pyHanko", "cryptography"), "results": results}
