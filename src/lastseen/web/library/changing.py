"""Changing many at once: those chosen in a list, what is to change, what that would do to each, and doing it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from lastseen.domain.bulk import BulkKind, Described
from lastseen.domain.derive.lines import CODES
from lastseen.domain.derive.variables import SHAPES, Shape
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.operations.bulk import (
    Outdated,
    conclude_many,
    describe_many,
    hold_many,
    preview_descriptions,
    preview_holds,
    preview_values,
)
from lastseen.operations.bulk_rows import Choice, Preview
from lastseen.operations.library import find_people
from lastseen.operations.pages import Window, sources
from lastseen.web.library.asking import Asking, read
from lastseen.web.library.change_forms import Change, DescribeForm, Groups, HoldForm, ValueForm
from lastseen.web.library.change_rows import Telling
from lastseen.web.library.titles import title
from lastseen.web.library.views import labels_for
from lastseen.web.sources.asking import wanted
from lastseen.web.speech import VOCABULARY
from lastseen.web.visiting import Request
from lastseen.web.words import say, told

HOLD = "hold"
VARIABLES = (
    *("sex", "birth", "occupation", "disappeared", "place_of_arrest", "authority_first", "authority_last"),
    *("grounds", "on_account_of", "fate"),
)
"""What may be concluded of many at once: what one document or one photograph may show of all of them."""
_OWN = ("pick", "what")


class Made(Protocol):
    """A change as it was typed."""

    @property
    def said(self) -> tuple[str, ...]:
        """What it says of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One change as it is being made: what it is, its form, and what shows and what writes it."""

    kind: BulkKind
    subject: str
    form: Change
    made: Callable[[], Made]
    shown: Callable[[], Preview]
    write: Callable[[str], UUID]


def people(request: Request) -> HttpResponse:
    """A change of people found in the library."""
    offered = _offered(request)
    asking, picked = _chosen(request.GET)
    choice = Choice(query=replace(asking.query, page=1), codes=picked)
    total = len(picked) or find_people(request.rights, replace(asking.query, page=1, size=1), request.workspace).total
    labels = labels_for(request)
    what = request.GET.get("what", "")
    return _page(
        request,
        _doing(request, what, choice) if what in offered else None,
        {
            "title": say(labels.words["change"]["people"], total, labels.language),
            "about": "" if picked else title(labels, asking.query, total),
            "offered": offered,
            "what": what,
            "kept": [*asking.pairs, *(("pick", code) for code in picked)],
            "back": reverse("library:index") + asking.address,
            "is_of_people": True,
        },
    )


def _chosen(address: QueryDict) -> tuple[Asking, tuple[str, ...]]:
    asked = address.copy()
    for name in _OWN:
        asked.pop(name, None)
    return replace(read(asked), show=""), tuple(dict.fromkeys(filter(None, address.getlist("pick"))))


def _offered(request: Request) -> dict[str, str]:
    """What somebody may change of many people, with what it is called. Whoever may change nothing is refused."""
    telling, offered = Telling(labels=labels_for(request)), {}
    if request.rights.may(May.DECIDE):
        offered = {one: telling.head(BulkKind.CONCLUDE, one) for one in VARIABLES}
    request.rights.require(May.CODE)
    return {**offered, HOLD: telling.head(BulkKind.HOLD, "")}


def _doing(request: Request, what: str, choice: Choice) -> Doing:
    by: dict[str, Any] = {"actor": request.rights.user, "now": request.now}
    workspace, data = request.workspace, request.POST or None
    speech = Telling(labels=labels_for(request)).speech
    if what == HOLD:
        hold = HoldForm(speech, data, request.user.name)
        return Doing(
            kind=BulkKind.HOLD,
            subject="",
            form=hold,
            made=lambda: hold.made(choice),
            shown=lambda: preview_holds(request.rights, hold.made(choice), workspace),
            write=lambda seen: hold_many(hold.made(choice), seen, workspace, **by),
        )
    value = ValueForm(speech, data, what, _groups(request, what, choice))
    return Doing(
        kind=BulkKind.CONCLUDE,
        subject=what,
        form=value,
        made=lambda: value.made(choice),
        shown=lambda: preview_values(request.rights, value.made(choice), workspace),
        write=lambda seen: conclude_many(value.made(choice), seen, workspace, **by),
    )


def _groups(request: Request, variable: str, choice: Choice) -> Groups:
    """The codes of a variable: those told of anybody found first, with of how many, then all others.

    Where some of those found were chosen the numbers would be of others, too, and are left out.
    """
    if SHAPES[variable] not in (Shape.SINGLE, Shape.MULTIPLE):
        return []
    facet = next((name for name, about in CODES.items() if about == variable), "")
    found = find_people(request.rights, replace(choice.query, size=1), request.workspace, facets=True)
    counts = next((one.counts for one in found.facets if one.name == facet), {})
    labels = labels_for(request)
    terms = {term.code: term.label(request.language) for term in labels.vocabularies[VOCABULARY[variable]].terms}
    heads = labels.words["change"]["groups"]
    said = "{label}" if choice.codes else "{label} ({n})"
    some = [(code, said.format(label=terms[code], n=n)) for code, n in counts.items() if code in terms]
    rest = [(code, label) for code, label in terms.items() if code not in counts]
    return [(heads[name], group) for name, group in (("told", some), ("others", rest)) if group]


def interviews(request: Request) -> HttpResponse:
    """A change of how interviews are described."""
    for needed in (May.COLLECT, May.IDENTIFY):
        request.rights.require(needed)
    telling = Telling(labels=labels_for(request))
    names = tuple(dict.fromkeys(filter(None, request.GET.getlist("pick"))))
    asked = replace(wanted(request.GET), names=names)
    what = request.GET.get("what", "")
    total = len(names) or sources(request.rights, asked, Window(size=1)).page.total
    pairs = [(name, value) for name, values in request.GET.lists() for value in values if name not in (*_OWN, "page")]
    offered = {one.value: telling.head(BulkKind.DESCRIBE, one) for one in Described}
    by: dict[str, Any] = {"actor": request.rights.user, "now": request.now}

    def doing() -> Doing:
        kinds = request.workspace.vocabularies["source-kind"].terms
        labelled = [(term.code, term.label(request.language)) for term in kinds]
        form = DescribeForm(telling.speech, request.POST or None, Described(what), labelled)
        return Doing(
            kind=BulkKind.DESCRIBE,
            subject=what,
            form=form,
            made=lambda: form.made(asked),
            shown=lambda: preview_descriptions(request.rights, form.made(asked), request.workspace),
            write=lambda seen: describe_many(form.made(asked), seen, request.workspace, **by),
        )

    return _page(
        request,
        doing() if what in offered else None,
        {
            "title": say(telling.labels.words["change"]["interviews"], total, request.language),
            "about": "",
            "offered": offered,
            "what": what,
            "kept": [*pairs, *(("pick", name) for name in names)],
            "back": f"{reverse('sources:index')}?{urlencode(pairs)}",
            "is_of_people": False,
        },
    )


def _page(request: Request, doing: Doing | None, context: Mapping[str, Any]) -> HttpResponse:
    """The form, and once it is sent what it would do; what was seen and confirmed is done."""
    if doing is None or request.method != "POST" or not doing.form.is_valid():
        status = 422 if doing is not None and doing.form.errors else 200
        return render(request, "library/change.html", {**context, "doing": doing}, status=status)
    labels = labels_for(request)
    is_outdated, seen = False, request.POST.get("seen", "")
    try:
        if seen and request.POST.get("step") == "confirm":
            made = doing.write(seen)
            messages.success(request, labels.words["change"]["done"])
            return redirect("library:made", change=made)
        shown = doing.shown()
    except Outdated:
        is_outdated, shown = True, doing.shown()
    except Refusal as refusal:
        doing.form.add_error(None, " ".join(told(refusal, request.language)))
        return render(request, "library/change.html", {**context, "doing": doing}, status=422)
    return render(
        request,
        "library/change.html",
        {
            **context,
            "doing": doing,
            "is_outdated": is_outdated,
            **dict(_previewed(doing, shown, Telling(labels=labels))),
        },
        status=422 if is_outdated else 200,
    )


def _previewed(doing: Doing, shown: Preview, telling: Telling) -> Iterator[tuple[str, Any]]:
    yield "rows", telling.rows(shown, doing.subject)
    yield "counted", telling.counted(shown)
    yield "seen", shown.digest
    yield "changing", len(shown.changing)
    yield "new", telling.value(doing.kind, doing.made().said)
