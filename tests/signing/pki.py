"""A PKI on loopback: authorities, lists of revoked certificates and a time stamping server, run by certomancer as a
process of its own (certomancer.yml). Keys are made anew for every run; nothing of it leads anywhere."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from asn1crypto import pem, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import (
    CertificateBuilder,
    CRLDistributionPoints,
    DistributionPoint,
    UniformResourceIdentifier,
    load_der_x509_certificate,
    load_pem_x509_certificate,
    random_serial_number,
)

from office.outward import LOOPBACK
from signing.trust import Trust
from tests.serving import free_port
from tests.waiting import until

CONFIG = Path(__file__).with_name("certomancer.yml")
CURVES = ("root", "authority", "tsa-root", "tsa", "stranger", "signer")
"""Keys on P-256, which are made at once."""
RSA = {"rsa": 2048, "weak": 1024}
KEY_OF = {"rsa": "rsa", "weak": "weak"}
"""Whose key is not that of `signer`."""
PASSPHRASE = "rahasia sekali"


@dataclass(frozen=True)
class Pki:
    """`folder`: keys/NAME.pem and certs/NAME.cert.pem; `address`: of certomancer, which ends in no slash."""

    folder: Path
    address: str

    @property
    def tsa(self) -> str:
        return f"{self.address}/lontar/tsa/tsa"

    def crl(self, authority: str) -> str:
        """Address of its list of revoked certificates."""
        return f"{self.address}/lontar/crls/{authority}/latest.crl"

    def pem(self, name: str) -> bytes:
        return (self.folder / "certs" / f"{name}.cert.pem").read_bytes()

    def certificate(self, name: str) -> x509.Certificate:
        return x509.Certificate.load(pem.unarmor(self.pem(name))[2])

    def roots(self) -> tuple[x509.Certificate, ...]:
        """Those that an office would trust."""
        return self.certificate("root"), self.certificate("tsa-root")

    def trusted(self) -> Trust:
        """Its lists are on this machine."""
        return Trust(tuple(one.dump() for one in self.roots()), inside=LOOPBACK)

    def trust(self, folder: Path) -> Path:
        """A folder of them, as an office keeps it."""
        folder.mkdir(exist_ok=True)
        for name in ("root", "tsa-root"):
            (folder / f"{name}.pem").write_bytes(self.pem(name))
        return folder

    def p12(self, name: str, passphrase: str = PASSPHRASE) -> bytes:
        """The key file of one of the signers of certomancer.yml, its authority's certificate in it."""
        key = self.folder / "keys" / f"{KEY_OF.get(name, 'signer')}.pem"
        return p12(key.read_bytes(), self.pem(name), [self.pem("authority")], passphrase)

    def p12_of_silence(self) -> bytes:
        """The key file of a signer whose list of revoked certificates is at an address where nobody answers."""
        names = {name: (self.folder / "keys" / f"{name}.pem").read_bytes() for name in ("authority", "signer")}
        issuer = load_pem_x509_certificate(self.pem("authority"))
        like = load_pem_x509_certificate(self.pem("signer"))
        point = DistributionPoint([UniformResourceIdentifier("http://127.0.0.1:9/nobody.crl")], None, None, None)
        made = CertificateBuilder(issuer.subject, like.subject, like.public_key(), random_serial_number())
        made = made.not_valid_before(like.not_valid_before_utc).not_valid_after(like.not_valid_after_utc)
        for one in like.extensions:
            value = CRLDistributionPoints([point]) if isinstance(one.value, CRLDistributionPoints) else one.value
            made = made.add_extension(value, one.critical)
        key = serialization.load_pem_private_key(names["authority"], None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        text = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        return p12(names["signer"], text, [self.pem("authority")], PASSPHRASE)


def p12(key: bytes, certificate: bytes, others: list[bytes], passphrase: str) -> bytes:
    """A key file of PEMs, encrypted."""
    loaded = serialization.load_pem_private_key(key, None)
    assert isinstance(loaded, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    lock = serialization.BestAvailableEncryption(passphrase.encode())
    chain = [load_pem_x509_certificate(one) for one in others]
    return pkcs12.serialize_key_and_certificates(b"lontar", loaded, load_pem_x509_certificate(certificate), chain, lock)


def without_key(certificate: x509.Certificate, passphrase: str = PASSPHRASE) -> bytes:
    """A key file that holds a certificate alone."""
    lock = serialization.BestAvailableEncryption(passphrase.encode())
    found = load_der_x509_certificate(certificate.dump())
    return pkcs12.serialize_key_and_certificates(None, None, None, [found], lock)


@contextmanager
def running() -> Iterator[Pki]:
    """The PKI until the end, when its process is ended by its id."""
    with TemporaryDirectory(prefix="lontar-pki-") as place:
        folder, port = Path(place), free_port()
        address = f"http://127.0.0.1:{port}"
        _make_keys(folder / "keys")
        (folder / CONFIG.name).write_text(
            CONFIG.read_text().replace('external-url-prefix: "http://127.0.0.1:9"', f'external-url-prefix: "{address}"')
        )
        _run(folder, "mass-summon", "lontar", "certs", "--flat", "--no-pfx").wait()
        server = _run(folder, "animate", "--port", str(port), "--no-web-ui", "--no-time-override")
        try:
            until(lambda: server.poll() is not None or _answers(port), seconds=60, what="certomancer answering")
            assert server.poll() is None, (folder / "log").read_text()
            yield Pki(folder, address)
        finally:
            server.terminate()
            server.wait()


def _make_keys(folder: Path) -> None:
    folder.mkdir()
    made = {name: ec.generate_private_key(ec.SECP256R1()) for name in CURVES}
    keys = made | {name: rsa.generate_private_key(65537, bits) for name, bits in RSA.items()}
    for name, key in keys.items():
        plain = serialization.NoEncryption()
        text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        (folder / f"{name}.pem").write_bytes(text)


def _run(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "certomancer", "--config", CONFIG.name, *words]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
