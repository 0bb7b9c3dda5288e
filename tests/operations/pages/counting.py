"""How many questions a page asks of the database."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def questions(ask: Callable[[], object]) -> int:
    """How many queries it takes, but for the beginning and the end of the moment they are asked at."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    return sum(query["sql"].startswith(("SELECT", "WITH", "DECLARE")) for query in queries.captured_queries)
