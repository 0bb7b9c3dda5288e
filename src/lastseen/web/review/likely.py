"""The pairs of persons that are likely the same, as a list: who they are, what counts most, and the way to each."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lastseen.operations.reviewing import Order, Pair, likely_the_same, waiting_by_kind
from lastseen.reports.wording.linking import reasons
from lastseen.web.paging import ways, window
from lastseen.web.review.asking import tabs
from lastseen.web.visiting import Request

_SIZE = 25
_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One pair: both codes, what counts most in a few sentences, and where it is decided on."""

    codes: tuple[str, str]
    why: tuple[str, ...]
    address: str


def likely(request: Request) -> HttpResponse:
    """The pairs that are likely the same, the likeliest first."""
    page = likely_the_same(request.rights, request.workspace, window(request, _SIZE))
    context = {
        "lines": [_line(request, pair, page.window.start + at) for at, pair in enumerate(page.items, start=1)],
        "tabs": tabs(request, waiting_by_kind(request.rights, request.workspace), "likely"),
        "pages": ways(page),
    }
    return render(request, "review/likely.html", context)


def _line(request: Request, pair: Pair, at: int) -> Line:
    told = reasons(pair.because, request.workspace.vocabularies, request.language)
    return Line(
        codes=pair.codes,
        why=tuple(one.text for one in told if one.is_said)[:_REASONS],
        address=f"{reverse('review:index')}?order={Order.LIKELY.value}&at={at}",
    )
