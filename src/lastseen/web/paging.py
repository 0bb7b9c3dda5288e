"""Long lists in pages: which one is asked for, and the way to the others."""

from typing import Any

from lastseen.operations.pages import Page, Window
from lastseen.web.visiting import Request


def window(request: Request, size: int) -> Window:
    """The page the address asks for; the first where it asks for none."""
    number = request.GET.get("page", "")
    return Window(number=int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 1, size=size)


def ways(page: Page[Any]) -> dict[str, int | None]:
    """What the template ``pages.html`` says of a page: which items it shows, and what comes before and after."""
    number, start = max(page.window.number, 1), page.window.start
    return {
        "first": start + 1 if page.items else 0,
        "last": start + len(page.items),
        "total": page.total,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < page.pages else None,
    }
