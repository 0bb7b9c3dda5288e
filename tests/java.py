"""Spark for tests: what it needs, and what happens where that is missing."""

import os
import shutil
from importlib.util import find_spec

import pytest

REQUIRED = "LASTSEEN_REQUIRE"
"""With ``java`` among its words, tests that need Spark fail without it instead of being skipped."""


def spark_needed() -> None:
    """Skip the test where there is no Spark or no Java, or fail it where they are required."""
    if shutil.which("java") is None:
        missing = "no Java: install a runtime of version 17 or newer"
    elif find_spec("pyspark") is None:
        missing = "no Spark: install lastseen[spark]"
    else:
        return
    if "java" in os.environ.get(REQUIRED, "").split():
        pytest.fail(missing)
    pytest.skip(missing)
