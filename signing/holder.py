"""Whose certificate it is."""

from asn1crypto import x509


def name_of(certificate: x509.Certificate) -> str:
    """The common name of a certificate's holder, else all that it says of him."""
    said = certificate.subject.native
    return str(said.get("common_name") or certificate.subject.human_friendly)
