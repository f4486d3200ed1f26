"""The settings of the room: which engine reads, in which languages, and for how long at most."""

from dataclasses import dataclass, field

PROFILES = ("fast", "standard", "careful")
"""How much is tried to read a page."""


@dataclass(frozen=True)
class Settings:
    engine: str = field(
        default="auto",
        metadata={
            "help": "What reads scans: pytesseract (the tesseract command), tesserocr (in process), or auto.",
            "one_of": ("auto", "pytesseract", "tesserocr"),
        },
    )
    languages: str = field(
        default="eng+ind+nld",
        metadata={"help": "Tesseract models to read with, joined by +; the first is tried first."},
    )
    profile: str = field(
        default="standard",
        metadata={
            "help": "fast (the first language only), standard (all languages) or careful (a second English model too).",
            "one_of": PROFILES,
        },
    )
    page_seconds: float = field(
        default=60.0, metadata={"help": "Longest time, in seconds, that one page is read.", "least": 1}
    )
    zip_files: int = field(default=2_000, metadata={"help": "Most files one ZIP may hold.", "least": 1})
    zip_mb: int = field(
        default=2_000, metadata={"help": "Most MiB the files of one ZIP or mail may have when unpacked.", "least": 1}
    )
    zip_ratio: int = field(
        default=200,
        metadata={"help": "A file in a ZIP that unpacks to more than so many times its size is refused.", "least": 2},
    )
