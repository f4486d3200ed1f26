"""What a mail holds: enclosures of its letter, archives and mails among them."""

from pathlib import Path

from paper.kinds import MAIL, PDF
from tests import documents
from tests.ingest.unfolding import GOOD, archive, parts, told


def test_what_is_unpacked_is_weighed_and_not_what_is_said_of_it(tmp_path: Path) -> None:
    message = documents.mail()
    for number in range(3):
        message.add_attachment(GOOD + bytes(600_000), maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert told(parts(tmp_path, bytes(message), "surat.eml", zip_mb=1)) == [
        (0, "surat.eml", "body"),
        (0, "0.pdf", "enclosure"),
        (0, "surat.eml/1.pdf", "archive-too-large"),
        (0, "surat.eml/2.pdf", "archive-too-large"),
    ]


def test_attachments_of_a_mail_are_enclosures_of_its_letter(tmp_path: Path) -> None:
    message = documents.mail()
    message.add_attachment(GOOD, maintype="application", subtype="pdf", filename="../a.pdf")
    message.add_attachment(GOOD, maintype="application", subtype="octet-stream")
    message.add_attachment(b"?", maintype="application", subtype="x", filename="b.bin")
    found = parts(tmp_path, bytes(message), "surat.eml")
    assert told(found) == [
        (0, "surat.eml", "body"),
        (0, "a.pdf", "enclosure"),
        (0, "2", "enclosure"),
        (0, "surat.eml/b.bin", "unknown-kind"),
    ]
    assert [one.kind for one in found[:2]] == [MAIL, PDF]


def test_an_archive_attached_to_a_mail_holds_enclosures_and_a_mail_brings_its_own(tmp_path: Path) -> None:
    inner = documents.mail("Dalam")
    inner.add_attachment(GOOD, maintype="application", subtype="pdf", filename="dalam.pdf")
    outer = documents.mail("Luar")
    packed = archive(("a.pdf", GOOD), ("b.zip", archive(("c.pdf", GOOD))), ("d.txt", b"?"))
    outer.add_attachment(packed, maintype="application", subtype="zip", filename="pindaian.zip")
    outer.add_attachment(inner)
    found = parts(tmp_path, archive(("satu.eml", bytes(outer)), ("dua.pdf", GOOD)))
    assert told(found) == [
        (0, "satu.eml", "body"),
        (0, "kiriman.zip/satu.eml/pindaian.zip", "nested-archive"),
        (0, "2", "enclosure"),
        (0, "dalam.pdf", "enclosure"),
        (1, "dua.pdf", "body"),
    ]
    assert told(parts(tmp_path, bytes(outer), "satu.eml")) == [
        (0, "satu.eml", "body"),
        (0, "a.pdf", "enclosure"),
        (0, "satu.eml/pindaian.zip/b.zip", "nested-archive"),
        (0, "satu.eml/pindaian.zip/d.txt", "unknown-kind"),
        (0, "2", "enclosure"),
        (0, "dalam.pdf", "enclosure"),
    ]


def test_mails_in_mails_end_at_the_third(tmp_path: Path) -> None:
    message = documents.mail("0")
    for number in range(1, 6):
        outer = documents.mail(str(number))
        outer.add_attachment(message)
        message = outer
    found = parts(tmp_path, bytes(message), "surat.eml")
    assert [one.error.code if one.error else one.kind for one in found] == [MAIL, MAIL, MAIL, "nested-archive"]
