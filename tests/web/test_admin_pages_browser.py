"""The pages of the administration, each looked at."""

import pytest

from tests.web.holding import Holds
from tests.web.places import ADMIN

pytestmark = pytest.mark.browser


class TestAdministration(Holds):
    places = ADMIN
