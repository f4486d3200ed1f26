"""OpenID Connect's own forms, by Authlib and its joserfc: the address one leaves for, what a code is exchanged with,
and what an ID token proves (OpenID Connect Core 1.0, sections 3.1.2.1, 3.1.3.1 and 3.1.3.7; PKCE: RFC 7636).

An ID token is believed when it is signed by a key that the provider publishes, never by a secret (HS256) or by nothing.
"""

from collections.abc import Mapping
from typing import Any

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    DecodeError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
)
from joserfc.jwk import JWKRegistry, KeySet

from schemas.errors import LontarError
from web.accounts.sso_begun import Begun, Expected
from web.accounts.sso_errors import (
    IdentityExpired,
    ServiceFault,
    UnknownKey,
    WrongAlgorithm,
    WrongAudience,
    WrongIssuer,
    WrongNonce,
    WrongSignature,
)

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519")
KINDS = ("RSA", "EC", "OKP")
"""Kinds of keys of which one half is public."""
Keys = KeySet
LEEWAY = 60
"""Seconds by which the clocks of both servers may differ."""
LONGEST_SUBJECT = 255
"""Characters (OpenID Connect Core 1.0, section 2)."""
SCOPE = "openid email profile"
OF_CLAIM = {"iss": WrongIssuer, "aud": WrongAudience, "azp": WrongAudience, "nonce": WrongNonce}


def leaving(address: str, client: str, begun: Begun) -> str:
    """Where the browser is sent to."""
    challenge = create_s256_code_challenge(begun.verifier)
    return str(
        prepare_grant_uri(
            address,
            client,
            "code",
            begun.back,
            SCOPE,
            begun.state,
            nonce=begun.nonce,
            code_challenge=challenge,
            code_challenge_method="S256",
        )
    )


def exchange(code: str, begun: Begun, **more: str) -> bytes:
    """The form that is sent for a code."""
    form = prepare_token_request(
        "authorization_code", redirect_uri=begun.back, code=code, code_verifier=begun.verifier, **more
    )
    return str(form).encode()


def keys(published: Mapping[str, Any]) -> KeySet:
    """The keys of a JWK Set that can sign. Raises ServiceFault where there is none."""
    listed = published.get("keys")
    found = []
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and one.get("kty") in KINDS and one.get("use", "sig") == "sig":
            try:
                found.append(JWKRegistry.import_key(one))
            except (JoseError, ValueError, TypeError):
                continue  # of a curve or a form that nobody here knows; the others may be enough
    if not found:
        raise ServiceFault(why="it publishes no key")
    return KeySet(found)


def claims(token: str, known: KeySet, expected: Expected) -> dict[str, Any]:
    """What a token says, if it is believed. Raises UnknownKey, WrongSignature, WrongAlgorithm, WrongIssuer,
    WrongAudience, IdentityExpired, WrongNonce, ServiceFault."""
    try:
        read = jwt.decode(token, known, algorithms=ALGORITHMS)
        said = CodeIDToken(
            read.claims,
            read.header,
            {
                "iss": {"essential": True, "value": expected.issuer},
                "aud": {"essential": True, "value": expected.client},
                "nonce": {"essential": True, "value": expected.nonce},
            },
            {"nonce": expected.nonce, "client_id": expected.client, "access_token": expected.access_token},
        )
        said.validate(leeway=LEEWAY)
    except JoseError as error:
        raise fault(error) from error
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise ServiceFault(why="its ID token has no form") from error
    if not 0 < len(said["sub"]) <= LONGEST_SUBJECT:
        raise ServiceFault(why="its ID token names nobody")
    return dict(said)


def fault(error: JoseError) -> LontarError:
    """What the library found wrong with a token, in our words."""
    match error:
        case ExpiredTokenError():
            return IdentityExpired()
        case ClaimError(claim=claim) if claim in OF_CLAIM:
            return OF_CLAIM[claim]()
        case ClaimError(claim=claim):
            return ServiceFault(why=f"its ID token is wrong about {claim}")
        case InvalidKeyIdError():
            return UnknownKey()
        case BadSignatureError():
            return WrongSignature()
    return ServiceFault(why="its ID token has no form") if isinstance(error, DecodeError) else WrongAlgorithm()
