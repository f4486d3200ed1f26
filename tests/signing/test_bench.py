"""What is measured of making signatures are signatures."""

from bench.sign_made import made


def test_each_case_has_its_rate_and_stock_beside_it() -> None:
    found = made(count=1)
    assert set(found) == {
        *("sign_rsa2048_bb", "sign_rsa2048_bb_stock"),
        *("sign_p256_bb", "sign_p256_bb_stock"),
    }
    assert all(one["per_second"] > 0 for one in found.values())
