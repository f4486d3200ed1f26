"""The measure of reading order: pairs of words that stay together."""

from bench.order import pairs_kept


def test_the_same_order_keeps_every_pair() -> None:
    assert pairs_kept("satu dua tiga\nempat", "satu dua\ntiga empat") == 1.0


def test_two_blocks_read_across_lose_their_pairs() -> None:
    assert pairs_kept("satu dua tiga empat", "satu tiga dua empat") == 0.0


def test_a_word_that_was_misread_says_nothing_of_the_order() -> None:
    assert pairs_kept("satu dua tiga empat", "satu duo tiga empat") == 1.0
