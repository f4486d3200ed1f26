"""The pages of the archive, each looked at."""

import pytest

from tests.web.holding import Holds
from tests.web.places import ARCHIVE

pytestmark = pytest.mark.browser


class TestArchive(Holds):
    places = ARCHIVE
