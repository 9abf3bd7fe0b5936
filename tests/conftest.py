"""Settings of all tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# What an example takes depends on what else the machine does: no property fails for that.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")
