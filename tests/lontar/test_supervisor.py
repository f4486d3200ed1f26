"""`lontar run` says before it starts anything where it cannot listen."""

import socket

import pytest

from lontar.errors import PortTaken
from lontar.supervisor import demand_free
from schemas.errors import Unavailable


def test_a_port_of_another_program_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} of 127.0.0.1"):
            demand_free("127.0.0.1", port)
    demand_free("127.0.0.1", port)


def test_an_address_that_is_not_of_this_machine_is_not_called_taken() -> None:
    with pytest.raises(Unavailable, match=r"192\.0\.2\.1:8000 cannot be reached"):
        demand_free("192.0.2.1", 8000)  # RFC 5737: an address for documents
