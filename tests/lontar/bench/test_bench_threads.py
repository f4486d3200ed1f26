"""What the measurement of threads counts: a letter found, one missed, and a decoy that was taken for it."""

from random import Random

from bench.numberless import unnumbered, unread
from bench.threads import Cited, Known, counted, decoys, figures
from schemas.letter import FieldValue


def known(**fields: object) -> Known:
    return Known({name: FieldValue(value=value, confidence=90.0) for name, value in fields.items()})


ASKED = known(reference_number="005/12/DPU/2019", date=20190503, sender="DINAS PEKERJAAN UMUM", subject="Rapat")
ANSWER = known(reference_number="141/9/2019", date=20190603, sender="DESA CEMPAKA", references=["005/12/DPU/2019"])


def test_a_letter_found_and_nothing_where_it_is_not_there() -> None:
    (outcomes,) = counted([Cited("b", "005/12/DPU/2019", "a")], {"a": ASKED, "b": ANSWER}).values()
    assert outcomes == {"right": 1, "kept": 1}
    assert figures([outcomes]) == {
        "precision": 100.0,
        "recall": 100.0,
        "asked": 2,
        "wrong": 0,
        "missed": 0,
        "likely": 0,
    }


def test_a_letter_that_is_missed_and_one_that_is_not_the_one_that_was_meant() -> None:
    unread = known(date=20190503, sender="DINAS SOSIAL")
    (missed,) = counted([Cited("b", "005/12/DPU/2019", "a")], {"a": unread, "b": ANSWER}).values()
    assert missed == {"missed": 1, "kept": 1}
    (wrong,) = counted([Cited("b", "005/12/DPU/2019", None)], {"a": ASKED, "b": ANSWER}).values()
    assert wrong == {"wrong": 1}
    assert figures([missed, wrong])["precision"] == 0.0


def test_decoys_are_other_letters() -> None:
    found = dict(decoys(ASKED.fields, "005/12/DPU/2019", Random(1)))
    assert found["year"]["reference_number"].value == "005/12/DPU/2018"
    assert found["serial"]["reference_number"].value == "005/13/DPU/2019"
    assert found["sender"]["date"].value != 20190503


def test_a_letter_that_is_cited_by_its_day_is_likely_and_counts_as_one_that_is_said_to_be_it() -> None:
    passage = "surat Kepala Dinas Pekerjaan Umum Nomor 005/12/DPU/2019 tanggal 3 Mei 2019 hal Rapat"
    cites = FieldValue(value=["005/12/DPU/2019"], printed=passage, confidence=90.0)
    answer = unnumbered(Known({**ANSWER.fields, "references": cites}))
    assert answer.fields["references"].value == ["3 Mei 2019"]
    alone = {"a": ASKED, "b": answer}
    (outcomes,) = counted([Cited("b", "005/12/DPU/2019", None, 20190503)], alone).values()
    assert outcomes == {"wrong": 1, "likely": 1}


def test_of_a_letter_whose_number_is_taken_away_the_rest_is_known() -> None:
    assert set(unread(ASKED).fields) == {"date", "sender", "subject"}
