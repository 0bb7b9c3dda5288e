"""Long lists in pages: which one is asked for, and the way to the others."""

from typing import Protocol

from lastseen.operations.pages import Window
from lastseen.web.visiting import Request


class Paged(Protocol):
    """Part of a list: which part was asked for, and how long the whole of it is."""

    @property
    def total(self) -> int:
        """How many there are."""

    @property
    def window(self) -> Window:
        """Which of them are asked for."""


def window(request: Request, size: int) -> Window:
    """The page the address asks for; the first where it asks for none."""
    number = request.GET.get("page", "")
    return Window(number=int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 1, size=size)


def ways(part: Paged) -> dict[str, int | None]:
    """What the template ``pages.html`` says of part of a list: which items it has, and what comes before and after."""
    number, start, total = max(part.window.number, 1), part.window.start, part.total
    last = min(start + part.window.size, total)
    return {
        "first": start + 1 if start < total else 0,
        "last": last if start < total else 0,
        "total": total,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if last < total else None,
    }
