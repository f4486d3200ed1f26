"""What every suite shares: hypothesis profiles, and a machine without LibreOffice."""

import os

from hypothesis import HealthCheck, settings

from paper import libreoffice

# No deadlines: a slow machine is not a failure (speed is measured by `lontar bench`). Derandomised in the short form,
# so that a red run can be repeated; HYPOTHESIS_PROFILE=explore looks for new cases.
settings.register_profile("short", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

# Documents are read as text, whatever is installed here; tests of their pages ask for LibreOffice (tests/soffice.py).
libreoffice.PROGRAM = "soffice-of-no-machine"
