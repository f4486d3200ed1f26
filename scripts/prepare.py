"""Prepare this machine: virtual environment, pinned packages, Tesseract, for tests a browser.

Standard library only, because it runs before anything is installed. Each step looks first and does only what is
missing, so that a second run takes a fraction of a second.

    python3 scripts/prepare.py run     what `make run` needs
    python3 scripts/prepare.py test    and what the tests need beyond it
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
LANGUAGES = ("eng", "ind", "nld", "osd")
PACKAGES = ("tesseract-ocr", *(f"tesseract-ocr-{language}" for language in LANGUAGES))
ENTRY = """#!{python}
import sys

from lontar.main import main

sys.exit(main())
"""


def say(sentence: str) -> None:
    print(f"lontar: {sentence}", flush=True)


def stop(sentence: str) -> None:
    sys.exit(f"lontar: {sentence}")


def succeeds(*command: str) -> bool:
    try:
        return (
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
        )
    except FileNotFoundError:
        return False


def as_root(*command: str) -> bool:
    """Run with root's rights; ask `may_be_root` before."""
    prefix = () if os.geteuid() == 0 else ("sudo",)
    return subprocess.run([*prefix, *command], check=False).returncode == 0


def may_be_root() -> bool:
    """Root already, or sudo where it asks nothing or somebody can answer."""
    return os.geteuid() == 0 or bool(shutil.which("sudo") and (sys.stdin.isatty() or succeeds("sudo", "-n", "true")))


def apt_install(*packages: str) -> bool:
    if not shutil.which("apt-get") or not may_be_root():
        return False
    say(f"installing {', '.join(packages)} with apt-get")
    refresh_lists()
    return as_root(*APT, "install", "-y", "--no-install-recommends", *packages)


@cache
def refresh_lists() -> None:
    """What packages there are; asked once, however many are installed."""
    as_root(*APT, "update")


def environment() -> None:
    """The virtual environment; Debian keeps `venv` in a package of its own."""
    # pip comes last into an environment. Where it has installed something it is not asked again: 0.4 s a start.
    whole = ("-c", "") if any(VENV.glob("*.stamp")) else ("-m", "pip", "--version")
    if succeeds(str(BIN / "python"), *whole):
        return
    say("making the virtual environment")
    make = (sys.executable, "-m", "venv", "--clear", str(VENV))
    if succeeds(*make):
        return
    if apt_install(f"python3.{sys.version_info.minor}-venv") or apt_install("python3-venv"):
        subprocess.run(make, check=True)
        return
    stop("Python's venv module is missing. Install the package python3-venv, then run this again.")


def packages(name: str) -> None:
    """Install requirements/NAME.txt by hash; a stamp beside them says which list the environment holds."""
    wanted = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"{name}.stamp"
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(wanted.parent.glob("*.txt")))).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say(f"installing the pinned packages of {wanted.relative_to(ROOT)} (some minutes the first time)")
    pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, "--require-hashes", "-r", str(wanted)], check=False)
    if done.returncode:
        stop("the packages could not be installed. Check the network, then run this again; it goes on where it was.")
    stamp.write_text(digest)


def command() -> None:
    """`.venv/bin/lontar`, and this folder on the environment's path. Written by hand rather than by an editable
    install, which would fetch a build backend that no hash pins."""
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "lontar.pth").write_text(f"{ROOT}\n")
    entry = BIN / "lontar"
    text = ENTRY.format(python=BIN / "python")
    if not entry.exists() or entry.read_text() != text:
        entry.write_text(text)
        entry.chmod(0o755)
        # Where PYTHONDONTWRITEBYTECODE is set every start would compile again: 1-2 s.
        subprocess.run([str(BIN / "python"), "-m", "compileall", "-q", str(site)], check=False)


def installed_languages() -> set[str]:
    try:
        listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return set()
    return set(listed.stdout.split())


def tesseract() -> None:
    """The Tesseract command with its models; without it reading goes on with the engine inside a package."""
    if installed_languages().issuperset(LANGUAGES):
        return
    if platform.system() == "Darwin" and shutil.which("brew"):
        say("installing tesseract and its languages with brew")
        subprocess.run(["brew", "install", "tesseract", "tesseract-lang"], check=False)
    elif platform.system() == "Linux":
        apt_install(*PACKAGES)
    missing = [language for language in LANGUAGES if language not in installed_languages()]
    if missing:
        say(
            "Tesseract could not be installed here, so scans are read with the engine that comes with Lontar, in "
            f"English only. For Indonesian and Dutch install {' '.join(PACKAGES)} (Debian, Ubuntu), or Tesseract 5 "
            f"with the models {' '.join(missing)}, then start again."
        )


def browser() -> None:
    """Chromium for the browser tests, as tests/web/sites.py looks for it: Debian's, else Playwright's own, which needs
    libraries of the system. What Ubuntu installs as chromium is a door to snap."""
    shell, linux = "chromium-headless-shell", platform.system() == "Linux"
    if shutil.which(shell) or (linux and not is_ubuntu() and apt_install(shell) and shutil.which(shell)):
        return
    if shutil.which("chromium"):
        return
    say("fetching Chromium with Playwright")
    playwright = (str(BIN / "python"), "-m", "playwright")
    if linux:
        apt_install("libatomic1")  # its Node does not start without
    if not succeeds(*playwright, "install", "chromium"):
        stop("no Chromium for the browser tests. Install the package chromium, then run this again.")
    if linux and may_be_root():
        as_root(*playwright, "install-deps", "chromium")


def is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text().splitlines()


def servers() -> None:
    """Elasticsearch, MongoDB and Redis for the tests."""
    done = subprocess.run([str(BIN / "python"), "-m", "tests.servers.install"], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def main(purpose: str) -> None:
    environment()
    packages("run" if purpose == "run" else "test")
    command()
    tesseract()
    if purpose == "test":
        browser()
        servers()


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        stop(f"Python 3.11 or newer is needed; this is {platform.python_version()}. Set PYTHON=/path/to/python3.11.")
    if len(sys.argv) != 2 or sys.argv[1] not in ("run", "test"):
        stop("usage: prepare.py run|test")
    main(sys.argv[1])
