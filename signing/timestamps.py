"""The time of a signature, confirmed by a time stamping server (RFC 3161). Its answer is looked at before it is taken:
that it is about our digest and of today, signed, and by a certificate made for time stamping."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
from asn1crypto import cms, tsp
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from office.outward import LOOPBACK
from signing.levels import DIGESTS
from signing.outward import session
from signing.signer import SigningFault

SECONDS = 8
"""How long the server may be silent."""
MINUTES_APART = 60
"""Minutes its clock may differ from ours: enough for a clock set wrong, not for an answer kept from before."""


class TimestampFault(SigningFault):
    code, title, status = "timestamp-fault", "No timestamp", 503
    sentence = "The time stamping server %(address)s gave no timestamp that can be used: %(why)s."
    advice = "Nothing was signed, for this level needs one. Try again later, or name another server."


class NoTimestampServer(SigningFault):
    code, title, status, exit_code = "no-timestamp-server", "No time stamping server", 400, 2
    sentence = "The level %(level)s needs a time stamping server, and none is set."
    advice = "Set LONTAR_TSA_ADDRESS, or name one with --tsa."


class Timestamps(HTTPTimeStamper):
    """A time stamping server. It is asked once more than there are signatures: how long its answers are must be known
    before the PDF is laid out, and stays known, so one object serves for many."""

    def __init__(self, address: str, seconds: float = SECONDS, inside: frozenset[str] = frozenset()) -> None:
        """`inside`: hosts that may stand in a private network; this machine may, for the address is a setting."""
        super().__init__(address, timeout=seconds)
        self._inside = inside | LOOPBACK

    @asynccontextmanager
    async def _acquire_session(self) -> AsyncIterator[aiohttp.ClientSession]:
        """The library's own one would go anywhere."""
        async with session(self._inside) as opened:
            yield opened

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Raises TimestampFault."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            if why := _wrong(token, message_digest, md_algorithm):
                raise TimestampFault(address=self.url, why=why)
        except OSError as error:
            raise TimestampFault(address=self.url, why=_said(error)) from error
        except (ValueError, TypeError, KeyError, AttributeError, InvalidSignature) as error:
            raise TimestampFault(address=self.url, why="its answer holds no timestamp") from error
        return token


def _wrong(token: cms.ContentInfo, digest: bytes, algorithm: str) -> str:
    """What is wrong with an answer; empty: nothing. Raises ValueError and more for what is no timestamp at all."""
    signed = token["content"]
    content = signed["encap_content_info"]["content"]
    said: tsp.TSTInfo = content.parsed
    imprint = said["message_imprint"]
    if imprint["hashed_message"].native != digest or imprint["hash_algorithm"]["algorithm"].native != algorithm:
        return "it is about another document"
    if abs(said["gen_time"].native - datetime.now(UTC)) > timedelta(minutes=MINUTES_APART):
        return f"its clock says {said['gen_time'].native:%Y-%m-%d %H:%M}"
    signer, certificate = extract_signer_info(signed), extract_certificate_info(signed).signer_cert
    used = signer["digest_algorithm"]["algorithm"].native
    if used not in DIGESTS:
        return f"it is signed with {used.upper()}"
    usage = certificate.extended_key_usage_value
    if usage is None or "time_stamping" not in usage.native:
        return "its certificate is not for time stamping"
    actual = hashlib.new(used, bytes(content)).digest()
    whole = validate_sig_integrity(signer, certificate, "tst_info", actual)
    return "" if all(whole) else "its signature is wrong"


def _said(error: OSError) -> str:
    """What went wrong, short."""
    match error.__cause__ or error:
        case TimeoutError():
            return "it did not answer in time"
        case aiohttp.ContentTypeError():
            return "its answer is no timestamp"
        case aiohttp.ClientResponseError(status=status):
            return f"it answered with status {status}"
        case aiohttp.ClientError():
            return "it cannot be reached"
        case other:
            return str(other.args[0]).rstrip(".") if other.args else "it refused"
