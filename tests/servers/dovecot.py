"""Dovecot, the IMAP server that most of the world's mail lies on, on loopback: one account, any user name, over TLS."""

import grp
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.place import Running, folder_for, free_port
from tests.waiting import until

PASSWORD = "rahasia"
CONFIGURATION = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = {ssl}
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
listen = 127.0.0.1
{users}
first_valid_uid = 0
mail_location = maildir:{folder}/mail/%u
imap_capability = {capability}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def there() -> bool:
    return Path("/usr/sbin/dovecot").exists()


class Server(Running):
    """`capability`: what it says it can do, in place of what it can ("" for that)."""

    def __init__(self, folder: Path, capability: str = "") -> None:
        super().__init__(folder)
        self.plain, self.ca, self._capability = free_port(), folder / "cert.pem", capability

    def start(self) -> None:
        """As root its processes run as users of its package and nobody, for it runs nothing as root; else as we do."""
        root = os.geteuid() == 0
        nobody = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
        for name in ("mail", "run", "state"):
            (self.folder / name).mkdir(exist_ok=True)
        if root:
            os.chown(self.folder / "mail", nobody.pw_uid, nobody.pw_gid)
        own = f"default_internal_user = {nobody.pw_name}\ndefault_login_user = {nobody.pw_name}\n"
        own += f"default_internal_group = {grp.getgrgid(nobody.pw_gid).gr_name}"
        said = {"users": "" if root else own, "uid": nobody.pw_uid, "gid": nobody.pw_gid, "password": PASSWORD}
        said |= {"folder": self.folder, "port": self.port, "plain": self.plain, "ssl": "required"}
        certify(self.folder)
        conf = self.folder / "dovecot.conf"
        conf.write_text(CONFIGURATION.format(**said, capability=self._capability))
        self.begin(["/usr/sbin/dovecot", "-F", "-c", str(conf)])

    def ready(self) -> str:
        """The address of the INBOX of one user once it answers."""
        until(self._answers, seconds=30, what="Dovecot answering")
        return self.address()

    def address(self, folder: str = "INBOX", user: str = "arsip%40kantor.example") -> str:
        return f"imaps://{user}@127.0.0.1:{self.port}/{folder}"

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.plain), timeout=1) as connection:
                return connection.recv(4) == b"* OK"
        except OSError:
            return False


def certify(folder: Path) -> None:
    """A certificate of its own for 127.0.0.1, signed by itself."""
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    openssl = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", *names]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(openssl + files, check=True, capture_output=True)


@contextmanager
def server(capability: str = "") -> Iterator[Server]:
    assert shutil.which("openssl"), "`make setup-test` brings Dovecot, and with it OpenSSL"
    with folder_for("dovecot") as folder:
        one = Server(folder, capability)
        one.start()
        try:
            one.ready()
            yield one
        finally:
            one.stop()
