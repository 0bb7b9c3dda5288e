"""What the web server was started for: one registry, the clock, and the key that second factors are sealed with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from lastseen.operations.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One registry as browsers are served it."""

    workspace: Workspace
    now: Callable[[], datetime]
    factor_key: bytes = field(repr=False)


def served() -> Served:
    """What this process serves: it was put into the settings when it started, as threads and tests need no more."""
    found: Served = settings.SERVED  # type: ignore[misc]  # no setting of Django's
    return found
