"""Everything here is to hold on either database."""

import pytest

from tests.conftest import BOTH_DATABASES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that takes a registry once on SQLite and once on PostgreSQL."""
    if "registry" in metafunc.fixturenames:
        metafunc.parametrize("registry", BOTH_DATABASES, indirect=True)
