"""Signatures verified a second on one core, by level: as when a letter is read, but for the process around it.

The letter is one page of `lontar samples`, 20 to 60 KB; the office trusts the root and has the lists of today. A PDF
that nobody signed is measured too, as most that arrives is such."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from cryptography.hazmat.primitives.asymmetric import rsa

from bench.signed import Authorities
from samples.make import made_one_by_one
from signing.marks import may_be_signed
from signing.trust import read_trust
from signing.verifying import verify

SEED = 8
CASES = {"bb": "B-B", "bt": "B-T", "lt": "B-LT", "lta": "B-LTA"}


def verified(count: int = 60) -> dict[str, dict[str, float]]:
    """By case, verify_bb (RSA-2048), verify_bb_p256, verify_lta ...: `per_second` of processor time, over `files`."""
    authorities, at = Authorities(), datetime.now(UTC)
    signer = authorities.signer("Rina Contoh", key=rsa.generate_private_key(65537, 2048))
    with TemporaryDirectory(prefix="lontar-bench-") as place:
        folder = Path(place)
        path = next(one for one in made_one_by_one(folder, 20, SEED) if one.suffix == ".pdf")
        trust = read_trust(authorities.trust(folder / "trust", at))
        found = {}
        files = {f"verify_{name}": authorities.sign(path.read_bytes(), level, signer) for name, level in CASES.items()}
        files["verify_bb_p256"] = authorities.sign(path.read_bytes())
        for name, signed in files.items():
            assert verify(signed, trust).verdict == "valid", name
            found[name] = _told(lambda one=signed: verify(one, trust), count)  # type: ignore[misc]
        found["verify_unsigned"] = _told(lambda: may_be_signed(path), 10 * count)
    return found


def _told(look: Callable[[], object], count: int) -> dict[str, float]:
    look()  # what is loaded once is not counted
    began = process_time()
    for _ in range(count):
        look()
    return {"per_second": round(count / (process_time() - began), 1), "files": count}
