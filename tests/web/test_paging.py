"""Long lists in pages: which one an address asks for, and what comes before and after it."""

from typing import Any

import pytest
from django.test import RequestFactory

from lastseen.operations.pages import Page, Window
from lastseen.web.paging import ways, window


@pytest.mark.parametrize(
    ("address", "number"), [("/?page=3", 3), ("/", 1), ("/?page=x", 1), ("/?page=-1", 1), ("/?page=123456789", 1)]
)
def test_an_address_that_asks_for_no_page_asks_for_the_first(address: str, number: int) -> None:
    request: Any = RequestFactory().get(address)
    assert window(request, 50) == Window(number=number, size=50)


@pytest.mark.parametrize(
    ("number", "total", "there"),
    [
        (1, 0, (0, 0, None, None)),
        (1, 50, (1, 50, None, None)),
        (1, 51, (1, 50, None, 2)),
        (2, 51, (51, 51, 1, None)),
        (7, 51, (0, 0, 6, None)),
    ],
)
def test_a_page_says_what_it_shows_and_what_comes_before_and_after(
    number: int, total: int, there: tuple[int | None, ...]
) -> None:
    part: Page[None] = Page(items=(), total=total, window=Window(number=number, size=50))
    first, last, previous, following = there
    assert ways(part) == {"first": first, "last": last, "total": total, "previous": previous, "next": following}
