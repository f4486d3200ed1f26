"""Mail as it comes: every encoding, every nesting, every breakage that programs of thirty years have produced."""

from base64 import b64encode
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.documents import text_of
from ingest.mail import ORNAMENT, Attachment, attachments_of
from paper.kinds import MAIL, kind_of
from tests import documents, files

HEAD = b"From: Dinas <a@example.org>\r\nTo: b@example.org\r\nSubject: Banjir\r\n"


def read(folder: Path, content: bytes | EmailMessage) -> str:
    path = files.written(folder, "a.eml", bytes(content))
    assert kind_of(path) == MAIL
    return text_of(path, MAIL)


def attached(folder: Path, content: bytes | EmailMessage) -> list[Attachment]:
    return list(attachments_of(files.written(folder, "a.eml", bytes(content))))


def part(kind: str, body: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join([b"Content-Type: " + kind.encode(), *headers, b"", body, b""])


def several(kind: str, *parts: bytes, mark: bytes = b"sekat") -> bytes:
    """A multipart of parts, as the body of a mail or as a part of another."""
    inner = b"".join(b"--" + mark + b"\r\n" + one + b"\r\n" for one in parts)
    return (
        b"Content-Type: multipart/"
        + kind.encode()
        + b'; boundary="'
        + mark
        + b'"\r\n\r\n'
        + inner
        + b"--"
        + mark
        + b"--\r\n"
    )


def test_the_header_lines_of_a_printed_mail_come_first_and_no_others(tmp_path: Path) -> None:
    message = documents.mail("Banjir di hulu", "Isi surat.")
    message["Cc"], message["X-Spam"] = "c@example.org", "yes"
    assert read(tmp_path, message).splitlines() == [
        "From: a@example.org",
        "To: b@example.org",
        "Cc: c@example.org",
        "Date: Mon, 04 Mar 2019 08:00:00 +0700",
        "Subject: Banjir di hulu",
        "",
        "Isi surat.",
    ]


TEXT = "Yth. Bapak Camat – “segera” hadir, ya?"
QUOTED = b"Yth. Bapak Camat =E2=80=93 =\r\n=E2=80=9Csegera=E2=80=9D hadir, ya?"
ENCODED = {
    "quoted-printable, UTF-8": ("utf-8", b"quoted-printable", QUOTED),
    "base64, UTF-8": ("utf-8", b"base64", b64encode(TEXT.encode())),
    "8 bit, UTF-8": ("utf-8", b"8bit", TEXT.encode()),
    "8 bit, Windows": ("windows-1252", b"8bit", TEXT.encode("cp1252")),
    "8 bit, said to be ASCII": ("us-ascii", b"8bit", TEXT.encode()),
    "8 bit, Windows said to be UTF-8": ("utf-8", b"8bit", TEXT.encode("cp1252")),
    "a charset nobody knows": ("x-mac-jawa", b"8bit", TEXT.encode()),
    "UTF-16": ("utf-16", b"base64", b64encode(TEXT.encode("utf-16"))),
    "an encoding nobody knows": ("utf-8", b"x-own", TEXT.encode()),
    "uuencode": ("utf-8", b"x-uuencode", b"begin 644 a\r\n%:&%D:7(\r\n`\r\nend"),
}  # fmt: skip


@pytest.mark.parametrize("name", ENCODED)
def test_text_in_any_encoding(tmp_path: Path, name: str) -> None:
    charset, encoding, body = ENCODED[name]
    content = HEAD + part(f"text/plain; charset={charset}", body, b"Content-Transfer-Encoding: " + encoding)
    assert read(tmp_path, content).endswith("hadir" if name == "uuencode" else TEXT)


SUBJECTS = {
    b"=?utf-8?B?" + b64encode("Undangan – rapat".encode()) + b"?=": "Undangan – rapat",
    b"=?UTF-8?Q?Undangan_=E2=80=93?= =?UTF-8?Q?_rapat?=": "Undangan – rapat",
    b"Re: =?iso-8859-1?Q?caf=E9?= besok": "Re: café besok",
    b"=?utf-8?Q?Undangan?=\r\n =?utf-8?Q?_rapat?=": "Undangan rapat",
    "Undangan – rapat".encode(): "Undangan – rapat",
    "Undangan – rapat".encode("cp1252"): "Undangan – rapat",
    b"=?x-jawa?Q?Undangan_rapat?=": "Undangan rapat",
    b"=?utf-8?B?!!!?=": "=?utf-8?B?!!!?=",
    b"Undangan\r\n\trapat": "Undangan rapat",
}


@pytest.mark.parametrize("raw", SUBJECTS, ids=str)
def test_a_subject_in_any_encoding(tmp_path: Path, raw: bytes) -> None:
    content = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: " + raw + b"\r\n\r\nIsi\r\n"
    assert f"Subject: {SUBJECTS[raw]}" in read(tmp_path, content).splitlines()


HTML = {
    "blocks are lines, cells stand apart": (
        "<body><h1>Hal</h1><p>Dengan<br>hormat</p><table><tr><td>Nomor</td><td>: 1</td></tr></table></body>",
        ["Hal", "Dengan", "hormat", "Nomor : 1"],
    ),
    "what is not shown is not read": (
        "<head><title>T</title><style>p{color:red}</style><script>var a='<p>x</p>'</script></head><body>tampak</body>",
        ["tampak"],
    ),
    "a head that is never closed": ("<html><head><meta charset=utf-8><noscript><body>tampak", ["tampak"]),
    "signs by name and number": ("<p>A&amp;B&nbsp;C &#8211; &euro;</p>", ["A&B C – €"]),
    "remarks of Outlook": ("<p>a<!--[if mso]><p>b</p><![endif]-->c<o:p>&nbsp;</o:p></p>", ["ac"]),
    "tags that do not match": ("<p>a<b>b</p></i>c</div>d", ["ab", "c", "d"]),
    "no tags at all": ("halo", ["halo"]),
}


@pytest.mark.parametrize("name", HTML)
def test_mail_in_html_only(tmp_path: Path, name: str) -> None:
    markup, expected = HTML[name]
    text = read(tmp_path, HEAD + part("text/html; charset=utf-8", markup.encode()))
    assert [line for line in text.partition("Subject: Banjir")[2].splitlines() if line] == expected


PLAIN, RICH = part("text/plain", b"Biasa."), part("text/html", b"<p>Kaya.</p>")


def test_of_two_forms_one_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + several("alternative", PLAIN, RICH)).endswith("Subject: Banjir\n\nBiasa.")
    empty = part("text/plain", b" \r\n")
    assert read(tmp_path, HEAD + several("alternative", empty, RICH)).endswith("Kaya.")
    invitation = part("text/calendar; method=REQUEST", b"BEGIN:VCALENDAR")
    assert read(tmp_path, HEAD + several("alternative", RICH, invitation)).endswith("Kaya.")


def test_all_text_of_a_mail_in_pieces_is_read_in_order(tmp_path: Path) -> None:
    scan = part("image/png; name=a.png", files.scan(), b"Content-Disposition: inline")
    content = HEAD + several(
        "mixed", PLAIN, scan, part("text/plain", b"Salam."), several("alternative", PLAIN, RICH, mark=b"dua")
    )
    text = read(tmp_path, content)
    assert [line for line in text.splitlines()[3:] if line] == ["Biasa.", "Salam.", "Biasa."]
    assert [one.name for one in attached(tmp_path, content)] == ["a.png"]


def test_pictures_that_stand_in_the_text_are_pages_unless_they_are_ornaments(tmp_path: Path) -> None:
    def picture(name: str, content: bytes) -> bytes:
        body = b64encode(content)
        return part(f"image/png; name={name}", body, b"Content-ID: <1@a>", b"Content-Transfer-Encoding: base64")

    scan, logo = files.scan() + bytes(ORNAMENT), files.scan()[: ORNAMENT - 1]
    related = several("related", RICH, picture("scan.png", scan), picture("logo.png", logo), mark=b"dua")
    content = HEAD + several("alternative", PLAIN, related)
    assert read(tmp_path, content).endswith("Biasa.")
    assert attached(tmp_path, content) == [Attachment("scan.png", scan)]


NAMES = {
    b'attachment; filename="surat.pdf"': "surat.pdf",
    b"attachment; filename*=UTF-8''surat%20n%C2%B0%201.pdf": "surat n° 1.pdf",
    b"attachment; filename*0*=UTF-8''surat%20; filename*1*=panjang%20; filename*2=s.pdf": "surat panjang s.pdf",
    b"attachment; filename*=iso-8859-1'id'caf%E9.pdf": "café.pdf",
    b'attachment; filename="=?UTF-8?Q?surat_n=C2=B0_1.pdf?="': "surat n° 1.pdf",
    b'attachment; filename="=?UTF-8?B?'
    + b64encode("surat – satu".encode())
    + b'?=\r\n =?UTF-8?Q?.pdf?="': "surat – satu.pdf",
    b"attachment; filename=surat.pdf": "surat.pdf",
    b'attachment; filename="a\\"b.pdf"': 'a"b.pdf',
    b"attachment": "",
    b"attachment; filename*=x-jawa''a.pdf": "a.pdf",
    'attachment; filename="lampiran – 1.pdf"'.encode(): "lampiran – 1.pdf",
}


@pytest.mark.parametrize("disposition", NAMES, ids=lambda raw: NAMES[raw] or "none")
def test_a_name_in_any_encoding(tmp_path: Path, disposition: bytes) -> None:
    pdf = part(
        "application/pdf",
        b64encode(files.pdf()),
        b"Content-Disposition: " + disposition,
        b"Content-Transfer-Encoding: base64",
    )
    assert attached(tmp_path, HEAD + several("mixed", PLAIN, pdf)) == [Attachment(NAMES[disposition], files.pdf())]


def test_a_mail_attached_to_a_mail_is_one_attachment_that_is_a_mail_again(tmp_path: Path) -> None:
    inner = documents.mail("Terusan", "Isi dalam.")
    inner.add_attachment(files.pdf(), maintype="application", subtype="pdf", filename="a.pdf")
    outer = documents.mail("Luar", "Isi luar.")
    outer.add_attachment(inner)
    (one,) = attached(tmp_path, outer)
    assert "Isi dalam" not in read(tmp_path, outer)
    assert "Isi dalam." in read(tmp_path, one.content)
    assert [two.content for two in attached(tmp_path, one.content)] == [files.pdf()]


def test_signatures_are_nothing_to_read(tmp_path: Path) -> None:
    signature = part("application/pkcs7-signature; name=smime.p7s", b"MII")
    assert attached(tmp_path, HEAD + several("signed", PLAIN, signature)) == []


BROKEN: dict[str, tuple[bytes, str]] = {
    "no body": (HEAD, "Subject: Banjir"),
    "a boundary that never comes": (HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\nhalo\r\n", "halo"),
    "no boundary at all": (HEAD + b"Content-Type: multipart/mixed\r\n\r\nhalo\r\n", "halo"),
    "an end that is missing": (HEAD + several("mixed", PLAIN)[:-12], "Biasa."),
    "a type that is none": (HEAD + b"Content-Type: ;;;\r\n\r\nhalo\r\n", "halo"),
    "base64 that is none": (HEAD + part("text/plain", b"%%% halo", b"Content-Transfer-Encoding: base64"), ""),
    "a multipart without parts": (HEAD + several("mixed"), "Subject: Banjir"),
    "an address without end": (HEAD.replace(b"<a@example.org>", b"<a@[[[[\"(((") + b"\r\nhalo", "halo"),
    "lines of the last century": (HEAD.replace(b"\r\n", b"\n") + b"\nhalo\n", "halo"),
    "bytes of nought": (HEAD + b"\r\nha\0lo\r\n", "halo"),
    "a header without end": (HEAD + b"Cc: " + b"x" * 200_000 + b"\r\n\r\nhalo", "halo"),
    "a mark before it": (b"\xef\xbb\xbf" + HEAD + b"\r\nhalo", "From: Dinas"),
    "an envelope before it": (b"From a@example.org Mon Jan 1 00:00:00 2024\n" + HEAD + b"\r\nhalo", "From: Dinas"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_mail_is_read_as_far_as_it_goes(tmp_path: Path, name: str) -> None:
    content, expected = BROKEN[name]
    assert expected in read(tmp_path, content)
    attached(tmp_path, content)


def test_mail_nested_without_end_ends(tmp_path: Path) -> None:
    content = PLAIN
    for number in range(3000):
        content = several("mixed", content, mark=b"m%d" % number) if number < 300 else content
    assert "Biasa." in read(tmp_path, HEAD + content)


def test_a_mail_cut_off_or_hurt_anywhere_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    message = documents.mail("Undangan – rapat", "Isi surat – panjang.")
    message.add_alternative("<p>Isi</p>", subtype="html")
    message.add_attachment(files.scan()[:2000], maintype="image", subtype="png", filename="n° 1.png")
    whole = bytes(message)
    for place in range(120, len(whole), 37):
        for content in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
            read(tmp_path, content).encode()
            attached(tmp_path, content)
