"""What the address of a review asks for: which kind of pair, in which order, at which place; and the ways to others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse

from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.reviewing import Order
from lastseen.web.visiting import Request
from lastseen.web.words import words_in

One = TypeVar("One", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the review: the kind of pair, the order, the place in it, and the codes of two, where it is these."""

    kind: VerdictKind
    order: Order
    at: int
    codes: tuple[str, ...]

    def address(self, **more: object) -> str:
        """Where it is."""
        query = {"kind": self.kind.value, "order": self.order.value, "at": self.at, **more}
        return f"{reverse('review:index')}?{urlencode(query)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A way to a part of the review; ``n`` is how many pairs await a verdict there, where it is a queue."""

    address: str
    label: str
    current: bool
    n: int | None = None


def place_in(params: Mapping[str, str]) -> Place:
    """The place that an address, or what a form sends along, names; the first of persons where it names none."""
    kind = _one_of(VerdictKind, params.get("kind", ""), VerdictKind.PERSON)
    order = _one_of(Order, params.get("order", ""), Order.OPEN)
    at = params.get("at", "")
    codes = tuple(params.get(name, "").strip().upper() for name in ("older", "younger"))
    is_of_cases = all(code.startswith("C") for code in codes)
    return Place(
        kind=VerdictKind.CASE if all(codes) and is_of_cases else kind,
        order=order,
        at=int(at) if at.isascii() and at.isdigit() and len(at) < 8 else 1,
        codes=codes if all(codes) else (),
    )


def _one_of(known: type[One], value: str, else_: One) -> One:
    return next((one for one in known if one.value == value), else_)


def tabs(request: Request, waiting: Mapping[VerdictKind, int], at: str) -> list[Tab]:
    """The parts of the review; ``at`` is the kind or the name of the page that is shown.

    Queues that are not in ``waiting`` are shown without how many pairs await a verdict.
    """
    return list(_tabs(request.language, waiting, at))


def _tabs(language: str, waiting: Mapping[VerdictKind, int], at: str) -> Iterator[Tab]:
    words = words_in(language)
    index = reverse("review:index")
    for kind in (VerdictKind.PERSON, VerdictKind.CASE, VerdictKind.STAGE):
        address = index if kind is VerdictKind.PERSON else f"{index}?kind={kind.value}"
        label = words["review"]["kind"][kind.value]
        yield Tab(address=address, label=label, current=at == kind.value, n=waiting.get(kind))
    for name, label in (
        ("likely", words["review"]["likely"]),
        ("sample", words["sample"]["title"]),
        ("quality", words["sample"]["quality_title"]),
        ("agreement", words["agreement"]["all_title"]),
    ):
        yield Tab(address=reverse(f"review:{name}"), label=label, current=at == name)


def orders(place: Place, language: str) -> list[Tab]:
    """The orders that the pairs of a kind may come in."""
    words = words_in(language)["review"]["orders" if place.kind is VerdictKind.PERSON else "orders_told"]
    first = Place(kind=place.kind, order=place.order, at=1, codes=())
    return [
        Tab(address=first.address(order=order), label=label, current=order == place.order)
        for order, label in words.items()
    ]
