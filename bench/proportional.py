"""The memory of processes that share much of it: each by its share (PSS), so that a sum counts nothing twice."""

from pathlib import Path


def memory_of(above: int) -> float:
    """MiB of a process and all that it started, together. What ends meanwhile counts nothing."""
    return sum(map(_share, _below(above))) / 1024


def _below(above: int) -> set[int]:
    found, known = {above}, dict(_parents())
    while more := {pid for pid, parent in known.items() if parent in found} - found:
        found |= more
    return found


def _parents() -> list[tuple[int, int]]:
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                found.append((int(place.name), int((place / "stat").read_text().rpartition(")")[2].split()[1])))
            except OSError:
                continue
    return found


def _share(pid: int) -> int:
    """KiB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
