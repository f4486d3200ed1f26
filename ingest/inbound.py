"""Settings of what `lontar run` fetches letters from, where they are set: a scanner folder and a mailbox."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Inbound:
    watch: str = field(default="", metadata={"help": "Scanner folder from which `lontar run` takes files."})
    watch_batch: str = field(default="", metadata={"help": "Digitising batch of what comes from it; made if need be."})
    watch_unit: str = field(
        default="", metadata={"help": "Code of the unit of what comes from it; empty: the top one."}
    )
    watch_direction: str = field(
        default="legacy", metadata={"help": "What they are: legacy, incoming, outgoing or internal."}
    )
    watch_leave: bool = field(
        default=False, metadata={"help": "Files that were taken stay where they lie, and are remembered."}
    )
    watch_seconds: float = field(
        default=5.0,
        metadata={"help": "Pause between two looks; what stood still from one to the next is taken.", "least": 0.05},
    )
    mailbox: str = field(
        default="",
        metadata={"help": "Mailbox that `lontar run` empties: imaps://USER@HOST/FOLDER; without a password."},
    )
    mailbox_password: str = field(default="", metadata={"help": "Its password.", "secret": True})
    mailbox_ca: str = field(
        default="", metadata={"help": "File of the root certificate of a mail server that has one of its own (PEM)."}
    )
    mailbox_unit: str = field(default="", metadata={"help": "Code of the unit of its letters; empty: the top one."})
    mailbox_direction: str = field(
        default="incoming", metadata={"help": "What they are: incoming, legacy, outgoing or internal."}
    )
    mailbox_done: str = field(
        default="Lontar",
        metadata={"help": "Folder that messages go to once they are kept; empty: they stay, with a mark."},
    )
    mailbox_seconds: float = field(default=60.0, metadata={"help": "Pause between two looks.", "least": 1})
    mailbox_mb: int = field(default=50, metadata={"help": "Largest message, in MiB; larger ones stay where they are."})
