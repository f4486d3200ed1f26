"""The pages of somebody signed out and of errors, each looked at."""

import pytest

from tests.web.holding import Holds
from tests.web.places import ERRORS, OPEN

pytestmark = pytest.mark.browser


class TestSignedOut(Holds):
    places = OPEN


class TestErrors(Holds):
    places = ERRORS
