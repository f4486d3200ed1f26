"""The printed lines of a page: what stands at one height, in whatever order the words were handed over."""

import math

from ingest.fields import understand
from ingest.fields.lines import Sheet, sheet_of
from schemas.page import PageReading, Word
from tests.ingest.fields.pages import HEIGHT, page


def cells(sheet: Sheet) -> list[list[str]]:
    return [[line.said(cell) for cell in line.cells] for line in sheet.lines]


def handed_over(reading: PageReading, *order: int) -> PageReading:
    """The same page, its lines handed over in another order."""
    lines = reading.text.split("\n")
    words, text = [], ""
    for number in order:
        start = sum(len(line) + 1 for line in lines[:number])
        for word in reading.words:
            if start <= word.start < start + len(lines[number]):
                at = len(text) + word.start - start
                words.append(Word(word.text, word.box, word.confidence, at, at + len(word.text)))
        text += lines[number] + "\n"
    return PageReading(1, reading.width, reading.height, "ocr", "", text, tuple(words), confidence=90.0)


def test_columns_are_told_apart_by_the_room_between_them() -> None:
    sheet = sheet_of(1, page("Nomor : 005/1              Kepada\nSifat : Biasa              Yth. Bupati Sukamaju"))
    assert cells(sheet) == [["Nomor : 005/1", "Kepada"], ["Sifat : Biasa", "Yth. Bupati Sukamaju"]]


def placed(*rows: dict[str, int]) -> PageReading:
    """A page of rows of words, each with where it begins, in letters ten wide."""
    words, text = [], ""
    for number, row in enumerate(rows):
        for word, left in row.items():
            box = (left, 28 * number, left + 10 * len(word), 28 * number + HEIGHT)
            words.append(Word(word, box, 90.0, len(text), len(text) + len(word)))
            text += word + " "
        text += "\n"
    return PageReading(1, 1240, 1754, "ocr", "", text, tuple(words))


def test_a_small_gap_parts_columns_where_other_lines_have_it_too() -> None:
    first, second = {"Undangan": 100, "rapat": 186, "Kepada": 258}, {"koordinasi": 100, "Yth.": 259, "Camat": 305}
    text = {"bersama": 100, "ini": 176, "kami": 212, "sampaikan": 258, "bahwa": 354}
    assert cells(sheet_of(1, placed(first, second, text)))[:2] == [
        ["Undangan rapat", "Kepada"],
        ["koordinasi", "Yth. Camat"],
    ]
    assert cells(sheet_of(1, placed(first, text)))[0] == ["Undangan rapat Kepada"]


def test_labels_handed_over_after_their_values_stand_beside_them() -> None:
    reading = page("Nomor   :   005/1/2019\nHal     :   Jembatan\n\nYth. Camat")
    apart = page("        :   005/1/2019\n        :   Jembatan\n\nYth. Camat\nNomor\nHal")
    moved = [
        Word(
            word.text,
            (word.box[0], word.box[1] - 4 * 28, word.box[2], word.box[3] - 4 * 28),
            90.0,
            word.start,
            word.end,
        )
        if word.text in ("Nomor", "Hal")
        else word
        for word in apart.words
    ]
    mixed = PageReading(1, apart.width, apart.height, "text-layer", "", apart.text, tuple(moved))
    assert cells(sheet_of(1, mixed)) == cells(sheet_of(1, reading))
    assert understand([(1, mixed)])["reference_number"].value == "005/1/2019"


def test_the_order_in_which_an_engine_reads_does_not_count() -> None:
    reading = page("DINAS SOSIAL\nNomor : 005/1/2019\nHal : Jembatan\nYth. Camat Rawabening")
    assert cells(sheet_of(1, handed_over(reading, 2, 3, 0, 1))) == cells(sheet_of(1, reading))


def test_a_page_that_lies_askew_is_read_straight() -> None:
    reading = page("Nomor : 005/1/2019                              Sukamaju, 3 Mei 2019\nHal   : Jembatan")
    turn = math.radians(3)
    askew = []
    for word in reading.words:
        x0, y0, x1, _ = word.box
        left, top = x0 * math.cos(turn) - y0 * math.sin(turn) + 100, x0 * math.sin(turn) + y0 * math.cos(turn)
        box = (round(left), round(top), round(left + x1 - x0), round(top) + HEIGHT)
        askew.append(Word(word.text, box, 90.0, word.start, word.end))
    turned = PageReading(1, 1400, 1800, "ocr", "", reading.text, tuple(askew))
    assert cells(sheet_of(1, turned)) == cells(sheet_of(1, reading))
    assert {"reference_number", "date", "subject"} <= set(understand([(1, turned)]))


def test_marks_of_direction_and_ligatures_are_read_as_what_they_show() -> None:
    assert cells(sheet_of(1, page("No\u200emor : 1\u202f/2 konﬁrmasi")))[0] == ["Nomor : 1 /2 konfirmasi"]


def test_placeholders_and_dots_to_fill_in_are_blanks() -> None:
    assert cells(sheet_of(1, page("Nomor : ${nomor}\nHal : ......... [@hal]\n^   $"))) == [["Nomor :"], ["Hal :"]]


def test_what_was_read_of_a_fold_between_columns_does_not_join_them() -> None:
    sheet = sheet_of(1, page("Hal : Undangan rapat     —     Yth. Bupati"))
    assert cells(sheet) == [["Hal : Undangan rapat", "Yth. Bupati"]]
    assert cells(sheet_of(1, page("Nomor : SE - 12/PJ/2020"))) == [["Nomor : SE - 12/PJ/2020"]]


def test_cells_of_a_table_written_one_below_the_other_are_one_line() -> None:
    text = "Nomor\n\n:\n\n005/1/2019\n\nHal\n\n: Jembatan\n\nYth. Camat"
    reading = PageReading(1, 0, 0, "document", "", text)
    assert cells(sheet_of(1, reading)) == [["Nomor : 005/1/2019"], ["Hal : Jembatan"], ["Yth. Camat"]]
    found = understand([(1, reading)])
    assert (found["reference_number"].value, found["subject"].value) == ("005/1/2019", "Jembatan")
    assert found["subject"].box == []


def test_columns_whose_lines_stand_at_different_heights() -> None:
    text = """
Nomor : 005/1/2019
                                        Kepada
Hal   : Undangan rapat
                                        Yth. Bupati Sukamaju
        koordinasi banjir
                                        di Tempat
"""
    found = understand([(1, page(text, down=14))])
    assert found["subject"].value == "Undangan rapat koordinasi banjir"
    assert found["recipients"].value == ["Bupati Sukamaju"]
