"""Which queue stands behind a URL."""

from urllib.parse import urlsplit

from schemas.errors import WrongUse
from store.address import masked
from work.queue import LocalQueue, Queue

MAY = "local: or redis://HOST:PORT/DATABASE"


def why_not(url: str) -> str:
    """What the address of a queue must be, where this is none; else nothing. Opens nothing."""
    return "" if url == "local:" or _is_redis(url) else MAY


def open_queue(url: str) -> Queue:
    """local:, or redis://[:PASSWORD@]HOST[:PORT]/DATABASE, which need not be there yet. Raises WrongUse."""
    if url == "local:":
        return LocalQueue()
    if not _is_redis(url):
        raise WrongUse(what=f"LONTAR_WORK={masked(url)}", why=f"it must be {MAY}")
    from work.celery_queue import CeleryQueue  # 0.4 s and 30 MB that an office of one machine need not pay

    return CeleryQueue(url)


def _is_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == "redis" and bool(parts.hostname) and parts.port != 0 and parts.path[1:].isdecimal()
    except ValueError:  # a port that is no number
        return False
