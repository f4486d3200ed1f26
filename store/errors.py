"""Errors of the store."""

from schemas.errors import LontarError, Unavailable, WrongUse


class Unserved(LontarError):
    """A question that no declared index answers: a mistake of the code, refused instead of a slow scan."""

    code, title, status = "unserved", "Question without an index", 500
    sentence = "The store has no index for %(what)s."
    advice = "Please report this; nothing was changed."


class StoreAway(Unavailable):
    """Also a server that is there but is stopped, or a set that has no primary just now."""

    code, title = "store-away", "The archive is away"
    sentence = "The archive is away: MongoDB at %(server)s (%(setting)s) cannot be reached: %(why)s."
    advice = (
        "The letters are safe, and all goes on by itself once the server is back. Look then whether what you just sent "
        "was kept."
    )


class NoReplicaSet(WrongUse):
    """A commit is one transaction, and MongoDB has transactions in a replica set only, be it of one server."""

    code, title = "no-replica-set", "MongoDB without a replica set"
    sentence = "%(setting)s names a MongoDB server that belongs to no replica set: %(server)s."
    advice = "Start it with --replSet NAME, call rs.initiate() once, then try again."


class OldServer(WrongUse):
    """Its transactions, or what its clients may ask of it, are not those this was proven on."""

    code, title = "old-server", "MongoDB is too old"
    sentence = "%(setting)s names a MongoDB server older than version %(least)s: %(server)s."
    advice = "Bring it to a newer version, then try again."


class WrongPassword(WrongUse):
    """The server does not know the user, or the user may not do this there."""

    code, title = "wrong-password", "MongoDB refuses the user"
    sentence = "MongoDB at %(server)s does not accept the user and password in %(setting)s."
    advice = "Correct them; a user kept in another database than the one named wants ?authSource=admin at the end."


class TooLarge(LontarError):
    """MongoDB keeps no document above 16 MiB; a transaction may have many of them."""

    code, title, status = "too-large-to-store", "Too large for the store", 413
    sentence = "%(what)s has %(megabytes)s MB, and MongoDB keeps no document of more than 16.7 MB."
    advice = "Nothing was written. Split it, then try again."


class SnapshotGone(Unavailable):
    """A set keeps what was for some minutes only, unless it is told to keep it for longer."""

    code, title = "snapshot-gone", "MongoDB no longer has that moment"
    sentence = "MongoDB at %(server)s no longer keeps what was when this began, and it was not at its end."
    advice = "Raise minSnapshotHistoryWindowInSeconds above the time that a backup takes, then try again."
