"""The head of a letter is read block by block, as a person reads it; all else line by line."""

from ingest.blocks import block_by_block
from ingest.recogniser import Line, Seen

TALL, WIDE = 20, 10  # pixels of a line and of a letter
HEAD = (
    (100, "DINAS PEKERJAAN UMUM KABUPATEN SUKAMAJU JALAN MERDEKA 45"),
    (200, "Nomor : 005/12/2015                  Sukamaju, 2 Mei 2015"),
    (230, "Sifat : Biasa                        Kepada"),
    (260, "Perihal : Undangan rapat             Yth. Camat Bojong"),
    (290, "pembangunan jembatan                 di Tempat"),
    (340, "Bersama ini kami mengundang Saudara untuk hadir pada rapat"),
    (370, "yang membahas jembatan."),
)
BY_BLOCK = (
    "DINAS PEKERJAAN UMUM KABUPATEN SUKAMAJU JALAN MERDEKA 45",
    "Nomor : 005/12/2015",
    "Sifat : Biasa",
    "Perihal : Undangan rapat",
    "pembangunan jembatan",
    "Sukamaju, 2 Mei 2015",
    "Kepada",
    "Yth. Camat Bojong",
    "di Tempat",
    "Bersama ini kami mengundang Saudara untuk hadir pada rapat",
    "yang membahas jembatan.",
)


def line(top: int, text: str) -> Line:
    """Words as far apart as the letters of a typewriter put them."""
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append(Seen(word, (at * WIDE, top, (at + len(word)) * WIDE, top + TALL), 95.0))
        at += len(word)
    return Line(tuple(words))


def read(*rows: tuple[int, str]) -> tuple[tuple[str, ...], bool]:
    lines, blocks = block_by_block([line(*row) for row in rows])
    return tuple(" ".join(word.text for word in one.words) for one in lines), blocks


def test_labels_are_read_before_the_address_beside_them() -> None:
    assert read(*HEAD) == (BY_BLOCK, True)


def test_each_block_is_a_paragraph() -> None:
    lines, _ = block_by_block([line(*row) for row in HEAD])
    assert len({one.paragraph for one in lines}) == 3  # the labels, the address, and the lines around them


def test_lines_at_one_height_that_come_apart_are_one_row() -> None:
    apart = [line(*HEAD[0]), *(line(top, " " * 37 + text[37:]) for top, text in HEAD[1:2]), line(200, HEAD[1][1][:37])]
    lines, _ = block_by_block([*apart, *(line(*row) for row in HEAD[2:])])
    assert tuple(" ".join(word.text for word in one.words) for one in lines) == BY_BLOCK


def test_a_table_is_read_row_by_row() -> None:
    rows = tuple((100 + 30 * at, f"{at}  Jembatan gantung        Desa {at}        1.500.000") for at in range(1, 9))
    assert read(*rows) == (tuple(" ".join(text.split()) for _, text in rows), False)


def test_labels_alone_are_read_line_by_line() -> None:
    rows = tuple(
        (100 + 30 * at, f"Nama{'' if at % 2 else ' lengkap'}      : Orang {at} dari Desa itu") for at in range(6)
    )
    assert read(*rows) == (tuple(" ".join(text.split()) for _, text in rows), False)


SIGNED = (
    (100, "Demikian berita acara ini dibuat untuk dipergunakan seperlunya."),
    (150, "     PIHAK PERTAMA              PIHAK KEDUA"),
    (180, "     Kepala Dinas,              Direktur,"),
    (300, "     Ir. Wirakelana             Drs. Natawilaba"),
    (330, "     NIP 19760231"),
    (390, "Tembusan: Camat Bojong"),
)


def test_two_signatures_are_read_one_after_the_other() -> None:
    assert read(*SIGNED) == (
        (
            SIGNED[0][1],
            *("PIHAK PERTAMA", "Kepala Dinas,", "Ir. Wirakelana", "NIP 19760231"),
            *("PIHAK KEDUA", "Direktur,", "Drs. Natawilaba"),
            SIGNED[-1][1],
        ),
        True,
    )


def test_without_room_for_signatures_two_parties_stay_line_by_line() -> None:
    rows = SIGNED[1:3]
    assert read(*rows) == (tuple(" ".join(text.split()) for _, text in rows), False)


def test_the_end_of_a_paragraph_and_initials_beside_one_signature_are_none() -> None:
    rows = (
        SIGNED[0],
        (130, "seperlunya."),
        (160, "                   Direktur,"),
        (280, "JCW                Natawilaba"),
    )
    assert read(*rows) == (tuple(" ".join(text.split()) for _, text in rows), False)


def test_room_at_the_head_of_a_letter_is_for_no_signature() -> None:
    head = ((100, "     No. 720.             Bucharest"), (240, "     Subject              The situation"))
    rows = (*head, *((300 + 30 * at, "Kami sampaikan dengan hormat hal yang berikut ini kepada") for at in range(9)))
    assert read(*rows) == (tuple(" ".join(text.split()) for _, text in rows), False)


def test_copies_beside_one_signature_are_no_signature() -> None:
    rows = (
        (100, "                           Kepala Dinas,"),
        (130, "Tembusan: Camat Bojong"),
        (160, "Arsip"),
        (260, "                           Ir. Wirakelana"),
    )
    assert read(*rows) == (tuple(" ".join(text.split()) for _, text in rows), False)


def test_a_wide_blank_among_the_labels_does_not_part_them() -> None:
    wide = list(HEAD)
    wide[4] = (290, "pembangunan     jembatan             di Tempat")
    assert read(*wide) == (BY_BLOCK, True)


def test_a_page_without_words_has_no_lines() -> None:
    assert block_by_block([]) == ([], False)
