"""The layouts there are: how each is composed, in which years it was written, and how often it comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samples.draft import Draft, Head, Sample
from samples.letters.internal import nota_dinas, surat_pengantar
from samples.letters.invitation import undangan
from samples.letters.official import official
from samples.letters.private import perusahaan
from samples.letters.records import berita_acara, keterangan
from samples.letters.rules import keputusan, pengumuman, surat_edaran
from samples.letters.tasks import surat_tugas
from samples.letters.typescript import ejaan_lama, kolonial


@dataclass(frozen=True)
class Layout:
    """`name` is that of its template. `often`: how many of a round of letters have it."""

    name: str
    compose: Callable[[Draft, Sequence[Head]], Sample]
    first: int
    last: int
    often: int = 1


MODERN = (
    Layout("surat-dinas", official, 2023, 2026, 2),
    Layout("surat-dinas-2009", official, 2005, 2022, 2),
    Layout("desa", official, 2005, 2026, 2),
    Layout("perusahaan", perusahaan, 2000, 2026),
    Layout("nota-dinas", nota_dinas, 2005, 2026),
    Layout("undangan", undangan, 2008, 2026, 2),
    Layout("surat-edaran", surat_edaran, 2010, 2026),
    Layout("surat-tugas", surat_tugas, 2008, 2026),
    Layout("keputusan", keputusan, 2003, 2026),
    Layout("pengumuman", pengumuman, 2005, 2026),
    Layout("berita-acara", berita_acara, 2005, 2026),
    Layout("surat-pengantar", surat_pengantar, 2002, 2026),
    Layout("keterangan", keterangan, 2005, 2026),
)
TYPED = (
    Layout("surat-dinas-1985", official, 1979, 1998, 3),
    Layout("ejaan-lama", ejaan_lama, 1938, 1960, 2),
    Layout("kolonial", kolonial, 1925, 1941, 2),
)
"""Written on typewriters: an office has them on paper only."""
LAYOUTS = (*MODERN, *TYPED)
TYPED_NAMES = frozenset(layout.name for layout in TYPED)
