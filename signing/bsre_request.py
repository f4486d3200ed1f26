"""What the BSrE signing service is asked, in its two versions: bytes to be posted. (The published interface of its
client applications: v1 takes a form of several parts, v2 JSON.)"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from signing.signer import Place, SigningFault, Wish
from signing.stamp import picture

SIGN = {1: "/api/sign/pdf", 2: "/api/v2/sign/pdf"}
CODE = "/api/v2/sign/get/totp"
STATUS = "/api/v2/user/check/status"
STATUS_V1 = "/api/user/status/"


class NoIdentity(SigningFault):
    code, title, status, exit_code = "no-identity", "Who signs is not known to the service", 400, 2
    sentence = "%(who)s cannot be named to the signing service: its version 1 knows people by their NIK (16 digits)."
    advice = "Enter the NIK."


class NoCodes(SigningFault):
    code, title, status, exit_code = "no-one-time-codes", "No one-time codes", 400, 2
    sentence = "One-time codes are known to version 2 of the signing service only."
    advice = "Type your passphrase."


@dataclass(frozen=True)
class Proof:
    """What somebody types to sign: a passphrase, or a code that is good `once`, for one letter. It shows itself to
    nobody."""

    secret: str = field(repr=False)
    once: bool = False

    def hidden_in(self, text: str) -> str:
        """A text without it."""
        return text.replace(self.secret, "***") if self.secret else text


NO_PROOF = Proof("")


@dataclass(frozen=True)
class Asked:
    """One request. `body` holds what was typed where there is something, and shows itself to nobody."""

    method: str
    path: str
    content_type: str = ""
    body: bytes = field(default=b"", repr=False)


def signing(version: int, identity: str, proof: Proof, pdf: bytes, wish: Wish) -> Asked:
    """To sign a PDF: one, since it is not said which of several stamps would go into which of several files.
    `identity`: a NIK or an e-mail address. Raises NoIdentity, NoCodes."""
    if version == 1:
        if proof.once:
            raise NoCodes
        return _form(_nik(identity), proof.secret, pdf, wish)
    by = {"totp" if proof.once else "passphrase": proof.secret}
    said = {**_named(identity), **by, "signatureProperties": [_properties(wish)]}
    return _json(SIGN[2], said | {"file": [base64.b64encode(pdf).decode()]})


def code(version: int, identity: str) -> Asked:
    """That a one-time code is sent to somebody, for one file. Raises NoCodes."""
    if version == 1:
        raise NoCodes
    return _json(CODE, {**_named(identity), "data": 1})


def status(version: int, identity: str) -> Asked:
    """Whether somebody may sign. Raises NoIdentity."""
    if version == 1:
        return Asked("GET", STATUS_V1 + _nik(identity))
    return _json(STATUS, _named(identity))


def _json(path: str, said: Mapping[str, object]) -> Asked:
    return Asked("POST", path, "application/json", json.dumps(said).encode())


def _named(identity: str) -> dict[str, str]:
    return {"email" if "@" in identity else "nik": identity}


def _nik(identity: str) -> str:
    if not (identity.isascii() and identity.isdigit() and len(identity) == 16):
        raise NoIdentity(who=identity or "-")
    return identity


def _properties(wish: Wish) -> dict[str, object]:
    said: dict[str, object] = {"reason": wish.reason, "location": wish.location or None}
    if not (wish.stamp and wish.place):
        return said | {"tampilan": "INVISIBLE"}
    width, height = _size(wish.place)
    return said | {
        "tampilan": "VISIBLE",
        "imageBase64": base64.b64encode(picture(wish.stamp)).decode(),
        "page": wish.place.page,
        "originX": wish.place.box[0],
        "originY": wish.place.box[1],
        "width": width,
        "height": height,
    }


def _form(nik: str, passphrase: str, pdf: bytes, wish: Wish) -> Asked:
    """Parts of version 1; text first, then files."""
    texts = {"nik": nik, "passphrase": passphrase, "tampilan": "invisible"}
    files = {"file": ("surat.pdf", "application/pdf", pdf)}
    if wish.stamp and wish.place:
        width, height = _size(wish.place)
        box = {"xAxis": wish.place.box[0], "yAxis": wish.place.box[1], "width": width, "height": height}
        texts |= {"tampilan": "visible", "image": "true", "page": str(wish.place.page)}
        texts |= {name: str(round(value)) for name, value in box.items()}
        files["imageTTD"] = ("stamp.png", "image/png", picture(wish.stamp))
    line = secrets.token_hex(16)
    parts = [_part(line, f'name="{name}"', "text/plain; charset=utf-8", text.encode()) for name, text in texts.items()]
    parts += [_part(line, f'name="{name}"; filename="{one[0]}"', one[1], one[2]) for name, one in files.items()]
    return Asked("POST", SIGN[1], f"multipart/form-data; boundary={line}", b"".join(parts) + f"--{line}--\r\n".encode())


def _part(line: str, named: str, kind: str, content: bytes) -> bytes:
    head = f"--{line}\r\nContent-Disposition: form-data; {named}\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode() + content + b"\r\n"


def _size(place: Place) -> tuple[float, float]:
    x0, y0, x1, y1 = place.box
    return x1 - x0, y1 - y0
