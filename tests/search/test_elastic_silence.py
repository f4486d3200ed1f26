"""A server that does not answer holds up one and not all."""

import pytest

from search.elastic_silence import Silence, Silent


def test_a_server_that_did_not_answer_is_left_alone_for_a_while() -> None:
    silence = Silence(TimeoutError, seconds=3600)
    with pytest.raises(TimeoutError), silence.turn():
        raise TimeoutError
    with pytest.raises(Silent), silence.turn():
        raise AssertionError("nobody waits for it again")


def test_one_finds_out_whether_it_answers_again() -> None:
    silence = Silence(TimeoutError, seconds=0)
    with pytest.raises(TimeoutError), silence.turn():
        raise TimeoutError
    with silence.turn(), pytest.raises(Silent), silence.turn():
        raise AssertionError("one waits for it already")
    with silence.turn(), silence.turn():
        pass  # it has answered: all may ask
