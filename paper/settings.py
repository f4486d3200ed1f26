"""The settings of the room: how pages are shown, and how much an untrusted file may take."""

from dataclasses import dataclass, field

WIDTHS = (160, 400, 800, 1200)
"""Widths of a page image offered beside the full size: a thumbnail, a list of hits, a phone, a desk."""


@dataclass(frozen=True)
class Settings:
    page_pixels: int = field(
        default=50_000_000,
        metadata={
            "help": "Largest page in pixels (width x height); a larger one is refused (A3 at 400 dpi has 31 million).",
            "least": 1_000_000,
        },
    )
    page_count: int = field(
        default=5_000,
        metadata={"help": "Most pages one file may have; a longer one is refused and must be split.", "least": 1},
    )
    sandbox_memory_mb: int = field(
        default=1024,
        metadata={"help": "Most memory, in MiB, that the process parsing an untrusted file may take.", "least": 128},
    )
    sandbox_idle_seconds: float = field(
        default=20.0, metadata={"help": "After so many idle seconds a parsing process ends and gives its memory back."}
    )
