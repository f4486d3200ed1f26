"""The memory of processes that share much of it: each by its share (PSS), so that a sum counts nothing twice."""

from pathlib import Path


def memory_of(above: int) -> tuple[float, float]:
    """MiB of a process and all that it started, together: all, and what of it is their own, without what they map of
    files (the index), which the system takes back when it needs it. What ends meanwhile counts nothing."""
    shares = [_share(pid) for pid in _below(above)]
    return sum(all_ for all_, _ in shares) / 1024, sum(own for _, own in shares) / 1024


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


def _share(pid: int) -> tuple[int, int]:
    """KiB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    said = {line.split()[0]: int(line.split()[1]) for line in lines if line.startswith("Pss")}
    return said.get("Pss:", 0), said.get("Pss_Anon:", 0)
