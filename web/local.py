"""Addresses that stay on this site."""

from urllib.parse import urlsplit


def local_path(address: str | None, otherwise: str = "/") -> str:
    """`address` if it leads to this site, else `otherwise`: never a redirect to a stranger."""
    if not address:
        return otherwise
    parts = urlsplit(address)
    own = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    clean = own and not address.startswith(("//", "/\\")) and not any(ord(sign) < 32 for sign in address)
    return address if clean and "\\" not in parts.path else otherwise
