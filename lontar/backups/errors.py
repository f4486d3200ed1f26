"""What can be wrong with a backup."""

from schemas.errors import LontarError, WrongUse


class NoBackup(WrongUse):
    code, title = "no-backup", "No backup"
    sentence = "%(file)s is no backup of Lontar: %(why)s."
    advice = "Name the file that `lontar backup` wrote; one that was only half copied must be copied again."


class DamagedBackup(LontarError):
    code, title, status = "damaged-backup", "Damaged backup", 422
    sentence = "%(file)s is not what was written: %(why)s."
    advice = "Nothing was restored. Take another copy of this file, or restore from an earlier backup."


class LockedBackup(WrongUse):
    code, title = "locked-backup", "Locked backup"
    sentence = "%(file)s is encrypted: %(why)s."
    advice = "Give the passphrase it was made with (--passphrase-file) or the key (--key)."


class MissingBackup(WrongUse):
    code, title = "missing-backup", "A backup is missing"
    sentence = "%(file)s holds only what was new since %(missing)s, which was not named."
    advice = "Name all of them: lontar restore NEWEST EARLIER..."


class NotEmpty(WrongUse):
    code, title = "restore-not-empty", "Something is there already"
    sentence = "%(where)s is not empty: %(why)s."
    advice = "Restore into an empty home: set LONTAR_HOME (and LONTAR_STORE) to where nothing is yet."
