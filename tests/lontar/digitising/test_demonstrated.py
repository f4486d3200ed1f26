"""The batch of the demo stands in the middle of the work, and the next start changes nothing."""

from pathlib import Path

from lontar.digitising import demonstrated
from lontar.digitising.counts import counts
from lontar.journey import arrive
from lontar.settle import settle
from office.access import installation
from schemas.batch import Batch
from tests import files
from tests.demo import demo_house


def test_it_has_scans_missing_items_and_a_scan_that_nobody_expected(tmp_path: Path) -> None:
    with demo_house(tmp_path) as house:
        for number in range(3):
            name = f"Surat {number}.pdf"
            content = files.pdf((*files.LETTER[:2], f"Nomor : 005/{127 + number}/DPU/1971", *files.LETTER[3:]))
            batch = demonstrated.batch_for(house, "setda", "legacy")
            path = files.written(house.settings.home, name, content)
            arrive(house, path, name, installation("tests"), unit="setda", batch=batch)
        assert demonstrated.batch_for(house, "dpu", "legacy") is None
        assert demonstrated.batch_for(house, "setda", "incoming") is None
        settle(house, 1)
        for _ in range(2):
            demonstrated.begun(house)
        (row,) = house.store.every(Batch)
        found = counts(house, row)
        assert (found.expected, found.scanned, found.missing, found.surplus) == (5, 3, 4, 2)
