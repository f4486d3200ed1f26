"""What is said of a signed PDF, and of each signature in it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from schemas.times import in_json
from signing.reasons import Reason

VERDICTS = ("valid", "invalid", "unverifiable", "unsigned")
"""Worst first is not their order: `worst` says which of several stands for a file."""
LEVELS = ("B-B", "B-T", "B-LT", "B-LTA", "CMS")
"""PAdES baseline levels; CMS: an older kind of signature that has none."""
PROOFS = ("timestamp", "archive-timestamp", "claimed")
"""What proves the time of a signature: its own timestamp, one of the whole file, or nothing but the signer's clock."""


@dataclass(frozen=True)
class Certificate:
    """One of a chain, the signer's first."""

    subject: str
    issuer: str
    serial: str
    begins: datetime
    ends: datetime
    sha256: str


@dataclass(frozen=True)
class SignatureVerdict:
    """`intact`: what it covers is unchanged, and it was made with the key of its certificate. `trusted`: a trusted root
    vouches for that certificate. `changes`: none, permitted, suspicious. `coverage`: file, revision, partial."""

    verdict: str
    field: str
    signer: str = ""
    chain: tuple[Certificate, ...] = ()
    intact: bool = False
    trusted: bool = False
    level: str = ""
    time: datetime | None = None
    time_proof: str = ""
    coverage: str = "partial"
    changes: str = "suspicious"
    algorithms: tuple[str, ...] = ()  # digest, mechanism, key
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """Of one file; `at`: the moment for which it was verified."""

    verdict: str
    at: datetime
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    signatures: tuple[SignatureVerdict, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As `lontar verify --json` says it, without the file's name: times in UTC, ISO 8601."""
        return {
            "verdict": self.verdict,
            "reasons": [one.as_dict() for one in self.reasons],
            "warnings": [one.as_dict() for one in self.warnings],
            "signatures": [_said(one) for one in self.signatures],
            "at": in_json(self.at),
        }


def of_signatures(
    signatures: Iterable[SignatureVerdict], at: datetime, warnings: Iterable[Reason], wrong: Sequence[Reason] = ()
) -> Verdict:
    """The verdict of a file that is signed: that of its worst signature, with the reasons of all; invalid where
    something is `wrong` with the file itself."""
    all_of = tuple(signatures)
    reasons = {str(why): why for why in (*wrong, *(why for one in all_of for why in one.reasons))}
    said = {str(why): why for why in (*warnings, *(why for one in all_of for why in one.warnings))}
    found = "invalid" if wrong else worst(one.verdict for one in all_of)
    return Verdict(found, at, tuple(reasons.values()), tuple(said.values()), all_of)


def worst(verdicts: Iterable[str]) -> str:
    found = set(verdicts)
    return next((one for one in ("invalid", "unverifiable", "valid") if one in found), "unsigned")


def _said(one: SignatureVerdict) -> dict[str, Any]:
    said = asdict(one) | {
        "time": in_json(one.time) if one.time else None,
        "chain": [asdict(link) | {"begins": in_json(link.begins), "ends": in_json(link.ends)} for link in one.chain],
        "algorithms": dict(zip(("digest", "signature", "key"), one.algorithms, strict=False)),
    }
    for name in ("reasons", "warnings"):
        said[name] = [why.as_dict() for why in getattr(one, name)]
    return said
